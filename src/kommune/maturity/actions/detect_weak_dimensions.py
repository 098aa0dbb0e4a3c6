"""The weakest dimensions of the newest closed self-assessment as findings; gone when the next one is better.

A dimension is reported while it is among the three lowest under step 3 of the newest closed assessment. Its
severity: 3 below step 1 (nothing to build on), 2 below step 2 (single attempts), else 1.
"""

from collections.abc import Iterable

from django.utils import translation

from kommune.analysis.maturity import weak_severity
from kommune.findings.public import Detected
from kommune.maturity.queries.assessments.reading import closed_assessments
from kommune.maturity.queries.assessments.results import weakest_of
from kommune.maturity.shapes.assessments import MaturityDimension
from kommune.municipalities.public import Rung, system_viewer

WEAK_DIMENSION = "maturity_weak_dimension"


def detect_weak_dimensions() -> Iterable[Detected]:
    """The weakest three of the newest closed assessment; each is the same finding over assessments."""
    newest = closed_assessments(system_viewer()).first()
    if newest is None:
        return
    for standing in weakest_of(newest):
        with translation.override("de"):
            name = str(MaturityDimension(standing.key).label)
        yield Detected(
            kind=WEAK_DIMENSION,
            subject_kind="assessment",
            subject_id=str(newest.id),
            fingerprint=f"{WEAK_DIMENSION}:{standing.key}",
            severity=weak_severity(standing),
            released_to=Rung.WORKING_GROUP,
            evidence={
                "key": standing.key,
                "dimension": name,
                "present": _text(standing.present),
                "target": _text(standing.target),
                "n": newest.profile[standing.key]["n"],
            },
        )


def _text(score: float | None) -> str:
    """A score as a German town writes it; findings are town data."""
    return "–" if score is None else f"{score:.1f}".replace(".", ",")
