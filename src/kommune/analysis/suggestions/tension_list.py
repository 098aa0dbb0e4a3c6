"""Typical tensions between goals as data: the list that comes along, and the check of a town's own."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

PLACEHOLDERS = frozenset({"digital_goal", "city_goal"})
QUESTIONS = ("question_de", "question_en")
POLES = ("first", "second")
LISTS = ("words", "sentences")
NAME = "name"
LONGEST = 400
MOST_ENTRIES = 100
_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a tension: stems that name it, sentences that say it in other words, its name in a list.

    Without a name the first of its words stands for it.
    """

    words: tuple[str, ...]
    sentences: tuple[str, ...]
    name: str = ""

    @property
    def label(self) -> str:
        """What a list calls it."""
        return self.name or (self.words or self.sentences)[0]


@dataclass(frozen=True, slots=True)
class Tension:
    """Two poles that may pull against each other, and the question to ask where goals stand at both."""

    id: str
    question_de: str
    question_en: str
    first: Pole
    second: Pole

    def pole(self, name: str) -> Pole:
        """The pole called "first" or "second"."""
        return self.first if name == "first" else self.second


@dataclass(frozen=True, slots=True)
class TensionProblem:
    """Why an entry cannot be used: its place from 0 (-1: the whole list), the field, a code, what was found.

    Codes: unreadable, not_a_list, not_a_table, unknown_field, not_text, too_long, too_many, bad_id,
    doubled_id, placeholder_missing, placeholder_unknown, empty_pole.
    """

    place: int
    field: str
    code: str
    found: str = ""


class TensionsInvalid(Exception):
    """A list of tensions with entries that cannot be used; `problems` names all of them at once."""

    def __init__(self, problems: list[TensionProblem]) -> None:
        super().__init__("; ".join(f"{one.place}.{one.field}: {one.code} {one.found}" for one in problems))
        self.problems = tuple(problems)


@lru_cache(maxsize=1)
def load_tensions() -> tuple[Tension, ...]:
    """The twelve tensions that come along."""
    source = files("kommune.analysis.suggestions").joinpath("tensions.toml").read_text(encoding="utf-8")
    return read_tensions(source)


def read_tensions(source: str) -> tuple[Tension, ...]:
    """Tensions from TOML as in tensions.toml; TensionsInvalid where it cannot be read or used."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as broken:
        raise TensionsInvalid([TensionProblem(-1, "", "unreadable", str(broken))]) from broken
    return make_tensions(data.get("tension"))


def make_tensions(entries: object) -> tuple[Tension, ...]:
    """Tensions from a list of plain tables (of TOML or JSON); TensionsInvalid names every problem."""
    problems = check_tensions(entries)
    if problems or not isinstance(entries, list):
        raise TensionsInvalid(problems)
    return tuple(_make_tension(entry) for entry in entries)


def _make_tension(entry: Mapping[str, Any]) -> Tension:
    questions = (entry[field].strip() for field in QUESTIONS)
    return Tension(entry["id"], *questions, *(_make_pole(entry[pole]) for pole in POLES))


def _make_pole(entry: Mapping[str, Any]) -> Pole:
    words, sentences = (tuple(text.strip() for text in entry.get(kind, ())) for kind in LISTS)
    return Pole(words, sentences, entry.get(NAME, "").strip())


def check_tensions(entries: object) -> list[TensionProblem]:
    """Every problem of a list of plain tables, in its order; none where `make_tensions` takes it."""
    if not isinstance(entries, list):
        return [TensionProblem(-1, "", "not_a_list", type(entries).__name__)]
    problems: list[TensionProblem] = []
    seen: set[object] = set()
    for place, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            problems.append(TensionProblem(place, "", "not_a_table", type(entry).__name__))
            continue
        found = [*_check_names(entry), *_check_questions(entry), *_check_poles(entry)]
        if isinstance(entry.get("id"), str) and entry["id"] in seen:
            found.append(("id", "doubled_id", entry["id"]))
        seen.add(entry["id"] if isinstance(entry.get("id"), str) else None)
        problems += [TensionProblem(place, *one) for one in found]
    return problems


def _check_names(entry: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = [(str(key), "unknown_field", "") for key in entry if key not in ("id", *QUESTIONS, *POLES)]
    name = entry.get("id")
    if not isinstance(name, str):
        found.append(("id", "not_text", ""))
    elif len(name) > LONGEST or not _ID.fullmatch(name):
        found.append(("id", "bad_id", name[:LONGEST]))
    return found


def _check_questions(entry: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for field in QUESTIONS:
        question = entry.get(field)
        if not isinstance(question, str) or not question.strip():
            found.append((field, "not_text", ""))
            continue
        if len(question) > LONGEST:
            found.append((field, "too_long", str(len(question))))
        named = set(_PLACEHOLDER.findall(question))
        found += [(field, "placeholder_missing", name) for name in sorted(PLACEHOLDERS - named)]
        found += [(field, "placeholder_unknown", name) for name in sorted(named - PLACEHOLDERS)]
    return found


def _check_poles(entry: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for pole in POLES:
        sides = entry.get(pole)
        if not isinstance(sides, Mapping):
            found.append((pole, "not_a_table", ""))
            continue
        found += [(f"{pole}.{key}", "unknown_field", "") for key in sides if key not in (NAME, *LISTS)]
        if NAME in sides:
            found += _check_texts(f"{pole}.{NAME}", [sides[NAME]])
        for kind in LISTS:
            found += _check_texts(f"{pole}.{kind}", sides.get(kind, []))
        if not any(sides.get(kind) for kind in LISTS):
            found.append((pole, "empty_pole", ""))
    return found


def _check_texts(field: str, texts: object) -> list[tuple[str, str, str]]:
    if not isinstance(texts, list):
        return [(field, "not_a_list", type(texts).__name__)]
    found = [(field, "too_many", str(len(texts)))] if len(texts) > MOST_ENTRIES else []
    for text in texts:
        if not isinstance(text, str) or not re.search(r"\w", text):
            found.append((field, "not_text", str(text)[:40]))
        elif len(text) > LONGEST:
            found.append((field, "too_long", str(len(text))))
    return found
