"""The words of `words.toml`, ready for looking up."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from kommune.analysis.readings.shapes import Kind

Container = Literal["fields", "goals", "measures", ""]
CONTAINERS: tuple[Container, ...] = ("measures", "goals", "fields")
KINDS: tuple[Kind, ...] = ("field", "goal", "measure")
_MOST_WORDS = {"measures": 10, "goals": 6, "fields": 6, "": 0}
_NEARLY = 0.86
_NUMBER = r"(?P<number>(?:[A-Za-z]{1,3}[ .-]?)?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?|[IVX]{1,5}|[A-Z])"
_SEPARATOR = r"\s*[.:)–—-]+\s*"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(
        files("kommune.analysis.readings").joinpath("words.toml").read_text(encoding="utf-8")
    )


def column_role(head: str) -> str:
    """What the head of a table column says it holds, "" where nothing known."""
    plain = " ".join(head.lower().replace("­", "").split()).strip(" :*")
    for role, words in _words()["column"].items():
        if plain in words:
            return str(role)
    return ""


def is_aside(heading: str) -> bool:
    """Whether a heading opens a part in which nothing is proposed: state of affairs, preface, sources."""
    words: list[str] = _words()["other"]["words"]
    plain = heading.lower().strip(" :")
    if any(plain.startswith(word) for word in words):
        return True
    first = re.findall(r"\w+", plain)[:1]
    return bool(
        first and len(first[0]) > 8 and get_close_matches(first[0], [f"{w}en" for w in words], 1, 0.9)
    )


def container_of(heading: str) -> Container:
    """What stands below a short heading: "fields", "goals", "measures" or "" where its words do not say."""
    words = re.findall(r"\w+(?:[:*]\w+)*", heading.lower())
    below: dict[str, list[str]] = _words()["below"]
    for role in CONTAINERS:
        short = len(words) <= _MOST_WORDS[role]
        if short and any(word.endswith(ending) for word in words for ending in below[role]):
            return role
    if len(words) == 1:
        for role in CONTAINERS:
            if get_close_matches(words[0], below[role], 1, _NEARLY):
                return role
    return ""


def named_thing(text: str) -> tuple[Kind, str, str] | None:
    """Kind, number and title of a line that names itself ("Ziel 1.2: Offene Daten"), or None."""
    for kind in KINDS:
        if match := _named(kind).match(text):
            return kind, (match.group("number") or "").strip(" ."), match.group("title").strip()
    return None


def named_heading(text: str) -> tuple[Kind, str, str] | None:
    """The same for a heading, where a capital after the word will do ("Handlungsfeld Bildung")."""
    if thing := named_thing(text):
        return thing
    word, _space, title = text.partition(" ")
    if title[:1].isupper():
        for kind in KINDS:
            if word.lower() in _words()["named"][kind]:
                return kind, "", title.strip()
    return None


def coded_thing(text: str) -> tuple[Kind, str, str] | None:
    """Kind, code and title of a line with a code in front ("M7 Offene Daten", "Z 1.2 – …"), or None."""
    for kind in KINDS:
        if match := _coded(kind).match(text):
            return kind, match.group("number"), match.group("title").strip()
    return None


def states_goal(sentence: str) -> bool:
    """Whether the wording of a sentence states something to be reached."""
    return any(pattern.search(sentence) for pattern in _goal_patterns())


@cache
def _named(kind: Kind) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words()["named"][kind]), key=len, reverse=True))
    numbered = rf"\s+{_NUMBER}(?:{_SEPARATOR}|\s+)"
    bare = r"\s*:\s*|\s+[–—-]\s+|\s+(?=[„\"»])"
    return re.compile(rf"(?:{words})(?:{numbered}|{bare})(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL)


@cache
def _coded(kind: Kind) -> re.Pattern[str]:
    codes = "|".join(map(str.upper, _words()["code"][kind]))
    number = rf"(?P<number>(?:{codes})[ .-]?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-z]?)"
    return re.compile(rf"{number}(?:{_SEPARATOR}|\s+)(?P<title>[^\W\d].*)$", re.DOTALL)


@cache
def _goal_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _words()["sentence"]["goal"])
