"""Cell colours and colour words, read as the lights of a status report."""

import colorsys
import re
from typing import Literal

from kommune.standards.spreadsheets.words import plain

Light = Literal["green", "yellow", "orange", "red", "white", "grey"]

_WORDS: dict[str, Light] = {
    "gruen": "green",
    "green": "green",
    "hellgruen": "green",
    "dunkelgruen": "green",
    "gelb": "yellow",
    "yellow": "yellow",
    "gold": "yellow",
    "orange": "orange",
    "amber": "orange",
    "rot": "red",
    "red": "red",
    "dunkelrot": "red",
    "hellrot": "red",
    "weiss": "white",
    "white": "white",
    "grau": "grey",
    "gray": "grey",
    "grey": "grey",
    "hellgrau": "grey",
    "dunkelgrau": "grey",
    "schwarz": "grey",
    "black": "grey",
}


def nearest_light(colour: str) -> Light | None:
    """Return the light a person would call this colour ('#RRGGBB', '#RGB', 'RRGGBB' or a colour word), else
    None.

    Decided by hue: red up to 18° and from 335°, orange to 43°, yellow to 68°, green to 170°. Blue and
    violet are no light (None). Nearly colourless ones are white or grey by lightness.
    """
    word = plain(colour)
    if word in _WORDS:
        return _WORDS[word]
    found = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", word)
    if not found or (len(found[1]) == 3 and not word.startswith("#")):
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    red, green, blue = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < 0.06 or saturation < 0.12:
        return "white" if lightness > 0.93 else "grey"
    return _light_of_hue(hue * 360)


def _light_of_hue(degrees: float) -> Light | None:
    if degrees <= 18 or degrees >= 335:
        return "red"
    if degrees <= 43:
        return "orange"
    if degrees <= 68:
        return "yellow"
    return "green" if degrees <= 170 else None
