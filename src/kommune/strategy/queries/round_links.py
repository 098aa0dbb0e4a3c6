"""The links of raters: a token names its round and holds a secret of which only the hash is stored."""

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from kommune.foundation.link_tokens import SECRET_BYTES, named_in, token_hash, write_token

ROOM_SALT = "kommune.strategy.rounds.room"


def new_token(round_id: UUID) -> str:
    """A new token of 43 characters; the round in it lets a closed round be told from a wrong link."""
    return write_token(round_id, secrets.token_bytes(SECRET_BYTES))


def room_token(round_id: UUID) -> str:
    """The one token for everybody in a room; it is reckoned, so nothing of it is stored."""
    digest = salted_hmac(ROOM_SALT, str(round_id), algorithm="sha256").digest()
    return write_token(round_id, digest[:SECRET_BYTES])


def is_room_token(token: str) -> bool:
    """Whether this is the token for everybody in a room."""
    round_id = round_of(token)
    return round_id is not None and constant_time_compare(token, room_token(round_id))


def round_of(token: str) -> UUID | None:
    """The id of the round that a token names, None for what is no token."""
    return named_in(token)


def hash_of(token: str) -> str:
    """What is stored of a rater's token."""
    return token_hash(token)
