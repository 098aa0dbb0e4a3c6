"""Joining the lines of a paragraph, words that were divided at the end of a line included."""

import re
from collections.abc import Iterable

_DIVIDED = re.compile(r"[^\W\d_][-\u00ad\u2010\x02]")
_COMPANIONS = re.compile(r"(?:und|oder|bzw\.?|sowie|als|wie|bis)\b")


def join_lines(lines: Iterable[str]) -> str:
    """Return one line: a divided word grows together, "Bürger-" before "und" and "Smart-" before a capital
    keep their hyphen.
    """
    parts: list[str] = []
    for raw in lines:
        line = raw.strip()
        if not line:
            continue
        if parts and _DIVIDED.fullmatch(parts[-1][-2:]):
            parts[-1] = _before(parts[-1], line)
            parts.append(line)
        else:
            parts += [" ", line] if parts else [line]
    return "".join(parts).replace("\x02", "-")


def _before(text: str, line: str) -> str:
    """The end of a divided text as it stands before the line that goes on."""
    stem, hyphen = text[:-1], text[-1]
    if hyphen == "\u00ad":
        return stem
    if line[0].islower():
        return f"{stem}- " if _COMPANIONS.match(line) else stem
    return f"{stem}-" if line[0].isalnum() else f"{stem}- "
