"""Titles cut to the lines of a box; widths are those of Fira Sans, near enough for a box."""

import re

FONT_SIZE = 14
NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMWÄÖÜGOQDHNU@%—")
ELLIPSIS = "…"
LONGEST = 400
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    """One line without characters that no XML may hold, at most 400 characters long."""
    found = " ".join(UNWRITABLE.sub("", text[: LONGEST * 4]).split())
    return found if len(found) <= LONGEST else found[: LONGEST - 1].rstrip() + ELLIPSIS


def text_width(text: str) -> float:
    """About how wide a text is in pixels at the size of the map's labels."""
    units = sum(0.33 if char in NARROW else 0.74 if char in WIDE else 0.56 for char in text)
    return units * FONT_SIZE


def wrap(text: str, width: float, n_lines: int) -> tuple[str, ...]:
    """At most so many lines within ``width`` pixels; what is left out ends in an ellipsis."""
    words = plain_text(text).split(" ")
    lines: list[str] = []
    line = ""
    while words:
        longer = f"{line} {words[0]}".strip()
        if text_width(longer) <= width:
            line = longer
            words.pop(0)
        elif not line and len(lines) < n_lines - 1:
            cut = _fitting(words[0], width)
            line, words[0] = words[0][:cut], words[0][cut:]
        elif len(lines) < n_lines - 1:
            lines.append(line)
            line = ""
        else:
            return (*lines, _shortened(longer, width))
    return (*lines, line) if line or not lines else tuple(lines)


def _fitting(word: str, width: float) -> int:
    """How many characters of a word fit, one at least."""
    return next((at for at in range(len(word), 1, -1) if text_width(word[:at]) <= width), 1)


def _shortened(text: str, width: float) -> str:
    cut = _fitting(text, width - text_width(ELLIPSIS))
    return text[:cut].rstrip() + ELLIPSIS
