"""Two assessments of the same town side by side: only questions that both asked in the same words count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommune.analysis.maturity.scoring import score_dimension


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an assessment with its result.

    ``wording`` is the same where question and steps are; ``present`` and ``target`` are medians (0…4).
    """

    dimension: str
    wording: str
    present: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A dimension then and now, reckoned over the ``common`` questions only; scores 0…4 or None."""

    dimension: str
    before: float | None
    after: float | None
    target: float | None
    common: int
    asked_before: int
    asked_after: int

    @property
    def difference(self) -> float | None:
        """After minus before, None where one of both is not known."""
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, 2)


def compare_assessments(
    old: Mapping[str, Asked], new: Mapping[str, Asked], dimensions: Sequence[str]
) -> list[Change]:
    """One line per dimension in the order given; questions by their key.

    ``target`` is the one that the earlier assessment aimed at, over the same questions.
    """
    changes = []
    for dimension in dimensions:
        then = {key: one for key, one in old.items() if one.dimension == dimension}
        now = {key: one for key, one in new.items() if one.dimension == dimension}
        common = [key for key, one in then.items() if key in now and now[key].wording == one.wording]
        changes.append(
            Change(
                dimension=dimension,
                before=score_dimension([then[key].present for key in common]).score,
                after=score_dimension([now[key].present for key in common]).score,
                target=score_dimension([then[key].target for key in common]).score,
                common=len(common),
                asked_before=len(then),
                asked_after=len(now),
            )
        )
    return changes
