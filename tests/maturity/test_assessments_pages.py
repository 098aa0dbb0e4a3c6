"""Pages of the self-assessment: from preparing by the sheet behind a link to results, comparison and file."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kommune.accounts.models import User
from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.actions.assessment_sheets import SaidLevel, invite_people
from kommune.maturity.models import (
    Assessment,
    AssessmentAnswer,
    AssessmentItem,
    AssessmentPerson,
    AssessmentQuestion,
)
from kommune.maturity.queries.assessments.links import new_token, room_token
from kommune.municipalities.models import Membership, Municipality
from kommune.municipalities.public import Role, Viewer
from tests.maturity.assessments import OpenAssessment, make_open, say, say_everywhere
from tests.towns import make_member


def signed_in(viewer: Viewer) -> Client:
    client = Client(headers={"accept-language": "de"})
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


@pytest.fixture
def made(lead: Viewer) -> OpenAssessment:
    return make_open(lead)


@pytest.fixture
def closed(lead: Viewer, made: OpenAssessment) -> OpenAssessment:
    for name, present in (("Anna", 0), ("Berta", 1), ("Cem", 3)):
        say_everywhere(made, name, present, 3)
    close_assessment(by=lead, assessment_id=made.id)
    return made


def work(town: Municipality, name: str, *args: object) -> str:
    return reverse(f"maturity:{name}", args=[town.slug, *args])


def sheet(town: Municipality, made: OpenAssessment, name: str = "Anna") -> str:
    return reverse("assess:sheet", args=[town.slug, made.tokens[name]])


def first_page(made: OpenAssessment, present: str = "2", **more: str) -> dict[str, str]:
    """The four questions about strategy, all with the same step."""
    own = [item for item in made.items if item.dimension == "strategy"]
    return {"page": "1", **{f"present.{item.id}": present for item in own}, **more}


def test_an_empty_page_teaches_the_first_step(town: Municipality, lead: Viewer) -> None:
    text = signed_in(lead).get(work(town, "assessments")).content.decode()
    assert "Noch keine Selbsteinschätzung" in text
    assert "Selbsteinschätzung vorbereiten" in text


def test_an_assessment_is_prepared_and_opened(town: Municipality, lead: Viewer) -> None:
    client = signed_in(lead)
    answer = client.post(work(town, "assessment_new"), {"title": "Standort 2026", "form": "short"})
    row = Assessment.objects.get()
    assert answer["Location"] == work(town, "assessment", row.id)
    text = client.get(answer["Location"]).content.decode()
    assert "27 Fragen" in text
    client.post(work(town, "assessment_open", row.id))
    assert AssessmentItem.objects.filter(assessment=row).count() == 27


def test_members_of_a_unit_get_a_sheet_once(town: Municipality, lead: Viewer, made: OpenAssessment) -> None:
    member = make_member(town, Role.STAFF)
    for _time in range(2):
        signed_in(lead).post(
            work(town, "assessment_invite", made.id),
            {"members": [str(member.membership_id)], "names": "", "unnamed": "1"},
        )
    assert AssessmentPerson.objects.filter(member_id=member.membership_id).count() == 1


def test_a_member_gets_to_her_sheet_from_home_and_sees_her_answers(
    town: Municipality, lead: Viewer, made: OpenAssessment
) -> None:
    member = make_member(town, Role.STAFF)
    assert member.membership_id is not None
    invite_people(by=lead, assessment_id=made.id, member_ids=[member.membership_id])
    client = signed_in(member)
    to = client.get(work(town, "assessment_mine", made.id))["Location"]
    client.post(to, first_page(made, "3"))
    again = signed_in(member).get(f"{to}?page=1").content.decode()
    assert again.count("checked") == 4
    assert Client().get(f"{to}?page=1").content.decode().count("checked") == 0


def test_a_member_who_leaves_keeps_her_sheet_in_the_count(
    town: Municipality, lead: Viewer, made: OpenAssessment
) -> None:
    member = make_member(town, Role.STAFF)
    assert member.membership_id is not None
    link = invite_people(by=lead, assessment_id=made.id, member_ids=[member.membership_id])[0]
    gone = OpenAssessment(made.id, made.items, {"x": link.token})
    say_everywhere(gone, "x", 4)
    Membership.objects.get(id=member.membership_id).delete()
    close_assessment(by=lead, assessment_id=made.id)
    assert Assessment.objects.get(id=made.id).people_answered == 1


def test_opening_a_link_changes_nothing(town: Municipality, made: OpenAssessment) -> None:
    client = Client()
    for query in ("", "?page=1", "?end=1"):
        answer = client.get(sheet(town, made) + query)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
    assert not AssessmentAnswer.objects.exists()


def test_a_page_is_saved_as_a_whole_and_leads_to_the_next(town: Municipality, made: OpenAssessment) -> None:
    client = Client()
    answer = client.post(sheet(town, made), first_page(made))
    assert answer["Location"] == f"{sheet(town, made)}?page=2"
    assert list(AssessmentAnswer.objects.values_list("present", flat=True)) == [2, 2, 2, 2]


def test_sending_a_page_twice_and_going_back_keeps_one_answer(
    town: Municipality, made: OpenAssessment
) -> None:
    client = Client()
    for step in ("2", "2", "1"):
        client.post(sheet(town, made), first_page(made, step))
    assert list(AssessmentAnswer.objects.values_list("present", flat=True)) == [1, 1, 1, 1]


def test_i_do_not_know_is_stored_as_no_step(town: Municipality, made: OpenAssessment) -> None:
    Client().post(sheet(town, made), first_page(made, "unknown"))
    assert set(AssessmentAnswer.objects.values_list("present", "is_unknown")) == {(None, True)}


@pytest.mark.parametrize("step", ["5", "99", "-1", "zwei"])
def test_a_step_out_of_range_is_refused_and_nothing_stored(
    town: Municipality, made: OpenAssessment, step: str
) -> None:
    answer = Client().post(sheet(town, made), first_page(made, step))
    assert answer.status_code == 409
    assert "Eine Stufe liegt zwischen 0 und 4." in answer.content.decode()
    assert not AssessmentAnswer.objects.exists()


def test_a_link_that_is_none_keeps_what_was_ticked(town: Municipality, made: OpenAssessment) -> None:
    item = made.items[0]
    body = first_page(made, "3", **{f"link.{item.id}": "javascript:alert(1)"})
    answer = Client().post(sheet(town, made), body)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("checked") == 4
    assert "javascript:alert(1)" in text
    assert not AssessmentAnswer.objects.exists()


def test_a_link_without_its_first_part_is_completed(town: Municipality, made: OpenAssessment) -> None:
    body = first_page(made, "3", **{f"link.{made.items[0].id}": "www.probe.example/beschluss"})
    assert Client().post(sheet(town, made), body).status_code == 302
    assert AssessmentAnswer.objects.get(item=made.items[0]).link == "https://www.probe.example/beschluss"


def test_a_target_stays_where_somebody_does_not_know_today(town: Municipality, made: OpenAssessment) -> None:
    body = first_page(made, "unknown", **{f"target.{made.items[0].id}": "4"})
    Client().post(sheet(town, made), body)
    one = AssessmentAnswer.objects.get(item=made.items[0])
    assert (one.present, one.is_unknown, one.target) == (None, True, 4)


def test_a_target_below_today_is_asked_about_once_and_only_where_it_was_answered(
    town: Municipality, made: OpenAssessment
) -> None:
    own = Client(headers={"accept-language": "en"})
    own.post(sheet(town, made), first_page(made, "3", **{f"target.{made.items[0].id}": "1"}))
    asked = own.get(sheet(town, made) + "?end=1").content.decode()
    assert "For one question your target lies below today." in asked
    other = Client(headers={"accept-language": "en"}).get(sheet(town, made) + "?end=1").content.decode()
    assert "lies below today" not in other


def test_closing_while_somebody_answers_hands_back_what_was_typed(
    town: Municipality, lead: Viewer, made: OpenAssessment
) -> None:
    say_everywhere(made, "Berta", 1)
    close_assessment(by=lead, assessment_id=made.id)
    item = made.items[0]
    body = first_page(made, "4", **{f"evidence.{item.id}": "Beschluss 12/2026"})
    answer = Client(headers={"accept-language": "de"}).post(sheet(town, made), body)
    text = answer.content.decode()
    assert answer.status_code == 410
    assert "inzwischen geschlossen" in text
    assert "Beschluss 12/2026" in text
    assert "Wird gelebt und regelmäßig fortgeschrieben" in text


def test_a_wrong_link_says_so(town: Municipality, made: OpenAssessment) -> None:
    for token in ("unsinn", new_token(made.id)):
        assert Client().get(reverse("assess:sheet", args=[town.slug, token])).status_code == 404


def visible(answer: Any, token: str) -> str:
    """A page without what makes any two of them differ: the link and the marks against forged forms."""
    page = answer.content.decode().replace(token, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_to_another_device_a_sheet_looks_the_same_whether_it_was_begun_or_not(
    town: Municipality, made: OpenAssessment
) -> None:
    Client().post(sheet(town, made), first_page(made))
    Client().post(sheet(town, made), {"done": "1"})
    other = Client()
    for query in ("", "?page=1", "?end=1"):
        begun = visible(other.get(sheet(town, made) + query), made.tokens["Anna"])
        assert begun == visible(other.get(sheet(town, made, "Berta") + query), made.tokens["Berta"])


@pytest.mark.parametrize("clears", [True, False])
def test_who_tried_the_link_before_handing_it_out_sees_nothing_later(
    town: Municipality, made: OpenAssessment, clears: bool
) -> None:
    inviter, person, address = Client(), Client(), sheet(town, made)
    inviter.post(address, first_page(made, "1"))
    if clears:
        inviter.post(address, {"page": "1"})
        assert not AssessmentAnswer.objects.exists()
    person.post(address, first_page(made, "3"))
    page = f"{address}?page=1"
    assert person.get(page).content.decode().count(" checked") == 4
    inviter.post(address, {"page": "1"})
    assert " checked" not in inviter.get(page).content.decode()
    assert AssessmentAnswer.objects.filter(present=3).count() == 4


def test_the_code_of_the_room_gives_one_sheet_per_device(town: Municipality, made: OpenAssessment) -> None:
    client, door = Client(), reverse("assess:sheet", args=[town.slug, room_token(made.id)])
    assert client.get(door).status_code == 200
    assert AssessmentPerson.objects.count() == 3
    own = client.post(door)["Location"]
    assert client.post(door)["Location"] == own
    assert AssessmentPerson.objects.count() == 4


def test_results_name_the_weakest_and_show_no_overall_mean(
    town: Municipality, lead: Viewer, closed: OpenAssessment
) -> None:
    text = signed_in(lead).get(work(town, "assessment", closed.id)).content.decode()
    assert "Am schwächsten:" in text
    assert "Zukunftsradar Digitale Kommune 2024" in text
    assert "keine Rangliste" in text
    assert "Gesamt" not in text


def test_each_figure_explains_itself(town: Municipality, lead: Viewer, closed: OpenAssessment) -> None:
    text = signed_in(lead).get(work(town, "assessment_dimension", closed.id, "data")).content.decode()
    assert "ab 70 % beantworteter Fragen" in text
    assert "1,0 von 4" in text
    assert "von 0,0 bis 3,0, im Mittel der Fragen" in text
    assert "Fassung der Fragen: 2026-1" in text


def test_an_unknown_dimension_is_not_found(town: Municipality, lead: Viewer, closed: OpenAssessment) -> None:
    assert signed_in(lead).get(work(town, "assessment_dimension", closed.id, "moon")).status_code == 404


def test_a_question_shows_distribution_and_evidence(
    town: Municipality, lead: Viewer, closed: OpenAssessment
) -> None:
    text = signed_in(lead).get(work(town, "assessment_item", closed.items[0].id)).content.decode()
    assert "Beleg Stufe 3" in text
    assert "Anna" not in text


def test_the_file_holds_profile_and_questions_and_no_person(
    town: Municipality, lead: Viewer, closed: OpenAssessment
) -> None:
    answer = signed_in(lead).get(work(town, "assessment_export", closed.id))
    profile, questions = load_workbook(BytesIO(answer.content)).worksheets
    assert [cell.value for cell in profile[2]][:6] == ["Strategie und Stadtziele", 1, 3, 4, 4, 3]
    assert questions.max_row == 28
    csv = signed_in(lead).get(work(town, "assessment_export", closed.id), {"kind": "csv"})
    assert csv["Content-Type"].startswith("text/csv")
    assert "Anna" not in csv.content.decode("utf-8-sig")


def test_two_assessments_are_compared_over_common_questions(
    town: Municipality, lead: Viewer, closed: OpenAssessment
) -> None:
    long = make_open(lead, form="long", title="Standort lang")
    for name in long.tokens:
        say_everywhere(long, name, 2)
    close_assessment(by=lead, assessment_id=long.id)
    address = f"{work(town, 'assessments_compare')}?old={closed.id}&new={long.id}"
    text = signed_in(lead).get(address).content.decode()
    assert "27 Fragen wurden beide Male im selben Wortlaut gestellt" in text
    assert "+1,0" in text


def test_comparing_with_itself_or_nothing_is_told(
    town: Municipality, lead: Viewer, closed: OpenAssessment
) -> None:
    client, address = signed_in(lead), work(town, "assessments_compare")
    assert "braucht es zwei geschlossene" in client.get(address).content.decode()
    assert client.get(f"{address}?old=unsinn&new=x").status_code == 200


def test_repeating_copies_form_and_units(town: Municipality, lead: Viewer, closed: OpenAssessment) -> None:
    Assessment.objects.filter(id=closed.id).update(groups=["a-unit"], form="long")
    address = f"{work(town, 'assessment_new')}?repeats={closed.id}"
    assert 'value="long"' in signed_in(lead).get(address).content.decode()
    signed_in(lead).post(address, {"title": "Standort 2027", "form": "long"})
    again = Assessment.objects.get(title="Standort 2027")
    assert (again.repeats_id, again.groups) == (closed.id, ["a-unit"])


def test_an_own_question_is_worded_changed_and_retired(town: Municipality, lead: Viewer) -> None:
    client = signed_in(lead)
    values = {"dimension": "data", "words": "Kennen wir den Hafen?"}
    values |= {f"level_{n}": f"Stufe {n}" for n in range(5)}
    client.post(work(town, "assessment_question_new"), values)
    row = AssessmentQuestion.objects.get()
    client.post(work(town, "assessment_question_retire", row.id))
    row.refresh_from_db()
    assert row.retired_on is not None
    changed = client.post(
        work(town, "assessment_question_edit", row.id), {**values, "words": "x", "version": row.version}
    )
    assert changed.status_code == 422
    assert "Diese Frage ist stillgelegt." in changed.content.decode()


def test_staff_see_no_own_questions_and_cannot_prepare(town: Municipality, lead: Viewer) -> None:
    client = signed_in(make_member(town, Role.STAFF))
    assert client.get(work(town, "assessment_questions")).status_code == 403
    assert client.get(work(town, "assessment_new")).status_code == 403


def test_home_of_deciders_names_the_weakest(town: Municipality, lead: Viewer, closed: OpenAssessment) -> None:
    home = reverse("workbench:home", args=[town.slug])
    texts = [signed_in(lead).get(f"{home}{query}").content.decode() for query in ("", "?home=deciders")]
    assert any("Am schwächsten:" in text for text in texts)


def test_the_search_finds_an_assessment(town: Municipality, lead: Viewer, made: OpenAssessment) -> None:
    text = (
        signed_in(lead).get(reverse("workbench:search", args=[town.slug]), {"q": "Standort"}).content.decode()
    )
    assert "Standort 2026" in text


def test_with_one_answer_the_page_warns_before_closing(
    town: Municipality, lead: Viewer, made: OpenAssessment
) -> None:
    say(made, "Anna", "data.known", SaidLevel(present=1))
    text = signed_in(lead).get(work(town, "assessment", made.id)).content.decode()
    assert "Bei weniger als drei könnte man erraten" in text


def test_an_unknown_assessment_is_not_found(town: Municipality, lead: Viewer) -> None:
    assert signed_in(lead).get(work(town, "assessment", UUID(int=1))).status_code == 404


def test_whoever_sees_no_profile_is_told_that_none_is_released(
    town: Municipality, closed: OpenAssessment
) -> None:
    guest = signed_in(make_member(town, Role.GUEST, email="gast@probe.example"))
    assert (
        "Noch keine Selbsteinschätzung ist für Sie freigegeben"
        in guest.get(work(town, "assessments")).content.decode()
    )
