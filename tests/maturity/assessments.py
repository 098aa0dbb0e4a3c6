"""A self-assessment for tests: opened, with people who answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kommune.maturity.actions.assessment_sheets import SaidLevel, invite_people, save_assessment_answers
from kommune.maturity.actions.assessments import open_assessment, prepare_assessment
from kommune.maturity.models import AssessmentItem
from kommune.municipalities.public import Viewer


@dataclass(frozen=True)
class OpenAssessment:
    """An assessment with its questions in order and a token per name."""

    id: UUID
    items: Sequence[AssessmentItem]
    tokens: Mapping[str, str]


def make_open(
    lead: Viewer, names: Sequence[str] = ("Anna", "Berta", "Cem"), **values: object
) -> OpenAssessment:
    """The short form, opened, with a link per name."""
    key = prepare_assessment(by=lead, values={"title": "Standort 2026", **values})
    links = invite_people(by=lead, assessment_id=key, names=names)
    open_assessment(by=lead, assessment_id=key)
    items = list(AssessmentItem.objects.filter(assessment_id=key))
    return OpenAssessment(key, items, {link.name: link.token for link in links})


def say_everywhere(made: OpenAssessment, name: str, present: int, target: int | None = None) -> None:
    """The same step for every question."""
    said = SaidLevel(present=present, target=target, evidence=f"Beleg Stufe {present}")
    save_assessment_answers(token=made.tokens[name], said={item.id: said for item in made.items})


def say(made: OpenAssessment, name: str, key: str, said: SaidLevel) -> None:
    """One answer."""
    item = next(one for one in made.items if one.key == key)
    save_assessment_answers(token=made.tokens[name], said={item.id: said})
