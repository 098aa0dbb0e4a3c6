"""Nobody learns who rated what: not on any page, in the journal, a file, a log line, or the session."""

import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db.models import UUIDField
from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.audit.models import Entry
from kommune.audit.public import registered_kinds
from kommune.cli.backup.rows import rows_of
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, make_token, release
from kommune.project.log_lines import LineFormatter
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.models import BlindRating, RatingRound, RoundRater
from kommune.strategy.queries.round_links import hash_of
from tests.addresses import own_addresses
from tests.strategy.rounds import OpenRound, answer_all, make_open_round
from tests.towns import SmallStrategy, make_member

REASON = "Zugangsverlust ohne Handy"
NAMES = ("Annegret", "Balduin", "Cornelius")
SCORES = {"Annegret": [3, 1, 2], "Balduin": [-2, 1, 2], "Cornelius": [1, 0, 1]}


@pytest.fixture
def made(lead: Viewer, small: SmallStrategy) -> OpenRound:
    return make_open_round(lead, small, names=NAMES)


@pytest.fixture
def boss(town: Municipality) -> Viewer:
    return make_member(town, Role.ADMINISTRATION)


def rate_by_phone(town: Municipality, made: OpenRound) -> None:
    """The answers come in as they do in life; one of them with a reason that can be looked for."""
    answer_all(made, SCORES)
    body = {"pair": str(made.pairs[0]), "number": "1", "score": "-2", "reason": REASON}
    address = reverse("rate:sheet", args=[town.slug, made.tokens["Balduin"]])
    assert Client().post(address, body).status_code == 302


