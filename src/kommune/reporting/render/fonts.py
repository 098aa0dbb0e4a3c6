"""The fonts of a printed paper: Fira Sans from an installed package, never the machine's own fonts."""

from functools import cache
from importlib import resources
from pathlib import Path

import fontpkg_fira_sans
import typst
from fontTools.ttLib import TTFont

FAMILY = "Fira Sans"
REPLACEMENT = "□"
COVERED_BY_EMBEDDED_FONT = frozenset("□■▲●○✓\u2011\u202f\u2009")


@cache
def font_folder() -> Path:
    """Return the folder with the TTF files inside the installed font package."""
    with resources.as_file(resources.files(fontpkg_fira_sans) / "files") as folder:
        return folder


@cache
def load_fonts() -> typst.Fonts:
    """Return the fonts a paper may use: ours and those inside the typesetter, none of the system."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())]
    )


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
