"""Words as people type them into cells: yes and no, choices, lists, strengths and links."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from kommune.standards.spreadsheets.errors import ValueProblem
from kommune.standards.spreadsheets.model import CellValue, Read

T = TypeVar("T")

_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
UNKNOWN_WORDS = frozenset(
    {
        "",
        "-",
        "\u2013",
        "\u2014",
        "--",
        "?",
        "/",
        "k.a.",
        "k. a.",
        "ka",
        "keine angabe",
        "n.n.",
        "n. n.",
        "nn",
        "n/a",
        "na",
        "#n/a",
        "#nv",
        "tbd",
        "offen",
        "unbekannt",
        "noch offen",
        "unknown",
        "none",
    }
)
_YES = frozenset({"ja", "j", "yes", "y", "x", "wahr", "true", "1", "✓", "✔", "☑", "☒", "✗", "vorhanden"})
_NO = frozenset({"nein", "n", "no", "falsch", "false", "0", "☐", "nicht vorhanden"})
_STRENGTH_WORDS = {
    "x": 2,
    "ja": 2,
    "✓": 2,
    "✔": 2,
    "hoch": 3,
    "mittel": 2,
    "gering": 1,
    "niedrig": 1,
    "stark": 3,
    "schwach": 1,
    "haupt": 3,
    "hauptziel": 3,
    "neben": 1,
    "nebenziel": 1,
    "direkt": 3,
    "indirekt": 1,
    "sehr hoch": 3,
    "sehr stark": 3,
    "kein": 0,
    "keine": 0,
    "keiner": 0,
    "nein": 0,
    "neutral": 0,
    "high": 3,
    "medium": 2,
    "low": 1,
    "strong": 3,
    "weak": 1,
    "main": 3,
    "yes": 2,
    "no": 0,
}
_DASH_CHARS = "\u2010\u2011\u2012\u2013\u2014\u2212"
DASHES = str.maketrans(dict.fromkeys(_DASH_CHARS, "-"))
_BRACKETED = re.compile(r"^(?P<reference>.+?)\s*[(\[]\s*(?P<strength>[^()\[\]]+?)\s*[)\]]$", re.DOTALL)
_SEPARATED = re.compile(r"^(?P<reference>.+?)\s*[:=]\s*(?P<strength>[^:=]+)$", re.DOTALL)
_AND = re.compile(r"\s+(?:und|and|sowie)\s+|\s+&\s+", re.IGNORECASE)


def plain(text: str) -> str:
    """Fold a text for comparison: lower case, umlauts spelled out, accents dropped, one space between words.

    A decomposed umlaut (as macOS writes it) folds like a composed one.
    """
    folded = unicodedata.normalize("NFKC", text).lower().translate(_FOLDS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return " ".join(bare.replace("\u00ad", "").split())


def cell_text(value: CellValue) -> str:
    """Return a cell's value as the text a person would read: no '.0', dates in German order, trimmed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value).replace("\u00a0", " ").strip()


def says_unknown(text: str) -> bool:
    """Say whether a text stands for 'not known': empty, '-', 'k.A.', 'n.n.', 'offen' and the like."""
    return " ".join(text.replace("\u00a0", " ").lower().split()) in UNKNOWN_WORDS


def read_bool(value: CellValue) -> Read[bool | None]:
    """Read yes or no; an empty or unknown cell gives None. Raises `not_yes_or_no`."""
    if isinstance(value, bool):
        return Read(value)
    text = plain(cell_text(value))
    if text in _YES:
        return Read(True)
    if text in _NO:
        return Read(False)
    if says_unknown(text):
        return Read(None)
    raise ValueProblem("not_yes_or_no", text=cell_text(value))


def read_choice(value: CellValue, words: Mapping[str, T]) -> Read[T | None]:
    """Find a text among the words of a list: equal first, then by a beginning that fits only one meaning.

    Case, umlaut spelling and spaces do not count. A beginning has at least three letters and gives the note
    'choice_by_prefix'. Empty gives None. Raises `unknown_choice` and `ambiguous_choice` (params: text,
    choices).
    """
    text = cell_text(value)
    wanted = plain(text)
    if not wanted:
        return Read(None)
    folded = {plain(word): meaning for word, meaning in words.items()}
    if wanted in folded:
        return Read(folded[wanted])
    found: list[tuple[str, T]] = []
    if len(wanted.rstrip(".")) >= 3:
        start = wanted.rstrip(".")
        found = [(word, meaning) for word, meaning in folded.items() if word.startswith(start)]
        if not found:
            longer = [
                pair
                for pair in folded.items()
                if len(pair[0]) >= 3 and re.match(re.escape(pair[0]) + r"\b", wanted)
            ]
            found = sorted(longer, key=lambda pair: -len(pair[0]))[:1]
    if found and all(meaning == found[0][1] for _, meaning in found):
        return Read(found[0][1], "choice_by_prefix")
    if found:
        raise ValueProblem("ambiguous_choice", text=text, choices=", ".join(word for word, _ in found))
    if says_unknown(text):
        return Read(None)
    raise ValueProblem("unknown_choice", text=text, choices=", ".join(words))


