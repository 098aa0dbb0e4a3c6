"""The shipped questions of the self-assessment: eight dimensions, a short and a long form, five steps."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

PACKAGE = "kommune.analysis.maturity"
FILES = ("questions_1.toml", "questions_2.toml")
DIMENSIONS = ("strategy", "steering", "services", "data", "technology", "people", "cooperation", "access")


@dataclass(frozen=True, slots=True)
class DimensionText:
    """A dimension and its name by language ("de", "en")."""

    key: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShippedQuestion:
    """A question with its texts by language.

    ``levels`` holds five texts per language, from step 0 to step 4; ``is_short`` says whether the short form
    asks it too.
    """

    key: str
    dimension: str
    is_short: bool
    words: dict[str, str]
    levels: dict[str, list[str]]
    evidence: dict[str, str]


@cache
def dimension_texts() -> tuple[DimensionText, ...]:
    """The eight dimensions in their order."""
    rows = _read("questions.toml")["dimension"]
    return tuple(DimensionText(row["key"], {"de": row["de"], "en": row["en"]}) for row in rows)


def questions_version() -> str:
    """The version of all shipped questions together, such as "2026-1"."""
    return str(_read("questions.toml")["version"])


@cache
def _all_questions() -> tuple[ShippedQuestion, ...]:
    return tuple(_question(row) for name in FILES for row in _read(name)["question"])


def shipped_questions(*, is_short: bool) -> tuple[ShippedQuestion, ...]:
    """The questions of the short or the long form, dimension by dimension; the long holds the short."""
    return tuple(one for one in _all_questions() if one.is_short or not is_short)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8"))


def _question(row: dict[str, Any]) -> ShippedQuestion:
    return ShippedQuestion(
        key=row["key"],
        dimension=row["key"].partition(".")[0],
        is_short=row.get("short", False),
        words={"de": row["de"], "en": row["en"]},
        levels={"de": row["levels_de"], "en": row["levels_en"]},
        evidence={"de": row["evidence_de"], "en": row["evidence_en"]},
    )
