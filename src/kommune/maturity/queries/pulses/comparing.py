"""One survey beside the earlier ones that asked the same, wholly or in part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommune.analysis.surveys import Cell, Change, change
from kommune.maturity.queries.pulses.cells import HeldPulse, whole_cell
from kommune.maturity.queries.pulses.topics import same_questions
from kommune.maturity.shapes.pulses import Block


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a mean moved, and since which survey.

    ``common`` of ``asked`` questions were asked both times in the same words, and only they are compared.
    """

    change: Change
    since: HeldPulse
    common: int
    asked: int

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval leaves out zero; otherwise the two are not to be told apart."""
        return self.change.label != "not_distinguishable"


def moved_since(block: Block, held: HeldPulse, earlier: Sequence[HeldPulse]) -> Moved | None:
    """Against the newest earlier survey that asked the same, else the newest one with some of the questions.

    None where there is neither, or one of both hides it.
    """
    asked = len(block.questions)
    for other in earlier:
        if any(same_questions(block, known) for known in other.blocks):
            return _moved(block, held, other, asked)
    since = changed_since(block, earlier)
    common = _common(block, since) if since is not None else None
    return _moved(common, held, since, asked) if since is not None and common is not None else None


def changed_since(block: Block, earlier: Sequence[HeldPulse]) -> HeldPulse | None:
    """The newest earlier survey with this topic in other words; None where one asked it in the same."""
    found = [(other, known) for other in earlier for known in other.blocks if known.key == block.key]
    if not found or any(same_questions(block, known) for _other, known in found):
        return None
    return found[0][0]


def course_of(
    block: Block, held: HeldPulse, earlier: Sequence[HeldPulse]
) -> tuple[tuple[HeldPulse, Cell], ...]:
    """All surveys that asked the same and may show it, the oldest first, this one last."""
    asked = [one for one in (held, *earlier) if any(same_questions(block, other) for other in one.blocks)]
    cells = [(one, whole_cell(block, one)) for one in reversed(asked)]
    return tuple((one, cell) for one, cell in cells if cell is not None)


def _moved(block: Block, held: HeldPulse, other: HeldPulse, asked: int) -> Moved | None:
    now, before = whole_cell(block, held), whole_cell(block, other)
    if now is None or before is None:
        return None
    return Moved(change(before, now), other, len(block.questions), asked)


def _common(block: Block, since: HeldPulse) -> Block | None:
    """The part of a topic that the other survey asked in the same words; an instrument counts as a whole."""
    known = next(one for one in since.blocks if one.key == block.key)
    shared = tuple(one for one in block.questions if one in known.questions)
    if not shared or block.scoring or known.scoring:
        return None
    return replace(block, questions=shared)
