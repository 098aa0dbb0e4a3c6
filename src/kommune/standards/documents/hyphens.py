"""Joining the lines of a paragraph, words that were divided at the end of a line included."""

import re
from collections.abc import Iterable

_DIVIDED = re.compile(r"[^\W\d_][-\u00ad\u2010\x02]$")
_COMPANIONS = re.compile(r"(?:und|oder|bzw\.?|sowie|als|wie|bis)\b")


def join_lines(lines: Iterable[str]) -> str:
    """Return one line: a divided word grows together, "Bürger-" before "und" and "Smart-" before a capital
    keep their hyphen.
    """
    text = ""
    for raw in lines:
        line = raw.strip()
        if not line:
            continue
        if not text:
            text = line
        elif _DIVIDED.search(text):
            text = _joined(text, line)
        else:
            text = f"{text} {line}"
    return text.replace("\x02", "-")


def _joined(text: str, line: str) -> str:
    stem, hyphen = text[:-1], text[-1]
    if hyphen == "\u00ad":
        return stem + line
    if line[0].islower():
        return f"{stem}- {line}" if _COMPANIONS.match(line) else stem + line
    return f"{stem}-{line}" if line[0].isalnum() else f"{stem}- {line}"
