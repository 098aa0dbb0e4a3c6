"""Colours, letters and lengths that all charts share."""

FILL = {"plain": "#3f63b8", "strong": "#142f82", "open": "#c8cbdc", "warn": "#b07a1e"}
INK = "#171a2b"
FONT = "'Fira Sans', Arial, sans-serif"
FONT_SIZE = 15
CHARACTER_WIDTH = 8.5


def length_of(share: float, width: int | None) -> str:
    """A share of the width (0…1) as percent, or as pixels where the width is known."""
    return f"{share * 100:.2f}%" if width is None else f"{share * width:.1f}"
