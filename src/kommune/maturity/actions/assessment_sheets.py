"""Inviting people to a self-assessment, and what they do on their sheets; none of it is journalled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from kommune.foundation.link_tokens import named_in, token_hash
from kommune.maturity.actions.assessments import locked_assessment
from kommune.maturity.errors.assessments import (
    AssessmentAlreadyClosed,
    LevelOutOfRange,
    LinkNotWeb,
    NobodyChosen,
    PersonAlreadyAsked,
    SheetLinkUnusable,
    TooManyAsked,
)
from kommune.maturity.models import Assessment, AssessmentAnswer, AssessmentItem, AssessmentPerson
from kommune.maturity.queries.assessments.links import (
    is_room_token,
    member_token,
    new_token,
)
from kommune.maturity.queries.assessments.sheets import require_answers_taken
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.shapes.assessments import HIGHEST_LEVEL, AssessmentState
from kommune.municipalities.public import Viewer, choose_members, find_object, require

MOST_SHEETS = 100
LONGEST_EVIDENCE = 1000
ANSWER_COLUMNS = ("present", "target", "is_unknown", "evidence", "link", "device")


@dataclass(frozen=True, slots=True)
class SheetLink:
    """Whose sheet (empty for one without a name) and the token, which is nowhere stored."""

    name: str
    token: str


@dataclass(frozen=True, slots=True)
class SaidLevel:
    """One answer: steps 0…4 now and wished for, or that one does not know; evidence and a link to it."""

    present: int | None = None
    target: int | None = None
    is_unknown: bool = False
    evidence: str = ""
    link: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return (
            not self.is_unknown and self.present is None and self.target is None and not self.evidence.strip()
        )


def invite_people(
    *,
    by: Viewer,
    assessment_id: UUID,
    member_ids: Iterable[UUID] = (),
    names: Iterable[str] = (),
    unnamed: int = 0,
) -> list[SheetLink]:
    """A link for each member, each name, and so many without one.

    Members who have a sheet already are passed over; for a name twice ``PersonAlreadyAsked`` is raised.
    """
    require(may_run_assessments(by))
    wanted = list(dict.fromkeys(name.strip()[:200] for name in names if name.strip()))
    with transaction.atomic():
        assessment = _unclosed(assessment_id)
        people = AssessmentPerson.objects.filter(assessment=assessment)
        known = set(people.filter(name__in=wanted).values_list("name", flat=True))
        if known:
            raise PersonAlreadyAsked(", ".join(sorted(known)))
        members = _new_members(people, member_ids)
        made = [_member_sheet(assessment, key, name) for key, name in members]
        made += [_sheet(assessment, name) for name in [*wanted, *[""] * max(unnamed, 0)]]
        if not made:
            raise NobodyChosen
        if people.count() + len(made) > MOST_SHEETS:
            raise TooManyAsked
        AssessmentPerson.objects.bulk_create(person for person, _link in made)
    return [link for _person, link in made]


def renew_link(*, by: Viewer, person_id: UUID) -> SheetLink:
    """A new link for somebody who lost hers, whose old one ends; a member's stays, bound to her account."""
    require(may_run_assessments(by))
    with transaction.atomic():
        person = find_object(AssessmentPerson, person_id)
        _unclosed(person.assessment_id)
        if person.member is not None:
            return SheetLink(str(person.member), member_token(person.assessment_id, person.id))
        token = new_token(person.assessment_id)
        AssessmentPerson.objects.filter(id=person.id).update(token_hash=token_hash(token))
    return SheetLink(person.name, token)


def withdraw_person(*, by: Viewer, person_id: UUID) -> None:
    """Take a person out of an assessment with what she answered."""
    require(may_run_assessments(by))
    with transaction.atomic():
        person = find_object(AssessmentPerson, person_id)
        _unclosed(person.assessment_id)
        person.delete()


def join_room(*, token: str) -> str:
    """A sheet without a name for somebody who scanned the code of the room; returns her own token."""
    if not is_room_token(token):
        raise SheetLinkUnusable
    with transaction.atomic():
        assessment = _taking_answers(token)
        if AssessmentPerson.objects.filter(assessment=assessment).count() >= MOST_SHEETS:
            raise TooManyAsked
        person, link = _sheet(assessment, "")
        person.save(force_insert=True)
    return link.token


