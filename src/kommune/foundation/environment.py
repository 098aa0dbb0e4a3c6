"""Typed settings from the environment: one prefix, a clear message for a wrong value."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PREFIX = "KOMMUNE_"


class WrongSetting(SystemExit):
    """A setting in the environment cannot be understood; the program stops with the reason."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{PREFIX}{name}={value!r} cannot be used: expected {expected}.")


def text(name: str, default: str = "") -> str:
    """The value of ``KOMMUNE_<name>``."""
    return os.environ.get(PREFIX + name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes/no setting: 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(PREFIX + name)
    if value is None or value == "":
        return default
    lowered = value.lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off"}:
        return False
    raise WrongSetting(name, value, "yes or no")


def integer(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(PREFIX + name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise WrongSetting(name, value, "a whole number") from None


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(default_path: Path) -> dict[str, object]:
    """Django's database entry from ``KOMMUNE_DATABASE_URL``; SQLite at ``default_path`` without it."""
    url = text("DATABASE_URL")
    if not url or url.startswith("sqlite:"):
        return sqlite_entry(Path(unquote(urlsplit(url).path)) if url else default_path)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting("DATABASE_URL", url, "sqlite:///path or postgresql://user:password@host/name")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    entry: dict[str, object] = {
        "ENGINE": "kommune.foundation.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": parts.port or query.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    options: dict[str, object] = dict(query)
    role = text("DATABASE_ROLE")
    if role:
        options["assume_role"] = role
    entry["OPTIONS"] = options
    return entry


def sqlite_entry(path: Path) -> dict[str, object]:
    """SQLite as a server's database: write-ahead log, immediate transactions, full sync."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
            ),
        },
    }
