"""Makes a town's text safe to print: no control characters, no unbreakable monsters, no more than a limit."""

import re
import unicodedata

LONGEST_UNBROKEN_WORD = 60
SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"


def clean_text(text: str) -> str:
    """Return the text on one line, composed (NFC), without control, format and unassigned characters."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s", " ", text))
    kept = (
        char for char in composed if char == SOFT_HYPHEN or not unicodedata.category(char).startswith("C")
    )
    return re.sub(r" +", " ", "".join(kept)).strip()


def shorten_text(text: str, limit: int) -> str:
    """Cut at the last space before `limit` characters and say so with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    kept = at_word if len(at_word) >= limit // 2 else head
    return kept.rstrip(" ,;:-–") + ELLIPSIS


def make_breakable(text: str) -> str:
    """Give words longer than `LONGEST_UNBROKEN_WORD` characters places where a line may end."""
    return re.sub(rf"\S{{{LONGEST_UNBROKEN_WORD + 1},}}", _insert_breaks, text)


def _insert_breaks(match: re.Match[str]) -> str:
    word = match.group(0)
    pieces = (word[start : start + 12] for start in range(0, len(word), 12))
    return SOFT_HYPHEN.join(pieces)
