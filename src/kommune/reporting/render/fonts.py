"""The font of a printed paper, and which characters it can show."""

from functools import cache

from fontTools.ttLib import TTFont

from kommune.foundation.fonts import font_folder

FAMILY = "Fira Sans"
REPLACEMENT = "□"
COVERED_BY_EMBEDDED_FONT = frozenset("□■▲●○✓\u2011\u202f\u2009")


@cache
def printable_characters() -> frozenset[str]:
    """Return every character that the paper can show; PDF/UA forbids a character without a glyph."""
    with TTFont(font_folder() / "FiraSans-Regular.ttf", lazy=True) as font:
        covered = font.getBestCmap()
    return frozenset(map(chr, covered)) | COVERED_BY_EMBEDDED_FONT


def replace_unprintable(text: str) -> str:
    """Put a visible box in the place of every character without a glyph: a gap is seen, not hidden."""
    allowed = printable_characters()
    return "".join(char if char in allowed or char == "\u00ad" else REPLACEMENT for char in text)
