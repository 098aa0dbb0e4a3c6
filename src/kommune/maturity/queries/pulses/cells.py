"""A closed survey in short, and one cell for a whole topic or instrument from what it published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kommune.analysis.surveys import Cell
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.counting import cell_from, published_keys
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.shapes.pulses import Block, Question


@dataclass(frozen=True, slots=True)
class HeldPulse:
    """A closed survey in short: when it was, what it asked, and what it published of the whole town.

    ``totals`` are cells by published key, None where too few answered; what groups answered is left out.
    """

    id: UUID
    title: str
    closed_at: datetime | None
    answered: int | None
    blocks: tuple[Block, ...]
    totals: Mapping[str, Cell | None]


def held_from(pulse: Pulse) -> HeldPulse:
    """A closed survey with its results at hand, in short."""
    totals = {key: cell_from(cells["total"]) for key, cells in pulse.results["cells"].items()}
    blocks = blocks_from(pulse.blocks)
    return HeldPulse(pulse.id, pulse.title, pulse.closed_at, pulse.answered, blocks, totals)


def whole_cell(block: Block, held: HeldPulse) -> Cell | None:
    """The block's cell of the whole town."""
    return cell_of(block, [held.totals[key] for key in published_keys(block)])


def cell_of(block: Block, cells: Sequence[Cell | None]) -> Cell | None:
    """One cell of a block from what is published of its questions and from nothing else.

    Mean of the means, mean of the shares, both with reversed questions turned round, and the fewest answers;
    None where one of the questions may not be shown. The shares spread wider than the means of people would,
    so a change is rather called not to be told apart than the other way round.
    """
    if any(cell is None for cell in cells):
        return None
    known = [cell for cell in cells if cell is not None]
    if block.scoring:
        return known[0]
    turned = [_turned(cell, one) for cell, one in zip(known, block.questions, strict=True)]
    steps = sorted({step for cell in turned for step in cell.shares})
    count = len(turned)
    return Cell(
        n=min(cell.n for cell in turned),
        mean=round(sum(cell.mean for cell in turned) / count, 1),
        median=sum(cell.median for cell in turned) / count,
        q1=sum(cell.q1 for cell in turned) / count,
        q3=sum(cell.q3 for cell in turned) / count,
        shares={step: sum(cell.shares.get(step, 0) for cell in turned) / count for step in steps},
    )


def _turned(cell: Cell, question: Question) -> Cell:
    """The cell of a reversed question as if it had been asked the other way round."""
    if not question.is_reversed:
        return cell
    ends = question.lowest + question.highest
    shares = {ends - step: share for step, share in cell.shares.items()}
    return Cell(
        cell.n, round(ends - cell.mean, 1), ends - cell.median, ends - cell.q3, ends - cell.q1, shares
    )
