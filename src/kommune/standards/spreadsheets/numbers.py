"""Numbers, money and percentages as people type them, in German and in English notation."""

import re
from decimal import ROUND_HALF_UP, Decimal

from kommune.standards.spreadsheets.errors import ValueProblem
from kommune.standards.spreadsheets.model import CellValue, Read
from kommune.standards.spreadsheets.words import DASHES, cell_text, plain, says_unknown

MAX_CENTS = 10**15
_LARGEST = 10**18
_MAX_CHARS = 60
_SPACES = re.compile(r"[\s\u2000-\u200b\u202f']")
_SCALES = (
    (re.compile(r"(?:mrd\.?|milliarden?|bn)$"), Decimal(10**9)),
    (re.compile(r"(?:mio\.?|million(?:en)?|mill\.?|m)$"), Decimal(10**6)),
    (re.compile(r"(?:tsd\.?|tausend|tds\.?|t|k)$"), Decimal(10**3)),
)
_CURRENCY = re.compile(r"€|\beuro?\b|\beur\b")
_RANGE = re.compile(r"\d[\d.,]*[^\d\-\u2013]{0,12}(?:-|\u2013|bis)[^\d\-\u2013]{0,4}\d")


def read_decimal(text: str) -> Decimal:
    """Read one number in German ('12.400,50') or English notation ('12,400.50'); spaces and ' may group
    digits.

    A single point or comma followed by exactly three digits groups thousands when it is a point ('12.400'),
    and separates decimals when it is a comma ('1,234'). Raises `not_a_number`.
    """
    bare = _SPACES.sub("", text).translate(DASHES)
    if len(bare) > 24 or not re.fullmatch(r"[+-]?(?:\d[\d.,]*|[.,]\d+)", bare):
        raise ValueProblem("not_a_number", text=text)
    if "," in bare and "." in bare:
        decimal_mark = "," if bare.rfind(",") > bare.rfind(".") else "."
        group_mark = "." if decimal_mark == "," else ","
    elif bare.count(",") > 1 or bare.count(".") > 1 or re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", bare):
        group_mark, decimal_mark = ("," if "," in bare else "."), ""
    else:
        group_mark, decimal_mark = "", ("," if "," in bare else ".")
    whole, _, fraction = bare.partition(decimal_mark) if decimal_mark else (bare, "", "")
    if group_mark and not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(group_mark)}\d{{3}})*", whole):
        raise ValueProblem("not_a_number", text=text)
    if fraction and not fraction.isdecimal():
        raise ValueProblem("not_a_number", text=text)
    digits = whole.replace(group_mark, "") if group_mark else whole
    return Decimal(f"{digits}.{fraction or '0'}")


def _number_in(value: CellValue) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ValueProblem("not_a_number", text=str(value))
    return number


def read_money_cents(value: CellValue, *, unit: int = 1) -> Read[int | None]:
    """Read an amount of euros as whole cents; unknown ('k.A.', '-', 'n.n.', empty) gives None, '0' gives 0.

    `unit` is the number of euros one plain number stands for, 1000 for a column headed 'T€'; a unit written
    in the cell wins. 'ca.' gives the note 'approximate', fractions of a cent 'rounded_to_cent'. Raises
    `money_range` ('10-20 T€'), `money_negative`, `money_too_large`, `not_money`.
    """
    text = cell_text(value)
    euros = _number_in(value)
    note = None
    if euros is not None:
        euros *= unit
    elif says_unknown(text):
        return Read(None)
    else:
        euros, note = _read_euro_text(text, unit)
    if euros < 0:
        raise ValueProblem("money_negative", text=text)
    if euros * 100 > MAX_CENTS:
        raise ValueProblem("money_too_large", text=text)
    cents = (euros * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Read(int(cents), note or (None if cents == euros * 100 else "rounded_to_cent"))


def _read_euro_text(text: str, unit: int) -> tuple[Decimal, str | None]:
    if len(text) > _MAX_CHARS:
        raise ValueProblem("not_money", text=text)
    words = plain(text.replace("€", " euro "))
    about = re.match(r"(?:ca\.?|circa|etwa|rd\.?|rund|~|≈)\s*", words)
    words = words[about.end() :] if about else words
    words = re.sub(r"(?:,-+|,--|\.-+|,\u2013)(?=\s|$)", "", words)
    if _RANGE.search(words):
        raise ValueProblem("money_range", text=text)
    words = re.sub(r"(?<=\d)(?=[a-z])", " ", words)
    words = re.sub(r"\b(t|k|m)(euro?|eur)\b", r"\1 \2", words)
    words = _CURRENCY.sub(" ", words).strip()
    scale = Decimal(unit)
    for pattern, factor in _SCALES:
        shorter = pattern.sub("", words)
        if shorter != words:
            words, scale = shorter.strip(), factor
            break
    try:
        return read_decimal(words) * scale, "approximate" if about else None
    except ValueProblem:
        raise ValueProblem("not_money", text=text) from None


def read_percent(value: CellValue, *, shown_as_percent: bool = False) -> Read[Decimal | None]:
    """Read a share in per cent (25 for '25 %'); `shown_as_percent` is the cell's `percent` flag.

    Without the flag a typed number strictly between 0 and 1 is taken as a share, with the note
    'fraction_as_percent'. Raises `not_a_percentage`, `percent_out_of_range` (outside 0 to 100).
    """
    text = cell_text(value)
    number, note = _number_in(value), None
    if number is not None:
        if shown_as_percent:
            number *= 100
        elif 0 < number < 1:
            number, note = number * 100, "fraction_as_percent"
    elif says_unknown(text):
        return Read(None)
    elif len(text) > _MAX_CHARS:
        raise ValueProblem("not_a_percentage", text=text)
    else:
        try:
            number = read_decimal(
                re.sub(r"\s*(?:%|prozent|v\. ?h\.)$", "", text.strip(), flags=re.IGNORECASE)
            )
        except ValueProblem:
            raise ValueProblem("not_a_percentage", text=text) from None
    if not 0 <= number <= 100:
        raise ValueProblem("percent_out_of_range", text=text)
    return Read(number.normalize() + 0 if number % 1 else Decimal(int(number)), note)


def read_integer(value: CellValue) -> Read[int | None]:
    """Read a whole number; '(5)' gives 5 with the note 'in_brackets', unknown gives None.

    Raises `not_a_number`, `not_an_integer`.
    """
    read = read_number(value)
    if read.value is None:
        return Read(None)
    if read.value % 1:
        raise ValueProblem("not_an_integer", text=cell_text(value))
    return Read(int(read.value), read.note)


def read_number(value: CellValue) -> Read[Decimal | None]:
    """Read any number exactly; '(5)' gives 5 with the note 'in_brackets', unknown gives None. Raises
    `not_a_number`.
    """
    number = _number_in(value)
    if number is not None:
        return Read(number)
    text = cell_text(value)
    if says_unknown(text):
        return Read(None)
    bracketed = re.fullmatch(r"\(\s*([^()]+?)\s*\)", text)
    return Read(read_decimal(bracketed[1] if bracketed else text), "in_brackets" if bracketed else None)
