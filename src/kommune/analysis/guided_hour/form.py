"""Reads the questions of the guided hour from `questions.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kommune.analysis.guided_hour.shapes import (
    NOTHING,
    Contradiction,
    FieldGoal,
    HourForm,
    Option,
    Question,
    Step,
    Words,
)

Table = Mapping[str, Any]


@lru_cache(maxsize=1)
def load_hour() -> HourForm:
    """The questions that come along, in their newest version."""
    source = files("kommune.analysis.guided_hour").joinpath("questions.toml").read_text(encoding="utf-8")
    return read_hour(source)


def read_hour(source: str) -> HourForm:
    """Questions from TOML as in questions.toml; KeyError where a text or key is missing."""
    data = tomllib.loads(source)
    questions = [_question(table) for table in data["questions"]]
    steps = tuple(
        Step(
            table["key"],
            table["minutes"],
            _words(table),
            _words(table, "lead_"),
            tuple(question for question in questions if question.step == table["key"]),
        )
        for table in data["steps"]
    )
    contradictions = tuple(
        Contradiction(tuple(table["one"]), tuple(table["other"]), _words(table))
        for table in data.get("contradictions", ())
    )
    field_goals = tuple(
        FieldGoal(table["key"], _words(table, "field_"), _words(table, "goal_"))
        for table in data.get("field_goals", ())
    )
    return HourForm(data["version"], steps, contradictions, field_goals)


def _question(table: Table) -> Question:
    return Question(
        key=table["key"],
        step=table["step"],
        kind=table["kind"],
        words=_words(table),
        help=_words(table, "help_") if "help_de" in table else NOTHING,
        options=tuple(_option(one) for one in table.get("options", ())),
        most=table.get("most", 0),
    )


def _option(table: Table) -> Option:
    has_goal = "goal_de" in table
    return Option(
        key=table["key"],
        label=_words(table),
        needs=dict(table.get("needs", {})),
        has=dict(table.get("has", {})),
        is_unknown=table.get("is_unknown", False),
        field=_words(table, "field_") if has_goal else NOTHING,
        goal=_words(table, "goal_") if has_goal else NOTHING,
    )


def _words(table: Table, prefix: str = "") -> Words:
    return Words(table[f"{prefix}de"], table[f"{prefix}en"])
