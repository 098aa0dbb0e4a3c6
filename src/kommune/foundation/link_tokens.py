"""Tokens in links that need no sign-in: each names the thing it belongs to and holds a secret."""

import base64
import hashlib
from uuid import UUID

SECRET_BYTES = 16


def write_token(named: UUID, secret: bytes) -> str:
    """A token of 43 characters for ``secret`` of 16 bytes."""
    return base64.urlsafe_b64encode(named.bytes + secret).decode().rstrip("=")


def named_in(token: str) -> UUID | None:
    """The id of the thing that a token names, None for what is no token."""
    try:
        raw = base64.b64decode(f"{token}=", altchars=b"-_", validate=True)
    except ValueError:
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 16 + SECRET_BYTES else None


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
