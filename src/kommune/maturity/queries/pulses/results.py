"""The kept results of a closed survey as one person may see them, and the change since the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from kommune.analysis.surveys import Cell
from kommune.maturity.models import Pulse, PulseText
from kommune.maturity.queries.pulses.cells import HeldPulse, cell_of, held_from, whole_cell
from kommune.maturity.queries.pulses.comparing import Moved, changed_since, course_of, moved_since
from kommune.maturity.queries.pulses.counting import cell_from, published_keys
from kommune.maturity.queries.pulses.scoring import rule_of
from kommune.maturity.queries.pulses.terms import is_text_term_over
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import Block, PulseState, Question, in_language
from kommune.municipalities.public import Rung, Viewer, unit_shapes
from kommune.strategy.public import kept_while_unchanged

RESULTS_KEPT, RUNGS_KEPT = 32, 64


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's cell of a topic; None where too few answered."""

    name: str
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was answered to one question in the whole town; None where too few answered."""

    text: str
    low: str
    high: str
    steps: tuple[int, ...]
    cell: Cell | None
    is_reversed: bool = False

    @property
    def shares(self) -> list[str] | None:
        """The share of each step as text, in the order of the scale."""
        if self.cell is None:
            return None
        return [f"{round(100 * self.cell.shares.get(step, 0))} %" for step in self.steps]

    @property
    def favourable(self) -> float | None:
        """The share of answers on the good side of the middle, 0 to 1, from the published shares."""
        if self.cell is None:
            return None
        middle = (self.steps[0] + self.steps[-1]) / 2
        return sum(
            share
            for step, share in self.cell.shares.items()
            if (step < middle if self.is_reversed else step > middle)
        )


@dataclass(frozen=True, slots=True)
class TopicResult:
    """What came out for a topic or an instrument; ``lowest`` to ``highest`` is its scale."""

    key: str
    title: str
    lowest: float
    highest: float
    cell: Cell | None
    moved: Moved | None
    groups: tuple[GroupResult, ...]
    questions: tuple[QuestionResult, ...]
    pulse: HeldPulse
    course: tuple[tuple[HeldPulse, Cell], ...] = ()
    changed_since: HeldPulse | None = None

    @property
    def place(self) -> float:
        """Where the mean lies on its scale, 0 to 1, so that scales of different length compare."""
        return (self.cell.mean - self.lowest) / (self.highest - self.lowest) if self.cell else 0


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of a closed survey that one person may see."""

    invited: int
    answered: int | None
    floor: int
    topics: tuple[TopicResult, ...]
    texts: tuple[str, ...]
    sees_all_groups: bool


def read_results(viewer: Viewer, pulse: Pulse) -> Results:
    """Results for this person: who runs surveys sees every group that may be shown, others their own."""
    may_run = may_run_pulses(viewer)
    unit_id = None if may_run else viewer.unit_id
    invited, floor, topics = _told(pulse.id, viewer.clearance, may_run, unit_id, get_language())
    return Results(invited, pulse.answered, floor, topics, _texts(viewer, pulse), may_run)


def newest_topics(viewer: Viewer) -> dict[str, TopicResult]:
    """Each topic from the newest closed survey that may show it, as far as this person may see that one."""
    closed = _closed(viewer.clearance)
    newest: dict[str, TopicResult] = {}
    for at, held in enumerate(closed):
        for block in held.blocks:
            if block.key not in newest and whole_cell(block, held) is not None:
                newest[block.key] = _topic(held, block, closed[at + 1 :])
    return newest


@kept_while_unchanged(RESULTS_KEPT)
def _told(
    pulse_id: UUID, clearance: int, may_run: bool, unit_id: UUID | None, _language: str | None
) -> tuple[int, int, tuple[TopicResult, ...]]:
    """People, floor and topics of one survey as those of a rung, and of a unit, see it in a language."""
    pulse = Pulse.objects.get(id=pulse_id)
    closed = _closed(clearance)
    place = next((at for at, one in enumerate(closed) if one.id == pulse_id), len(closed))
    held = closed[place] if place < len(closed) else held_from(pulse)
    kept = pulse.results
    groups = kept["groups"] if may_run else _own_group(kept["groups"], unit_id)
    earlier = closed[place + 1 :]
    topics = tuple(_topic(held, block, earlier, kept["cells"], groups) for block in held.blocks)
    return kept["invited"], kept["floor"], topics


@kept_while_unchanged(RUNGS_KEPT)
def _closed(clearance: int) -> tuple[HeldPulse, ...]:
    """Closed surveys that those of a rung may see, the newest first."""
    rows = Pulse.objects.filter(released_to__gte=clearance, state=PulseState.CLOSED)
    return tuple(held_from(row) for row in rows.order_by("-closed_at", "-id"))


def _topic(
    held: HeldPulse,
    block: Block,
    earlier: Sequence[HeldPulse],
    cells: Mapping[str, Any] | None = None,
    groups: Sequence[Mapping[str, Any]] = (),
) -> TopicResult:
    """A topic; questions and groups only where the survey's ``cells`` are at hand."""
    questions = (
        () if block.scoring or cells is None else tuple(_question(one, cells) for one in block.questions)
    )
    told = tuple(GroupResult(group["name"], _cell_in(group["id"], block, cells or {})) for group in groups)
    lowest, highest = scale_of(block)
    return TopicResult(
        block.key, in_language(block.title), lowest, highest, whole_cell(block, held),
        moved_since(block, held, earlier), told, questions, held, course_of(block, held, earlier),
        changed_since(block, earlier),
    )  # fmt: skip


def _cell_in(group_id: str, block: Block, cells: Mapping[str, Any]) -> Cell | None:
    """The block's cell of one group."""
    return cell_of(block, [cell_from(cells[key]["groups"][group_id]) for key in published_keys(block)])


def scale_of(block: Block) -> tuple[float, float]:
    """The ends of the scale on which a block is told."""
    if block.scoring:
        return rule_of(block.scoring).bounds(len(block.questions))
    return block.questions[0].lowest, block.questions[0].highest


def _question(one: Question, cells: Mapping[str, Any]) -> QuestionResult:
    return QuestionResult(
        in_language(one.words), in_language(one.low), in_language(one.high), tuple(one.steps),
        cell_from(cells[one.key]["total"]), one.is_reversed,
    )  # fmt: skip


def _own_group(groups: Sequence[Mapping[str, Any]], unit_id: UUID | None) -> list[Mapping[str, Any]]:
    """The group with a person's own unit or the next above; none for who has no unit."""
    for above in _from_unit_up(unit_id):
        for group in groups:
            if above in group["unit_ids"]:
                return [group]
    return []


def _from_unit_up(unit_id: UUID | None) -> list[str]:
    """A unit and all above it, as text, the nearest first."""
    parents = {unit.id: unit.parent_id for unit in unit_shapes()} if unit_id else {}
    chain: list[UUID] = []
    while unit_id is not None and unit_id not in chain:
        chain.append(unit_id)
        unit_id = parents.get(unit_id)
    return [str(one) for one in chain]


def _texts(viewer: Viewer, pulse: Pulse) -> tuple[str, ...]:
    """Words of one's own in random order, inside the administration, where enough people wrote some."""
    if viewer.clearance > Rung.ADMINISTRATION or is_text_term_over(pulse, timezone.now()):
        return ()
    found = list(PulseText.objects.filter(pulse=pulse).order_by("id").values_list("text", flat=True))
    return tuple(found) if len(found) >= pulse.floor else ()
