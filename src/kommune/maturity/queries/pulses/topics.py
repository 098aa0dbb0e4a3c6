"""The shipped topics of pulses, read from their file, and blocks as they are stored with a pulse."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kommune.maturity.shapes.pulses import Block, Question, Words

SECONDS_PER_QUESTION = 7
TOOL = "tool"
ABOUT = "{about}"


@cache
def shipped_topics() -> tuple[Block, ...]:
    """All topics in the order of the file."""
    source = resources.files("kommune.maturity.queries.pulses").joinpath("topics.toml")
    read = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_topic(one, read["ends"], read["version"]) for one in read["topic"])


def topic_titles(about: str = "") -> dict[str, Words]:
    """Titles by key, with the name of the tool in its topic."""
    return {block.key: _named(block.title, about) for block in shipped_topics()}


def chosen_topics(keys: Iterable[str], about: str = "") -> list[Block]:
    """The topics with these keys in the order of the file; unknown keys are passed over."""
    wanted = set(keys)
    return [
        Block(block.key, _named(block.title, about), block.version, block.questions)
        for block in shipped_topics()
        if block.key in wanted
    ]


def minutes_for(questions: int) -> int:
    """How long answering takes, in minutes, at least one."""
    return max(1, round(questions * SECONDS_PER_QUESTION / 60))


def stored_block(block: Block) -> dict[str, Any]:
    """A block as JSON, for the column of a pulse."""
    return {
        "key": block.key,
        "title": dict(block.title),
        "version": block.version,
        "intro": dict(block.intro),
        "source": block.source,
        "scoring": dict(block.scoring) if block.scoring else None,
        "questions": [
            {
                "key": one.key, "words": dict(one.words), "low": dict(one.low), "high": dict(one.high),
                "lowest": one.lowest, "highest": one.highest, "is_reversed": one.is_reversed,
            }
            for one in block.questions
        ],
    }  # fmt: skip


def blocks_from(stored: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks of a pulse as they were stored."""
    return tuple(
        Block(**{**one, "questions": tuple(Question(**question) for question in one["questions"])})
        for one in stored
    )


def same_questions(one: Block, other: Block) -> bool:
    """Whether two blocks ask the same, so that their scores may be compared."""
    return one.questions == other.questions and one.scoring == other.scoring


def _topic(read: Mapping[str, Any], ends: Mapping[str, Words], version: int) -> Block:
    questions = tuple(
        Question(
            f"{read['key']}.{number}",
            {"de": one["de"], "en": one["en"]},
            one.get("low", ends["low"]),
            one.get("high", ends["high"]),
            is_reversed=one.get("reversed", False),
        )
        for number, one in enumerate(read["question"], start=1)
    )
    return Block(read["key"], read["title"], version, questions)


def _named(title: Words, about: str) -> dict[str, str]:
    standing_in = {"de": "das neue Werkzeug", "en": "the new tool"}
    return {language: text.replace(ABOUT, about or standing_in[language]) for language, text in title.items()}
