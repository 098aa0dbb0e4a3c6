"""The questions of a survey in preparation: chosen topics, the town's own questions, instruments."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kommune.maturity.models import Instrument, Pulse, PulseQuestion
from kommune.maturity.queries.pulses.topics import blocks_from, chosen_topics
from kommune.maturity.shapes.pulses import Block, PulseState, Question

OWN = "own"
OWN_TITLE = {"de": "Fragen unserer Kommune", "en": "Questions of our town"}


def blocks_of(pulse: Pulse) -> tuple[Block, ...]:
    """What a survey asks: as stored once it is open, as chosen before."""
    if pulse.state != PulseState.PREPARED:
        return blocks_from(pulse.blocks)
    own = PulseQuestion.objects.filter(id__in=pulse.question_ids)
    instruments = Instrument.objects.filter(id__in=pulse.instrument_ids)
    return (
        *chosen_topics(pulse.topics, pulse.about),
        *own_block(own),
        *(instrument_block(one) for one in instruments),
    )


def own_block(questions: Iterable[PulseQuestion]) -> tuple[Block, ...]:
    """The town's own questions as one block; nothing where there are none."""
    asked = tuple(
        Question(f"{OWN}.{one.id}", {"de": one.words}, {"de": one.low}, {"de": one.high}) for one in questions
    )
    return (Block(OWN, OWN_TITLE, 1, asked),) if asked else ()


def instrument_block(instrument: Instrument) -> Block:
    """An instrument as a block with its own scale and scoring rule."""
    questions = tuple(_item(instrument.id, item) for item in instrument.items)
    return Block(
        f"i.{instrument.id}",
        {"de": instrument.title},
        instrument.version,
        questions,
        source=instrument.source,
        scoring=instrument.rule,
    )


def _item(instrument_id: UUID, item: Mapping[str, Any]) -> Question:
    return Question(
        f"{instrument_id}.{item['key']}",
        {"de": item["text"]},
        {"de": item["low"]},
        {"de": item["high"]},
        lowest=item["lowest"],
        highest=item["highest"],
    )
