"""Which papers there are, and their texts as they stand in the package."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

DUTY_KEYS = (
    "verarbeitungsverzeichnis",
    "massnahmen",
    "loeschkonzept",
    "rollenkonzept",
    "schwellwertpruefung",
    "dienstvereinbarung",
    "barrierefreiheit",
)


@cache
def read_text(key: str) -> dict[str, Any]:
    """Return the text of one paper as written in texts/<key>.toml. Raises KeyError for an unknown key."""
    if key not in DUTY_KEYS:
        raise KeyError(key)
    source = resources.files("kommune.reporting.duties").joinpath("texts", f"{key}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