def staff_pages(viewer: Viewer, town: Municipality, samples: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every page of the staff side and of the API, as far as it can be looked at, and what stands there."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    for address in own_addresses():
        try:
            path = address.filled(town.slug, samples)
        except LookupError:
            continue
        for query in ("", f"?q={REASON}"):
            answer = client.get(path + query)
            content = b"".join(answer) if answer.streaming else answer.content
            yield (
                path,
                content.decode("utf-8", "replace")
                .replace(f"?q={REASON}", "")
                .replace(f'value="{REASON}"', ""),
            )


def samples_of(made: OpenRound, small: SmallStrategy) -> dict[str, str]:
    rater = RoundRater.objects.values_list("id", flat=True).first() or UUID(int=1)
    return {
        "round_id": str(made.id), "pair_id": str(made.pairs[0]), "rater_id": str(rater),
        "strategy_id": str(small.digital), "goal_id": str(small.old_age), "measure_id": str(small.online),
        "workbench:history.kind": "rating_round", "object_id": str(made.id), "code": "measures_without_goal",
    }  # fmt: skip


def test_before_closing_no_page_of_the_administration_holds_an_answer(
    town: Municipality, boss: Viewer, small: SmallStrategy, made: OpenRound
) -> None:
    rate_by_phone(town, made)
    pages = list(staff_pages(boss, town, samples_of(made, small)))
    assert [path for path, text in pages if REASON in text.replace(f"„{REASON}“", "")] == []
    assert len(pages) > 100
    own = reverse("strategy:round", args=[town.slug, made.id])
    shown = next(text for path, text in pages if path == own)
    assert "3 von 3 Bögen enthalten Antworten" in shown
    assert "distribution" not in shown


def test_the_pages_are_the_same_whoever_said_what(
    town: Municipality, boss: Viewer, lead: Viewer, small: SmallStrategy, made: OpenRound
) -> None:
    """Swapping the sheets of two people changes nothing that the administration sees, before and after."""
    client = Client()
    client.force_login(User.objects.get(id=str(boss.user_id)))
    other = make_open_round(lead, small, names=NAMES)
    swapped = {"Annegret": SCORES["Balduin"], "Balduin": SCORES["Annegret"], "Cornelius": SCORES["Cornelius"]}
    answer_all(made, SCORES)
    answer_all(other, swapped)

    def shown(one: OpenRound) -> list[tuple[object, ...]]:
        names = ("median", "spread", "counts", "consensus")
        return list(RatingRound.objects.get(id=one.id).pairs.order_by("position").values_list(*names))

    assert shown(made) == shown(other)
    for one in (made, other):
        close_round(by=lead, round_id=one.id)
    assert shown(made) == shown(other)


def test_after_closing_reasons_stand_without_names_and_names_stand_nowhere(
    town: Municipality, boss: Viewer, lead: Viewer, small: SmallStrategy, made: OpenRound
) -> None:
    rate_by_phone(town, made)
    close_round(by=lead, round_id=made.id)
    pages = list(staff_pages(boss, town, samples_of(made, small)))
    assert [path for path, text in pages if any(name in text for name in NAMES)] == []
    with_reason = {path for path, text in pages if REASON in text.replace(f"„{REASON}“", "")}
    assert reverse("strategy:round_pair", args=[town.slug, made.pairs[0]]) in with_reason


def test_the_journal_knows_neither_raters_nor_answers(
    town: Municipality, lead: Viewer, made: OpenRound
) -> None:
    assert not {RoundRater, BlindRating} & set(registered_kinds().values())
    rate_by_phone(town, made)
    raters = [str(key) for key in RoundRater.objects.values_list("id", flat=True)]
    before = " ".join(repr(row) for row in Entry.objects.values())
    assert not any(word in before for word in (REASON, *NAMES, *raters, *made.tokens.values()))
    close_round(by=lead, round_id=made.id)
    after = " ".join(repr(row) for row in Entry.objects.values())
    assert not any(word in after for word in (*NAMES, *raters, *made.tokens.values()))
    assert REASON in after


def test_no_log_line_and_no_session_holds_a_link_or_an_answer(
    town: Municipality, lead: Viewer, made: OpenRound, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        rate_by_phone(town, made)
        address = reverse("rate:sheet", args=[town.slug, made.tokens["Balduin"]])
        close_round(by=lead, round_id=made.id)
        body = {"pair": str(made.pairs[0]), "score": "-2", "reason": REASON}
        assert Client().post(address, body).status_code == 410
    assert REASON not in caplog.text
    assert made.tokens["Balduin"] not in caplog.text
    assert not Session.objects.exists()


def test_a_backup_holds_the_sheets_of_an_open_round_but_not_whose_they_are(
    town: Municipality, made: OpenRound
) -> None:
    rate_by_phone(town, made)
    raters = list(rows_of(RoundRater, [town.id]))
    assert [row["name"] for row in raters] == ["", "", ""]
    assert {row["token_hash"] for row in raters} == {hash_of(token) for token in made.tokens.values()}
    assert len(list(rows_of(BlindRating, [town.id]))) == 9


def test_a_fault_is_logged_without_what_makes_the_link_work(town: Municipality, made: OpenRound) -> None:
    path = reverse("rate:sheet", args=[town.slug, made.tokens["Balduin"]])
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, f"Fault: {path}", None, None)
    assert LineFormatter().format(record).endswith(f"Fault: /{town.slug}/rate/…/")


def test_answers_carry_no_time_and_ids_that_tell_no_order() -> None:
    columns = {field.name for field in BlindRating._meta.concrete_fields}
    assert columns == {"town", "id", "rater", "pair", "score", "confidence", "reason", "device"}
    for model in (BlindRating, RoundRater):
        key = model._meta.pk
        assert isinstance(key, UUIDField)
        assert key.get_default().version == 4


def test_only_the_hash_of_a_link_is_stored(made: OpenRound) -> None:
    stored = " ".join(repr(row) for row in RoundRater.objects.values())
    assert not any(token in stored for token in made.tokens.values())


def test_the_interface_for_machines_knows_no_sheets(
    town: Municipality, boss: Viewer, small: SmallStrategy, made: OpenRound
) -> None:
    rate_by_phone(town, made)
    _id, key = make_token(by=boss, slug=town.slug, name="Programm", scopes=["read"], clearance=1)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
    for address in own_addresses():
        if address.route.startswith("api/"):
            try:
                path = address.filled(town.slug, samples_of(made, small))
            except LookupError:
                continue
            assert REASON not in client.get(path).content.decode("utf-8", "replace")


def test_who_may_not_see_the_strategies_sees_no_pair_of_a_round(
    town: Municipality, lead: Viewer, made: OpenRound
) -> None:
    answer_all(made, SCORES)
    close_round(by=lead, round_id=made.id)
    release(by=lead, model=RatingRound, ids=[made.id], to=str(Rung.ADMINISTRATION.value), reason="")
    client = Client()
    client.force_login(User.objects.get(id=str(make_member(town, Role.STAFF).user_id)))
    page = client.get(reverse("strategy:round", args=[town.slug, made.id]))
    assert page.status_code == 200
    assert "Teilhabe im Alter" not in page.content.decode()
    assert client.get(reverse("strategy:round_pair", args=[town.slug, made.pairs[0]])).status_code == 404
