"""Questions from typical tensions: what is asked, how it is answered, and the town's own tensions."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.audit.public import undo_batch
from kommune.foundation.errors import PermissionMissing, StaleWrite
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import ForeignTown, Role, Viewer
from kommune.strategy.actions import tensions as actions
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.actions.strategies import create_strategy, save_goal
from kommune.strategy.actions.tensions import confirm_conflict, deny_conflict, renew_questions, save_tension
from kommune.strategy.errors import RatingNeedsReason, StrengthMissing, TensionUnknown, TensionUnusable
from kommune.strategy.models import Goal, GoalConflict, GoalRelation, Tension, TensionAnswer
from kommune.strategy.queries import tensions as queries
from kommune.strategy.queries.tensions import QuestionSheet, question_sheet, town_tensions
from tests.towns import make_member

OWN: dict[str, Any] = {
    "question_de": "Passt „{digital_goal}“ zu „{city_goal}“?",
    "question_en": "",
    "first_words": ["Bürgerkiosk"],
    "first_sentences": [],
    "second_words": ["Weinfest"],
    "second_sentences": [],
}


@pytest.fixture(autouse=True)
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "kept_encoder", lambda: None)


@pytest.fixture
def pair(lead: Viewer) -> tuple[UUID, UUID]:
    """A digital goal and a city goal that typically clash."""
    city = create_strategy(by=lead, values={"kind": "city", "title": "Stadtstrategie"})
    digital = create_strategy(by=lead, values={"kind": "digital", "title": "Digitalstrategie"})
    online = save_goal(by=lead, strategy_id=digital, values={"title": "Anträge nur noch online, papierlos"})
    old = save_goal(by=lead, strategy_id=city, values={"title": "Senioren ohne Internet nehmen teil"})
    save_goal(by=lead, strategy_id=city, values={"title": "Mehr Bäume"})
    return online, old


def sheet(by: Viewer, *, find: bool = True) -> QuestionSheet:
    if find:
        renew_questions(with_meaning=False)
    found = question_sheet(by, "de")
    assert found is not None
    return found


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


def yes(by: Viewer, pair: tuple[UUID, UUID], score: int | None = -2, reason: str = "ohne Gerät") -> UUID:
    return confirm_conflict(
        by=by, digital_goal_id=pair[0], city_goal_id=pair[1], tension_key="online_or_offline",
        score=score, reason=reason,
    )  # fmt: skip


def no(by: Viewer, pair: tuple[UUID, UUID]) -> UUID:
    return deny_conflict(
        by=by, digital_goal_id=pair[0], city_goal_id=pair[1], tension_key="online_or_offline"
    )


def test_a_clash_in_other_words_is_asked_about(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    [question] = sheet(lead).open
    assert (question.digital.id, question.city.id, question.tension_key) == (*pair, "online_or_offline")
    assert "Anträge nur noch online" in question.text
    assert question.digital_words[:1] == ("nur noch online",)


def test_no_closes_the_question_and_undo_asks_again(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    sheet(lead)
    batch = no(lead, pair)
    told = sheet(lead, find=False)
    assert (told.open, told.answered, told.total) == ((), 1, 1)
    assert not GoalRelation.objects.exists()
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert len(sheet(lead, find=False).open) == 1


def test_yes_rates_the_pair_opens_a_card_and_undo_asks_again(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    sheet(lead)
    batch = yes(lead, pair)
    relation = GoalRelation.objects.get()
    assert (relation.score, relation.way, relation.reason) == (-2, "question", "ohne Gerät")
    assert GoalConflict.objects.get().state == "open"
    assert (sheet(lead, find=False).open, sheet(lead, find=False).answered) == ((), 1)
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert not GoalConflict.objects.exists()
    assert len(sheet(lead, find=False).open) == 1
    yes(lead, pair, -1, "")
    assert GoalRelation.objects.get().score == -1


def test_a_pair_that_is_rated_already_is_not_asked_about(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    rate_relation(by=lead, digital_goal_id=pair[0], city_goal_id=pair[1], score=1)
    assert sheet(lead).total == 0


@pytest.mark.parametrize(
    ("score", "reason", "error"),
    [(None, "", StrengthMissing), (1, "x", StrengthMissing), (-4, "x", StrengthMissing),
     (-2, " ", RatingNeedsReason)],
)  # fmt: skip
def test_a_yes_that_lacks_something_leaves_nothing(
    lead: Viewer, pair: tuple[UUID, UUID], score: int | None, reason: str, error: type[Exception]
) -> None:
    entries = Entry.objects.count()
    with pytest.raises(error):
        yes(lead, pair, score, reason)
    assert (Entry.objects.count(), TensionAnswer.objects.count()) == (entries, 0)


def test_only_who_steers_answers_and_words(lead: Viewer, pair: tuple[UUID, UUID], town: Municipality) -> None:
    other = make_member(town, Role.UNIT_LEAD)
    entries = Entry.objects.count()
    for attempt in (
        lambda: no(other, pair),
        lambda: yes(other, pair),
        lambda: save_tension(by=other, key=None, values=OWN, version=0),
        lambda: actions.use_tension(by=other, key="open_or_protected", is_used=False),
        lambda: actions.drop_tension(by=other, key="open_or_protected"),
    ):
        with pytest.raises(PermissionMissing):
            attempt()
    assert Entry.objects.count() == entries


def test_goals_and_tensions_that_are_not_there_are_refused(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    with pytest.raises(ForeignTown):
        no(lead, (pair[0], lead.town_id))
    with pytest.raises(TensionUnknown):
        deny_conflict(by=lead, digital_goal_id=pair[0], city_goal_id=pair[1], tension_key="gibt-es-nicht")


def test_a_tension_put_aside_asks_no_more(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    sheet(lead)
    batch = actions.use_tension(by=lead, key="online_or_offline", is_used=False)
    assert sheet(lead, find=False).total == 0
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert sheet(lead, find=False).total == 1


def test_an_own_tension_asks_its_question(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    key = save_tension(by=lead, key=None, values=OWN, version=0)
    assert key == "burgerkiosk_weinfest"
    digital, city = Goal.objects.get(id=pair[0]), Goal.objects.get(title="Mehr Bäume")
    save_goal(by=lead, strategy_id=digital.strategy_id, values={"title": "Ein Bürgerkiosk je Ort"})
    save_goal(by=lead, strategy_id=city.strategy_id, values={"title": "Das Weinfest bleibt"})
    texts = [one.text for one in sheet(lead).open if one.tension_key == key]
    assert texts == ["Passt „Ein Bürgerkiosk je Ort“ zu „Das Weinfest bleibt“?"]
    assert save_tension(by=lead, key=None, values=OWN, version=0) == "burgerkiosk_weinfest_2"


def test_a_shipped_tension_is_worded_anew_and_taken_back(lead: Viewer) -> None:
    values = {**OWN, "question_de": "{digital_goal} gegen {city_goal}?"}
    save_tension(by=lead, key="online_or_offline", values=values, version=0)
    changed = next(one for one in town_tensions() if one.key == "online_or_offline")
    assert (changed.plain.question_de, changed.is_changed) == ("{digital_goal} gegen {city_goal}?", True)
    with pytest.raises(StaleWrite):
        save_tension(by=lead, key="online_or_offline", values=values, version=0)
    actions.drop_tension(by=lead, key="online_or_offline")
    assert not next(one for one in town_tensions() if one.key == "online_or_offline").is_changed


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question_de": "Passt das?"}, "question_de"),
        ({"question_de": "{digital_goal} {city_goal} {noch_was}"}, "question_de"),
        ({"first_words": []}, "first_words"),
        ({"second_words": ["x" * 500]}, "second_words"),
        ({"second_sentences": ["ein Satz"] * 200}, "second_sentences"),
    ],
)
def test_a_tension_that_cannot_be_searched_for_says_where(
    lead: Viewer, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(TensionUnusable) as refused:
        save_tension(by=lead, key=None, values={**OWN, **wrong}, version=0)
    assert field in refused.value.fields
    assert not Tension.objects.exists()


def test_the_page_asks_one_question_and_goes_on(lead: Viewer, pair: tuple[UUID, UUID]) -> None:
    client, url = client_of(lead), reverse("strategy:tensions", args=["probe"])
    text = client.get(url).content.decode()
    assert "Anträge nur noch online" in text
    assert 'data-key="3"' in text
    sent = {"digital": pair[0], "city": pair[1], "tension": "online_or_offline", "at": "0"}
    answer = reverse("strategy:tension_answer", args=["probe"])
    assert 'name="score"' in client.get(url + "?yes=1").content.decode()
    refused = client.post(answer, {**sent, "answer": "yes", "score": "-3", "reason": ""})
    assert refused.status_code == 422
    assert client.post(answer, {**sent, "answer": "no"}).status_code == 302
    assert "data-key" not in client.get(url).content.decode()
    assert TensionAnswer.objects.get().is_conflict is False


def test_the_list_and_form_of_tensions_show_what_is_wrong(lead: Viewer) -> None:
    client = client_of(lead)
    assert (
        "nur online ↔ Menschen ohne Gerät"
        in client.get(reverse("strategy:tension_list", args=["probe"])).content.decode()
    )
    url = reverse("strategy:tension_new", args=["probe"])
    sent = {"version": "0", "question_de": "Passt das?", "first_words": "A\nB", "second_words": "C"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "{city_goal}" in refused.content.decode()
    sent["question_de"] = "{digital_goal} oder {city_goal}?"
    assert client.post(url, sent).status_code == 302
    assert Tension.objects.get().content["first"]["words"] == ["A", "B"]


def test_readers_do_not_meet_the_questions(lead: Viewer, town: Municipality) -> None:
    client = client_of(make_member(town, Role.UNIT_LEAD))
    for name in ("tensions", "tension_list", "tension_new"):
        assert client.get(reverse(f"strategy:{name}", args=["probe"])).status_code == 403
