"""Texts that were read, their proposals, and what of them is decided; for those who edit strategies."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kommune.municipalities.public import Viewer
from kommune.strategy.models import FieldOfAction, Goal, Measure, Passage, Reading, Strategy
from kommune.strategy.queries.strategies import visible_strategies
from kommune.strategy.rules import may_edit_strategies, measures_seen_by
from kommune.strategy.shapes import ReadKind, ReadState, StrategyState

FIXED = (StrategyState.ADOPTED, StrategyState.SUPERSEDED)
AROUND, WIDE_AROUND, LONGEST = (240, 240), (420, 1200), 700


@dataclass(frozen=True, slots=True)
class Decided:
    """How far a text is: proposals in all, decided, and kept by kind."""

    total: int
    decided: int
    kept: dict[str, int]

    @property
    def open(self) -> int:
        """Proposals about which nothing was said yet."""
        return self.total - self.decided

    @property
    def kept_total(self) -> int:
        """Proposals of all kinds that were kept."""
        return sum(self.kept.values())


@dataclass(frozen=True, slots=True)
class Source:
    """A passage with some text before and after it; ``is_cut`` where the passage itself is longer."""

    before: str
    passage: str
    after: str
    is_cut: bool


def visible_readings(viewer: Viewer) -> QuerySet[Reading]:
    """The texts that a person may work on, without their long texts."""
    if not may_edit_strategies(viewer):
        return Reading.objects.none()
    readings: QuerySet[Reading] = Reading.objects.defer("text").select_related("strategy")
    return readings


def readings_with_counts(viewer: Viewer) -> QuerySet[Reading]:
    """The texts with the numbers of their proposals and of those decided."""
    return visible_readings(viewer).annotate(
        total=Count("passages"), decided=Count("passages", ~Q(passages__state=ReadState.PROPOSED))
    )


def reading_titles(viewer: Viewer) -> set[str]:
    """What the texts are called that a person may work on."""
    return set(visible_readings(viewer).values_list("title", flat=True))


def proposals_of(reading_id: UUID) -> list[UUID]:
    """The ids of a text's proposals in its order."""
    return list(Passage.objects.filter(reading_id=reading_id).values_list("id", flat=True))


def reading_for(viewer: Viewer, reading_id: UUID) -> Reading | None:
    """One text, or None where it is not there for this person."""
    return visible_readings(viewer).filter(id=reading_id).first()


def passage_for(viewer: Viewer, passage_id: UUID) -> Passage | None:
    """One proposal with its text, or None where it is not there for this person."""
    if not may_edit_strategies(viewer):
        return None
    passage: Passage | None = Passage.objects.select_related("reading").filter(id=passage_id).first()
    return passage


def decided_of(reading: Reading) -> Decided:
    """How far a text is; one query."""
    rows = Passage.objects.filter(reading=reading).order_by().values_list("kind", "state")
    counts = {(kind, state): number for kind, state, number in rows.annotate(number=Count("pk"))}
    total = sum(counts.values())
    proposed = sum(number for (_kind, state), number in counts.items() if state == ReadState.PROPOSED)
    kept = {kind: counts.get((kind, ReadState.KEPT), 0) for kind in ReadKind.values}
    return Decided(total, total - proposed, kept)


def passages_of(reading: Reading, *, state: str = "", kind: str = "") -> QuerySet[Passage]:
    """The proposals of a text in its order, of one state or kind where named."""
    passages: QuerySet[Passage] = Passage.objects.filter(reading=reading).select_related("parent")
    if state in ReadState.values:
        passages = passages.filter(state=state)
    if kind in ReadKind.values:
        passages = passages.filter(kind=kind)
    return passages


def next_open(passage_id: UUID) -> UUID | None:
    """The proposal after this one about which nothing was said yet, or the first such one of the text."""
    passage = Passage.objects.filter(id=passage_id).only("reading", "position").first()
    if passage is None:
        return None
    rest = Passage.objects.filter(reading=passage.reading_id, state=ReadState.PROPOSED)
    after = rest.filter(position__gt=passage.position).values_list("id", flat=True).first()
    return after or rest.values_list("id", flat=True).first()


def source_of(text: str, start: int, end: int, *, around: tuple[int, int] = AROUND) -> Source:
    """A passage with what stands around it, so many characters before and after."""
    ahead, behind = around
    start, end = min(start, len(text)), min(max(start, end), len(text))
    shown = min(end, start + LONGEST)
    before = text[max(0, start - ahead) : start]
    if start > ahead:
        before = "…" + before.partition(" ")[2]
    after = text[shown : shown + behind] if shown == end else ""
    if after and shown + behind < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Source(before, text[start:shown], after, shown < end)


def draft_strategies(viewer: Viewer) -> QuerySet[Strategy]:
    """Strategies whose text may still change."""
    return visible_strategies(viewer).exclude(state__in=FIXED)


def strategy_rows(
    viewer: Viewer, strategy: Strategy
) -> tuple[list[FieldOfAction], list[Goal], list[Measure]]:
    """Fields, goals and the measures that this person may see; three queries."""
    return (
        list(FieldOfAction.objects.filter(strategy=strategy)),
        list(Goal.objects.filter(strategy=strategy)),
        list(Measure.objects.filter(measures_seen_by(viewer), strategy=strategy)),
    )
