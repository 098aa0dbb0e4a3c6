"""Taking a block apart into number, title and description."""

import re
from collections.abc import Iterator

from kommune.analysis.readings.words import states_goal

_NUMBER = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3}){0,4})[.)]?\s+(?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"“”»)]*\s+(?=[A-ZÄÖÜ„\"»(\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-zÄÖÜ]|bzw|bspw|ca|vgl|etc|evtl|inkl|insb|ggf|Nr|Abs|St|Dr|Prof|Mio|Mrd|gem|sog|usw)|\d)\.$"
)
_ADDRESS = re.compile(r"\W*(?:(?:url|link|quelle)\W+)?(?:https?://|www\.)\S+\W*", re.IGNORECASE)
_BREAK = re.compile(r"\s[–—]\s|:\s")
_LONGEST_TITLE = 200
_LONGEST_START = 90
_SHORTEST = 3


def split_number(text: str) -> tuple[str, str]:
    """The number in front of a heading ("4.2"), "" without one, and the rest."""
    match = _NUMBER.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def split_title(text: str, lead: str) -> tuple[str, str]:
    """Title and description of a paragraph, item or cell: the bold beginning is the title, else what stands
    before a colon or dash near the beginning, else the first sentence where the text is long.
    """
    if is_title_like(lead):
        title, rest = lead.rstrip("."), text[len(lead) :]
    elif (mark := _BREAK.search(text[:_LONGEST_START])) and len(text) > _LONGEST_START:
        title, rest = text[: mark.start()], text[mark.end() :]
    elif len(text) <= _LONGEST_TITLE:
        title, rest = text, ""
    else:
        first = next(sentences(text))
        title, rest = first, text[len(first) :]
    return title.strip(" :–—-…\t").strip(), rest.lstrip(" :–—-…\t").strip()


def is_title_like(lead: str) -> bool:
    """Whether a bold beginning can be a title, not just an emphasised word."""
    return len(lead) >= _SHORTEST and any(letter.isalpha() for letter in lead) and len(lead) <= 400


def is_address(text: str) -> bool:
    """Whether a text is nothing but the address of a web page."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; common abbreviations and ordinal numbers end none."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if not _ABBREVIATION.search(text[start : match.start()]):
            yield text[start : match.end()].strip()
            start = match.end()
    yield text[start:].strip()


def goal_sentence(text: str) -> str:
    """The first sentence that states something to be reached, "" without one."""
    return next((sentence for sentence in sentences(text) if states_goal(sentence)), "")
