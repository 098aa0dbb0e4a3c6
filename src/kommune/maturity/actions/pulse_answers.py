"""What a person sends in: her code is used up and her sheet counted, and nothing joins the two."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.db import transaction

from kommune.foundation.scope import current_town
from kommune.maturity.errors.pulses import (
    AnswerOutOfRange,
    CodeUnknown,
    CodeUsed,
    NothingAnswered,
)
from kommune.maturity.models import Pulse, PulseCode, PulseCount, PulseSheet, PulseText
from kommune.maturity.queries.pulses.answering import require_answers_taken
from kommune.maturity.queries.pulses.codes import hash_of, mark_of
from kommune.maturity.queries.pulses.scoring import SCORE, score_of
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.shapes.pulses import NO_ANSWER, Said

LONGEST_TEXT = 2000
AT_ONCE = 500
Cell = tuple[UUID, str, int]


def send_answers(*, code: str, said: Said) -> None:
    """Count a sheet and use up its code, in one transaction.

    Raises ``CodeUnknown``, ``CodeUsed``, ``SurveyClosed``, ``SurveyNotYetOpen``, ``NothingAnswered`` or
    ``AnswerOutOfRange``; then nothing has changed and the code still counts. The survey is locked meanwhile:
    a sheet comes in whole before it closes, or not at all.
    """
    with transaction.atomic():
        pulse = Pulse.objects.select_for_update().filter(mark=mark_of(code)).first()
        if pulse is None:
            raise CodeUnknown
        require_answers_taken(pulse)
        own = PulseCode.objects.filter(
            code_hash=hash_of(current_town(), code), group__pulse_id=pulse.id
        ).values_list("group_id", "is_used")
        found = own.first()
        if found is None:
            raise CodeUnknown
        if found[1]:
            raise CodeUsed
        sheet = _sheet(pulse, said)
        if not PulseCode.objects.filter(code_hash=hash_of(current_town(), code), is_used=False).update(
            is_used=True
        ):
            raise CodeUsed
        _keep(pulse, [(found[0], sheet)])


def send_sheets(*, pulse_id: UUID, sheets: Mapping[str, Said]) -> None:
    """Count many sheets of one survey at once, each under the code of its slip: all of them or none.

    Raises what ``send_answers`` raises; a code of another survey counts as unknown.
    """
    town_id = current_town()
    by_hash = {hash_of(town_id, code): said for code, said in sheets.items()}
    with transaction.atomic():
        pulse = Pulse.objects.select_for_update().filter(id=pulse_id).first()
        if pulse is None:
            raise CodeUnknown
        require_answers_taken(pulse)
        codes = PulseCode.objects.filter(group__pulse=pulse).values_list("code_hash", "group_id", "is_used")
        groups = {code: (group_id, is_used) for code, group_id, is_used in codes if code in by_hash}
        if len(groups) < len(by_hash):
            raise CodeUnknown
        if any(is_used for _group_id, is_used in groups.values()):
            raise CodeUsed
        kept = [(groups[code][0], _sheet(pulse, said)) for code, said in by_hash.items()]
        hashes = list(groups)
        for start in range(0, len(hashes), AT_ONCE):
            PulseCode.objects.filter(code_hash__in=hashes[start : start + AT_ONCE]).update(is_used=True)
        _keep(pulse, kept)


def tear_sheets(pulse: Pulse) -> None:
    """Turn all waiting sheets into counts and texts in random order; the sheets are gone afterwards.

    Inside the transaction of whoever calls, with the survey locked.
    """
    waiting = list(PulseSheet.objects.filter(group__pulse_id=pulse.id).values_list("id", "group_id", "said"))
    if not waiting:
        return
    cells: Counter[Cell] = Counter()
    texts: list[str] = []
    for _key, group_id, said in waiting:
        for question, value in said["values"].items():
            cells[group_id, question, NO_ANSWER if value is None else value] += 1
        texts += said["texts"]
    PulseSheet.objects.filter(group__pulse_id=pulse.id).delete()
    chance = SystemRandom()
    _add_counts(cells, {group_id for _key, group_id, _said in waiting}, chance)
    chance.shuffle(texts)
    PulseText.objects.bulk_create(PulseText(pulse=pulse, text=text) for text in texts)


def _keep(pulse: Pulse, sheets: Sequence[tuple[UUID, dict[str, Any]]]) -> None:
    """Let sheets, each with its group, wait until there are enough to be torn together."""
    PulseSheet.objects.bulk_create(PulseSheet(group_id=group_id, said=said) for group_id, said in sheets)
    if PulseSheet.objects.filter(group__pulse_id=pulse.id).count() >= pulse.floor:
        tear_sheets(pulse)


def _sheet(pulse: Pulse, said: Said) -> dict[str, Any]:
    """What is kept of a sheet until it is torn: answers, of an instrument only its score, words."""
    blocks = blocks_from(pulse.blocks)
    questions = {one.key: one for block in blocks for one in block.questions}
    values = {key: said.values.get(key) for key in questions}
    for key, value in values.items():
        if value is not None and value not in questions[key].steps:
            raise AnswerOutOfRange
    texts = [text.strip()[:LONGEST_TEXT] for text in said.texts.values() if text.strip()]
    if all(value is None for value in values.values()) and not (texts and pulse.asks_texts):
        raise NothingAnswered
    kept: dict[str, int | None] = {}
    for block in blocks:
        if block.scoring is None:
            kept |= {one.key: values[one.key] for one in block.questions}
        else:
            kept[f"{SCORE}{block.key}"] = score_of(block, values)
    return {"values": kept, "texts": texts if pulse.asks_texts else []}


def _add_counts(cells: Mapping[Cell, int], group_ids: Iterable[UUID], chance: SystemRandom) -> None:
    known = {
        (row.group_id, row.question, row.value): row
        for row in PulseCount.objects.filter(group_id__in=list(group_ids))
    }
    fresh, changed = [], []
    for cell, people in cells.items():
        row = known.get(cell)
        if row is None:
            group_id, question, value = cell
            fresh.append(PulseCount(group_id=group_id, question=question, value=value, people=people))
        else:
            row.people += people
            changed.append(row)
    chance.shuffle(fresh)
    PulseCount.objects.bulk_create(fresh)
    PulseCount.objects.bulk_update(changed, ["people"], batch_size=200)
