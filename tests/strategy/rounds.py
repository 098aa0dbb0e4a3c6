"""A rating round for tests: opened, with people who answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kommune.municipalities.public import Viewer
from kommune.strategy.actions.round_sheets import invite_raters, save_answer
from kommune.strategy.actions.rounds import open_round, prepare_round
from kommune.strategy.models import RoundPair
from kommune.strategy.queries.rounds import PairRef
from tests.towns import SmallStrategy


@dataclass(frozen=True)
class OpenRound:
    """A round with its pairs in order and a token per name."""

    id: UUID
    pairs: Sequence[UUID]
    tokens: Mapping[str, str]


def make_open_round(
    lead: Viewer, small: SmallStrategy, names: Sequence[str] = ("Anna", "Berta", "Cem")
) -> OpenRound:
    """Three pairs: two relations and one contribution."""
    pairs = [
        PairRef(small.counter, None, small.old_age),
        PairRef(small.data, None, small.centre),
        PairRef(None, small.online, small.counter),
    ]
    round_id = prepare_round(by=lead, values={"title": "Runde März"}, pairs=pairs)
    links = invite_raters(by=lead, round_id=round_id, names=names)
    open_round(by=lead, round_id=round_id)
    ids = list(RoundPair.objects.filter(round_id=round_id).order_by("position").values_list("id", flat=True))
    return OpenRound(round_id, ids, {link.name: link.token for link in links})


def answer_all(made: OpenRound, scores: Mapping[str, Sequence[int | None]]) -> None:
    """Each person's scores in the order of the pairs; None leaves a pair out. Reasons name nobody."""
    for name, row in scores.items():
        for pair_id, score in zip(made.pairs, row, strict=True):
            if score is not None:
                reason = f"Grund {score:+d}"
                save_answer(token=made.tokens[name], pair_id=pair_id, score=score, reason=reason)
