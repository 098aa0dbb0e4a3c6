"""Puts a paper together from its text and the facts of the installation; nothing is invented on the way."""

import re
from collections.abc import Mapping
from typing import Any

from kommune.reporting.duties.catalogue import DUTY_KEYS, read_text
from kommune.reporting.duties.facts import conditions_of, gap, rows_of, words_of
from kommune.reporting.shapes import Block, DutyPaper, DutySection, InstallationFacts

NAME_OR_GAP = re.compile(r"\{(\w+)\}|\[\?([^\]]+)\]")


def write_duty_papers(facts: InstallationFacts) -> tuple[DutyPaper, ...]:
    """Return all papers that must exist before day one, in the order in which a town needs them."""
    return tuple(write_duty_paper(key, facts) for key in DUTY_KEYS)


def write_duty_paper(key: str, facts: InstallationFacts) -> DutyPaper:
    """Return one paper. A text stands in it only when its condition holds in the settings.

    Raises KeyError for a key that is not in DUTY_KEYS.
    """
    text = read_text(key)
    words = words_of(facts)
    holds = conditions_of(facts)
    return DutyPaper(
        key=key,
        title=text["title"],
        lead=_fill(text["lead"], words),
        sections=tuple(_write_section(section, facts, words, holds) for section in text["sections"]),
        town_name=facts.town_name,
        written_on=facts.written_on,
        footer=_fill("Entwurf, erzeugt mit Kommune Digital {version} am {date}", words),
    )


def _write_section(
    section: Mapping[str, Any], facts: InstallationFacts, words: Mapping[str, str], holds: frozenset[str]
) -> DutySection:
    blocks = (
        _write_block(block, facts, words, holds) for block in section["blocks"] if _is_wanted(block, holds)
    )
    return DutySection(heading=section["heading"], blocks=tuple(block for block in blocks if block.rows))


def _write_block(
    block: Mapping[str, Any], facts: InstallationFacts, words: Mapping[str, str], holds: frozenset[str]
) -> Block:
    kind = block["kind"]
    if kind == "text":
        return Block("text", ((_fill(block["text"], words),),))
    if "source" in block:
        rows = rows_of(block["source"], facts)
    elif kind == "bullets":
        rows = tuple(
            (_fill(item["text"], words),) for item in map(_as_item, block["items"]) if _is_wanted(item, holds)
        )
    else:
        rows = tuple(tuple(_fill(cell, words) for cell in row) for row in block["rows"])
    if kind == "table":
        head = tuple(block["head"])
        rows = (head, *(row + ("",) * (len(head) - len(row)) for row in rows))
    return Block(kind, rows)


def _as_item(item: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return {"text": item} if isinstance(item, str) else item


def _is_wanted(entry: Mapping[str, Any], holds: frozenset[str]) -> bool:
    """Whether all conditions of a text hold; "not x" asks that x does not."""
    asked = entry.get("when", [])
    conditions = [asked] if isinstance(asked, str) else asked
    return all((name.removeprefix("not ") in holds) is not name.startswith("not ") for name in conditions)


def _fill(text: str, words: Mapping[str, str]) -> str:
    """Put words in the place of {names} and marks in the place of [?questions], in one pass."""
    return NAME_OR_GAP.sub(lambda found: words[found[1]] if found[1] else gap(found[2]), text)
