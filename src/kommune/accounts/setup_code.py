"""The one-time code that guards a new installation which strangers can reach."""

import secrets
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from kommune.accounts.models import User

LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


def is_new_installation() -> bool:
    """Whether there is no person yet, so that the first account may be made."""
    return not User.objects.exists()


def setup_code() -> str | None:
    """The code of this new installation, made once and kept in ``setup_code`` of the data folder.

    None once there is a person. The command line prints it when the server starts.
    """
    path = _path()
    if not is_new_installation():
        path.unlink(missing_ok=True)
        return None
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)))
    return path.read_text().strip()


def needs_setup_code(request: HttpRequest) -> bool:
    """Whether the first visitor must type the code: everybody who does not sit at this very machine.

    A request that a proxy hands on carries the proxy's address, so the name in the address bar counts too.
    """
    host = request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else "[::1]"
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return forwarded or host not in LOCAL_NAMES or not _is_loopback(request.META.get("REMOTE_ADDR", ""))


def is_setup_code(typed: str) -> bool:
    """Whether this is the code; spaces and dashes do not matter."""
    code = setup_code()
    return code is not None and secrets.compare_digest(_bare(code), _bare(typed))


def _bare(code: str) -> bytes:
    return "".join(character for character in code.lower() if character.isalnum()).encode()


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == ""


def _path() -> Path:
    return Path(settings.DATA_DIR) / "setup_code"