def save_assessment_answers(*, token: str, said: Mapping[UUID, SaidLevel], device: str = "") -> None:
    """Store what a person says about some questions, all or nothing, and which ``device`` may see it again.

    An answer that says nothing takes the earlier one back. The assessment is locked meanwhile: answers come
    in whole before it closes, or not at all.
    """
    for one in said.values():
        _require_sound(one)
    with transaction.atomic():
        person = _person_of(token)
        own = AssessmentAnswer.objects.filter(person=person)
        asked = AssessmentItem.objects.filter(assessment=person.assessment_id, id__in=list(said))
        item_ids = list(asked.values_list("id", flat=True))
        own.filter(item__in=[key for key in item_ids if said[key].is_empty]).delete()
        _store(person, own, {key: said[key] for key in item_ids if not said[key].is_empty}, device)


def finish_assessment_sheet(*, token: str) -> None:
    """Say that one is done; answers may still be changed until the assessment closes."""
    with transaction.atomic():
        AssessmentPerson.objects.filter(id=_person_of(token).id).update(is_done=True)


def _store(
    person: AssessmentPerson,
    own: QuerySet[AssessmentAnswer],
    said: Mapping[UUID, SaidLevel],
    device: str,
) -> None:
    """Write one sheet's answers at once: new ones, and those that she gave before with what they say now."""
    before = {row.item_id: row for row in own.filter(item__in=list(said))}
    changed = []
    for item_id, row in before.items():
        for name, value in _columns_of(said[item_id], device).items():
            setattr(row, name, value)
        changed.append(row)
    AssessmentAnswer.objects.bulk_update(changed, ANSWER_COLUMNS)
    AssessmentAnswer.objects.bulk_create(
        AssessmentAnswer(person=person, item_id=item_id, **_columns_of(one, device))
        for item_id, one in said.items()
        if item_id not in before
    )


def _columns_of(said: SaidLevel, device: str) -> dict[str, Any]:
    return {
        "present": None if said.is_unknown else said.present,
        "target": said.target,
        "is_unknown": said.is_unknown,
        "evidence": said.evidence.strip()[:LONGEST_EVIDENCE],
        "link": said.link.strip(),
        "device": device,
    }


def _require_sound(said: SaidLevel) -> None:
    for level in (said.present, said.target):
        if level is not None and not 0 <= level <= HIGHEST_LEVEL:
            raise LevelOutOfRange
    link = said.link.strip()
    if link and (not link.startswith(("https://", "http://")) or len(link) > 500):
        raise LinkNotWeb


def _new_members(people: QuerySet[AssessmentPerson], member_ids: Iterable[UUID]) -> list[tuple[UUID, str]]:
    wanted = set(member_ids)
    if not wanted:
        return []
    asked = set(people.exclude(member=None).values_list("member_id", flat=True))
    return [(key, name) for key, name in choose_members() if key in wanted and key not in asked]


def _member_sheet(assessment: Assessment, member_id: UUID, name: str) -> tuple[AssessmentPerson, SheetLink]:
    key = uuid4()
    token = member_token(assessment.id, key)
    person = AssessmentPerson(
        id=key, assessment=assessment, member_id=member_id, token_hash=token_hash(token)
    )
    return person, SheetLink(name, token)


def _sheet(assessment: Assessment, name: str) -> tuple[AssessmentPerson, SheetLink]:
    token = new_token(assessment.id)
    return (
        AssessmentPerson(assessment=assessment, name=name, token_hash=token_hash(token)),
        SheetLink(name, token),
    )


def _person_of(token: str) -> AssessmentPerson:
    assessment = _taking_answers(token)
    person: AssessmentPerson | None = AssessmentPerson.objects.filter(
        assessment=assessment, token_hash=token_hash(token)
    ).first()
    if person is None:
        raise SheetLinkUnusable
    return person


def _taking_answers(token: str) -> Assessment:
    locked = Assessment.objects.select_for_update().filter(id=named_in(token))
    assessment: Assessment | None = locked.first()
    if assessment is None:
        raise SheetLinkUnusable
    require_answers_taken(assessment)
    return assessment


def _unclosed(assessment_id: UUID) -> Assessment:
    assessment = locked_assessment(assessment_id)
    if assessment.state == AssessmentState.CLOSED:
        raise AssessmentAlreadyClosed
    return assessment
