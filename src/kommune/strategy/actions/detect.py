"""The strategy wing as a detector: its gaps as findings."""

from collections.abc import Iterable
from uuid import UUID

from kommune.analysis.portfolio import analyse, draft_findings
from kommune.findings.public import Detected
from kommune.foundation.dates import today
from kommune.municipalities.public import Rung
from kommune.strategy.queries.portfolio import load_portfolio


def detect_gaps() -> Iterable[Detected]:
    """What the list alone proves, as findings of the whole town.

    A finding is released as far as its subject at most: the new ones begin with the working group.
    """
    proof = analyse(load_portfolio(Rung.WORKING_GROUP, today()))
    for draft in draft_findings(proof):
        yield Detected(
            kind=draft.kind,
            subject_kind=draft.subject_kind,
            subject_id=str(draft.subject_id),
            fingerprint=draft.fingerprint,
            severity=draft.severity,
            released_to=Rung.WORKING_GROUP,
            evidence=draft.evidence,
            proposed_goals=tuple(UUID(str(goal)) for goal in draft.proposed_goals),
            cost_cents=draft.cost_cents,
        )
