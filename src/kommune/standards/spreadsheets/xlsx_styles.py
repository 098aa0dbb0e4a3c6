"""How the cell styles of an XLSX file look: theme colours, tints, the indexed palette, fills, indents,
percentages.
"""

import colorsys
import re
import zipfile

from kommune.standards.spreadsheets.layout import PLAIN_LOOK, Attributes, Look, local_name, scan_xml

_PALETTE = [
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "000000", "FFFFFF",
    "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000", "000080", "808000",
    "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080",
    "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC",
    "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", "003366", "339966", "003300", "333300",
    "993300", "993366", "333399", "333333", "000000", "FFFFFF",
]  # fmt: skip
_OFFICE_THEME = [
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646",
    "0000FF", "800080",
]  # fmt: skip
_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_PERCENT_FORMATS = frozenset({9, 10})


def read_looks(archive: zipfile.ZipFile) -> list[Look]:
    """Return the look of every cell style, in the order of the style numbers that cells carry."""
    names = set(archive.namelist())
    if "xl/styles.xml" not in names:
        return []
    themes = sorted(name for name in names if re.fullmatch(r"xl/theme/theme\d*\.xml", name))
    reader = _StyleReader(_read_theme(archive, themes[0]) if themes else _OFFICE_THEME)
    scan_xml(archive, "xl/styles.xml", reader.start, reader.end)
    return reader.looks()


def _read_theme(archive: zipfile.ZipFile, member: str) -> list[str]:
    colours = dict(zip(_THEME_ORDER, _OFFICE_THEME, strict=True))
    slot = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal slot
        name = local_name(name)
        if name in colours:
            slot = name
        elif slot and name in {"srgbClr", "sysClr"}:
            value = attributes.get("lastClr") or attributes.get("val", "")
            if re.fullmatch(r"[0-9A-Fa-f]{6}", value):
                colours[slot] = value.upper()
            slot = ""

    scan_xml(archive, member, start)
    return [colours[name] for name in _THEME_ORDER]


def tinted(colour: str, tint: float) -> str:
    """Lighten (tint above 0) or darken (below 0) 'RRGGBB' as Excel does: linearly in lightness."""
    if not tint:
        return colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def _number(text: str | None, default: float = 0.0) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default


class _StyleReader:
    """Collects fills, number formats and cell formats while styles.xml streams past."""

    def __init__(self, theme: list[str]) -> None:
        self._theme = theme
        self._palette: list[str] = []
        self._fills: list[tuple[str, Attributes | None]] = []
        self._percents = set(_PERCENT_FORMATS)
        self._formats: list[tuple[int, int, int]] = []
        self._path: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in an opening element."""
        name = local_name(name)
        path = self._path
        path.append(name)
        if name == "fill" and "fills" in path:
            self._fills.append(("none", None))
        elif name == "patternFill" and "fills" in path and self._fills:
            self._fills[-1] = (attributes.get("patternType", "none"), None)
        elif name == "fgColor" and "fills" in path and self._fills:
            self._fills[-1] = (self._fills[-1][0], attributes)
        elif name == "rgbColor" and "indexedColors" in path:
            self._palette.append(attributes.get("rgb", "")[-6:])
        elif name == "numFmt" and "numFmts" in path and "%" in attributes.get("formatCode", ""):
            self._percents.add(int(_number(attributes.get("numFmtId"))))
        elif name == "xf" and "cellXfs" in path:
            numbers = (int(_number(attributes.get(key))) for key in ("fillId", "numFmtId"))
            fill, number_format = numbers
            self._formats.append((fill, number_format, 0))
        elif name == "alignment" and "cellXfs" in path and self._formats:
            fill, number_format, _ = self._formats[-1]
            self._formats[-1] = (fill, number_format, int(_number(attributes.get("indent"))))

    def end(self, _: str) -> None:
        """Take in a closing element."""
        self._path.pop()

    def looks(self) -> list[Look]:
        """Return the look of each cell format."""
        fills = [
            self._colour(attributes) if pattern == "solid" else None for pattern, attributes in self._fills
        ]
        return [
            _shared_look(
                fills[fill] if 0 <= fill < len(fills) else None, indent, number_format in self._percents
            )
            for fill, number_format, indent in self._formats
        ]

    def _colour(self, attributes: Attributes | None) -> str | None:
        if attributes is None:
            return None
        base = ""
        if rgb := attributes.get("rgb"):
            base = rgb[-6:]
        elif (theme := attributes.get("theme")) is not None:
            index = int(_number(theme, -1))
            base = self._theme[index] if 0 <= index < len(self._theme) else ""
        elif (indexed := attributes.get("indexed")) is not None:
            palette = self._palette or _PALETTE
            index = int(_number(indexed, -1))
            base = palette[index] if 0 <= index < len(palette) else ""
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", base):
            return None
        return "#" + tinted(base.upper(), max(-1.0, min(1.0, _number(attributes.get("tint")))))


def _shared_look(fill: str | None, indent: int, percent: bool) -> Look:
    look = Look(fill, indent, percent)
    return PLAIN_LOOK if look == PLAIN_LOOK else look
