"""The fonts of drawings and papers: Fira Sans from an installed package, never the machine's own fonts."""

from functools import cache
from importlib import resources
from pathlib import Path

import fontpkg_fira_sans
import typst


@cache
def font_folder() -> Path:
    """Return the folder with the TTF files inside the installed font package."""
    with resources.as_file(resources.files(fontpkg_fira_sans) / "files") as folder:
        return folder


@cache
def load_fonts() -> typst.Fonts:
    """Return the fonts to draw with: ours and those inside the typesetter, none of the system."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())]
    )
