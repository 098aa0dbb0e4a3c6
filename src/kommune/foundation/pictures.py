"""A drawing as a picture of dots: SVG in, PNG out, with our own fonts on any machine."""

import typst

from kommune.foundation.fonts import load_fonts

PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: float(sys.inputs.width) * 1pt)
"""
DOTS_PER_INCH = 72
MOST_DOTS = 6_000


def fits_png(*, width: float, height: float) -> bool:
    """Whether a drawing gets at least a dot to each of its pixels; with fewer its words cannot be read."""
    return max(width, height) <= MOST_DOTS


def png_of(drawing: str, *, width: float, height: float, sharpness: float = 2) -> bytes:
    """An SVG as PNG, ``sharpness`` dots to each of its pixels; very long drawings get fewer."""
    factor = min(sharpness, MOST_DOTS / max(width, height, 1))
    found = typst.compile(
        PAGE,
        format="png",
        ppi=DOTS_PER_INCH * factor,
        font_paths=load_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"drawing": drawing, "width": str(width)},
    )
    if not isinstance(found, bytes):
        raise TypeError("one page gives one picture")
    return found
