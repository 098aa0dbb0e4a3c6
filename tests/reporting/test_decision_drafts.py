"""A goal conflict becomes a draft for the council in one form: DOCX, PDF/UA, frozen as it was."""

import io
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from kommune.accounts.models import User
from kommune.foundation.errors import PermissionMissing
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, TownShape, Viewer, town_by_slug
from kommune.reporting.actions import make_decision_draft
from kommune.reporting.errors import SubjectGone
from kommune.reporting.models import Paper
from kommune.reporting.queries import draft_from, file_of
from kommune.strategy.models import Goal, GoalConflict
from kommune.strategy.public import Rating, rate_relations
from tests.small_town import lead, small, town
from tests.towns import SmallStrategy, make_member

__all__ = ["lead", "small", "town"]

VALUES = {"title": "Bürgerbüro und Teilhabe", "committee": "Hauptausschuss", "paper_number": "2026/114",
          "dated_on": date(2026, 3, 1)}  # fmt: skip


@pytest.fixture
def conflict(lead: Viewer, small: SmallStrategy) -> GoalConflict:
    rate_relations(by=lead, ratings=[Rating(small.counter, small.old_age, -2, "Wer kein Gerät hat …")])
    GoalConflict.objects.update(resolution="compensate", resolution_text="Digitallotsen in jedem Ortsteil")
    made: GoalConflict = GoalConflict.objects.get()
    return made


def shape() -> TownShape:
    found = town_by_slug("probe")
    assert found is not None
    return found


def make(by: Viewer, subject: UUID, form_key: str = "a", kind: str = "goal_conflict") -> UUID:
    return make_decision_draft(
        by=by, town=shape(), kind=kind, subject_id=subject, values=VALUES, form_key=form_key
    )


def test_the_draft_holds_facts_options_and_what_is_proposed(lead: Viewer, conflict: GoalConflict) -> None:
    paper = Paper.objects.get(id=make(lead, conflict.id))
    docx = file_of(lead, paper.id, "docx")
    assert docx is not None
    document = Document(io.BytesIO(docx))
    told = "\n".join(one.text for one in document.paragraphs)
    told += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for part in (
        "Bürgerbüro und Teilhabe", "D1 Schnelles Bürgerbüro", "1 Teilhabe im Alter", "Wer kein Gerät hat",
        "M1 Online-Termine", "80.000 €", "Digitallotsen in jedem Ortsteil", "Hauptausschuss",
    ):  # fmt: skip
        assert part in told


def test_the_pdf_is_tagged_and_says_the_same(lead: Viewer, conflict: GoalConflict) -> None:
    with translation.override("de"):
        pdf = file_of(lead, make(lead, conflict.id), "pdf")
    assert pdf is not None
    assert b"pdfuaid" in pdf
    reader = PdfReader(io.BytesIO(pdf))
    told = " ".join(page.extract_text().replace("\n", "") for page in reader.pages)
    assert "Teilhabe im Alter" in told
    assert "80.000 €" in told


def test_what_the_draft_says_never_changes(lead: Viewer, conflict: GoalConflict) -> None:
    paper_id = make(lead, conflict.id)
    before = draft_from(Paper.objects.get(id=paper_id))
    Goal.objects.update(title="Anders")
    assert draft_from(Paper.objects.get(id=paper_id)) == before
    assert before is not None
    assert before.subject_id == str(conflict.id)


def test_the_same_form_sent_twice_makes_one_draft(lead: Viewer, conflict: GoalConflict) -> None:
    assert make(lead, conflict.id) == make(lead, conflict.id)
    assert Paper.objects.count() == 1


def test_there_is_no_draft_of_nothing_and_none_by_others(
    lead: Viewer, conflict: GoalConflict, town: Municipality
) -> None:
    with pytest.raises(SubjectGone):
        make(lead, uuid4())
    with pytest.raises(SubjectGone):
        make(lead, conflict.id, kind="unknown")
    with pytest.raises(PermissionMissing):
        make(make_member(town, Role.UNIT_LEAD), conflict.id)
    assert not Paper.objects.exists()


def test_texts_that_look_like_markup_are_only_text(lead: Viewer, conflict: GoalConflict) -> None:
    Goal.objects.filter(id=conflict.city_goal_id).update(title='#panic("x") $a$ <b> \x1b 漢 = Teilhabe')
    pdf = file_of(lead, make(lead, conflict.id), "pdf")
    assert pdf is not None
    assert "#panic" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_card_leads_to_the_draft_and_the_draft_to_its_page(lead: Viewer, conflict: GoalConflict) -> None:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    url = reverse("reporting:draft_new", args=["probe", "goal_conflict", conflict.id])
    assert url in client.get(reverse("strategy:conflict", args=["probe", conflict.id])).content.decode()
    form = client.get(url).content.decode()
    assert "Zielkonflikt: Schnelles Bürgerbüro / Teilhabe im Alter" in form
    made = client.post(url, {**VALUES, "dated_on": "2026-03-01", "form_key": "b"})
    assert made.status_code == 302
    page = client.get(made.headers["Location"]).content.decode()
    assert "Digitallotsen in jedem Ortsteil" in page