def split_list(value: CellValue, matches: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """Split a cell that names several things at ; | and line breaks, and where it is safe at , and 'und'.

    `matches` says whether a part is a known reference. A comma or 'und' separates only where every part
    matches, or, without `matches`, where every part looks like a number or short key ('4.2, Ü3'); so names
    that contain commas stay whole. Duplicates and empty parts are dropped, the order is kept.
    """
    text = cell_text(value)
    parts: list[str] = []
    for piece in re.split(r"[;|\n\r]+", text):
        piece = re.sub(r"^\s*[•·▪*]\s*|^\s*[-\u2013]\s+", "", piece).strip()
        parts.extend(_split_softly(piece, matches or _looks_like_key))
    return tuple(dict.fromkeys(part for part in parts if part and not says_unknown(part)))


def _looks_like_key(part: str) -> bool:
    reference, _ = _cut_strength(part)
    return bool(re.fullmatch(r"[A-Za-zÄÖÜäöü]{0,4}[ .\-]?\d+(?:[.\-]\d+)*\.?[a-z]?|[A-ZÄÖÜ]{1,3}", reference))


def _split_softly(piece: str, matches: Callable[[str], bool]) -> list[str]:
    if matches(piece):
        return [piece]
    for pattern in (r",", r",|" + _AND.pattern, _AND.pattern):
        parts = [part.strip() for part in re.split(pattern, piece, flags=re.IGNORECASE) if part.strip()]
        if len(parts) > 1 and all(matches(part) or matches(_cut_strength(part)[0]) for part in parts):
            return parts
    return [piece]


def read_strength(value: CellValue) -> Read[int | None]:
    """Read how strongly one thing works for another, from -3 to 3; empty gives None.

    Numbers -3 to 3, '+' to '+++', '-' to '---' (so a lone '-' is -1 here, not 'unknown'), '0', words such
    as hoch, mittel, gering, Haupt, Neben. 'x' and 'ja' count 2 with the note 'strength_marked'. Raises
    `unknown_strength`, `strength_out_of_range`.
    """
    text = cell_text(value).translate(DASHES)
    word = plain(text)
    if isinstance(value, bool):
        return Read(2, "strength_marked") if value else Read(0)
    if re.fullmatch(r"\++|-+", word.replace(" ", "")):
        signs = word.replace(" ", "")
        if len(signs) > 3:
            raise ValueProblem("strength_out_of_range", text=text)
        return Read(len(signs) if signs[0] == "+" else -len(signs))
    if re.fullmatch(r"[+-]?\s?\d+(?:[.,]0+)?", word):
        number = int(re.split(r"[.,]", word.replace(" ", "")[:9])[0])
        if not -3 <= number <= 3:
            raise ValueProblem("strength_out_of_range", text=text)
        return Read(number)
    if word in _STRENGTH_WORDS:
        return Read(
            _STRENGTH_WORDS[word], "strength_marked" if word in {"x", "ja", "yes", "✓", "✔"} else None
        )
    if re.fullmatch(r"(?:o|0|\+/-|\+-|±)", word):
        return Read(0)
    if says_unknown(text):
        return Read(None)
    raise ValueProblem("unknown_strength", text=text)


def read_link(text: str) -> tuple[str, int | None]:
    """Take a reference and its strength apart: 'Z3 (2)', '4.2: ++', '4.2=3', 'Ü1 [hoch]'; without strength
    None.
    """
    return _cut_strength(cell_text(text))


def _cut_strength(text: str) -> tuple[str, int | None]:
    text = re.sub(r"\s{2,}", " ", text)
    for pattern in (_BRACKETED, _SEPARATED):
        found = pattern.match(text)
        if found:
            try:
                strength = read_strength(found["strength"]).value
            except ValueProblem:
                continue
            if strength is not None:
                return found["reference"].strip(), strength
    trailing = re.match(r"^(?P<reference>\S.*?)\s+(?P<strength>\++|-+)$", text.translate(DASHES))
    if trailing and len(trailing["strength"]) <= 3:
        return text[: trailing.end("reference")].strip(), read_strength(trailing["strength"]).value
    return text.strip(), None
