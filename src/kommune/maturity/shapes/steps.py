"""What is known about a town for choosing first steps, and what the page shows of it."""

from dataclasses import dataclass, field
from uuid import UUID

from kommune.analysis.first_steps import Choice
from kommune.strategy.public import MeasureShape


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact from 0 to 1 (inhabitants: people) and where it comes from.

    ``source``: answer (said on the page), hour (guided hour), assessment, list (figures of the list), town.
    """

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what became of it here; ``measure`` None where it is hidden from this person."""

    choice: Choice
    is_taken: bool = False
    measure: MeasureShape | None = None
    aside_reason: str = ""
    is_aside: bool = False
    is_shared: bool = False
    done_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepBoard:
    """All steps of the list, each in one part."""

    now: tuple[StepLine, ...]
    later: tuple[StepLine, ...]
    leave: tuple[StepLine, ...]
    taken: tuple[StepLine, ...]
    aside: tuple[StepLine, ...]
    facts: dict[str, KnownFact] = field(default_factory=dict)

    @property
    def knows_needs(self) -> bool:
        """Whether anything is known that says what this town needs."""
        return any(fact.startswith("need.") for fact in self.facts)

    def line(self, key: str) -> StepLine | None:
        """The line of one step wherever it stands."""
        lines = (*self.now, *self.later, *self.leave, *self.taken, *self.aside)
        return next((one for one in lines if one.choice.step.key == key), None)


@dataclass(frozen=True, slots=True)
class TakenMeasure:
    """What taking a step made: the measure, and the batch that takes it back."""

    measure_id: UUID
    batch_id: UUID
