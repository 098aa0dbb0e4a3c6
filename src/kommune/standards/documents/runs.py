"""Gathering the text of a block from runs, cleaned, with its bold beginning and its list label."""

import re

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_FOOTNOTE = re.compile(r"\s?\[\^[^\]\s]{1,20}\]:?")
BULLETS = "•●▪▫◦○■□‣⁃∙·➢➤►▶✓✔–—*-"
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+")
_LABEL = re.compile(r"^(\(?\d{1,3}[.)]|\(?[a-zA-Z]\))\s+(?=\S)")


def clean_text(text: str) -> str:
    """One line: white space folded, unseen characters, text directions and footnote marks taken out."""
    text = _LONE_SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    return _SPACE.sub(" ", _FOOTNOTE.sub("", text)).strip()


def split_label(text: str) -> tuple[str, str, bool]:
    """Return the label in front of a text ("1.", "a)", empty for a bullet), the rest, and whether it is a
    list item at all.
    """
    if bullet := _BULLET.match(text):
        return "", text[bullet.end() :], True
    if label := _LABEL.match(text):
        return label.group(1), text[label.end() :], True
    return "", text, False


class Runs:
    """Runs of one block, each bold or not; `take` hands out text and bold beginning and starts anew."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, bool]] = []

    def add(self, text: str, bold: bool = False) -> None:
        """Append a run."""
        self._runs.append((text, bold))

    def take(self) -> tuple[str, str]:
        """Return the clean text and its bold beginning, and forget both."""
        lead: list[str] = []
        for text, bold in self._runs:
            if not bold and text.strip():
                break
            lead.append(text)
        whole = clean_text("".join(text for text, _bold in self._runs))
        start = clean_text("".join(lead))
        self._runs = []
        return whole, start if whole.startswith(start) else ""
