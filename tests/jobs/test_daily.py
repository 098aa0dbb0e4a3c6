"""Daily duties: once a day in every town, again after a failure, whoever looks and however many look."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from kommune.foundation import duties
from kommune.foundation.scope import current_town, town_scope
from kommune.jobs import daily
from kommune.jobs.models import DutyDay
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import all_towns, create_unit, system_viewer
from tests.towns import make_town

MONDAY = date(2026, 11, 30)


class Stopped(BaseException):
    """What ends an endless loop in a test."""


@pytest.fixture(autouse=True)
def _no_duties_of_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "_duties", {})


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    def set_day(day: date) -> None:
        monkeypatch.setattr(daily, "today", lambda: day)

    set_day(MONDAY)
    return set_day


@pytest.fixture
def towns(db: None) -> list[Municipality]:
    return [make_town(), make_town("fern", "Fernstadt")]


def test_every_town_sees_it_done_once_a_day_however_often_one_looks(
    towns: list[Municipality], on_day: Callable[[date], None]
) -> None:
    seen: list[object] = []
    duties.register_duty("note", lambda: seen.append(current_town()))
    assert [daily.do_what_is_due() for _look in range(3)] == [2, 0, 0]
    assert set(seen) == {town.id for town in towns}
    on_day(MONDAY + timedelta(days=1))
    assert daily.do_what_is_due() == 2
    assert len(seen) == 4


def test_a_town_founded_during_the_day_has_its_turn_at_the_next_look(
    towns: list[Municipality], on_day: Callable[[date], None]
) -> None:
    seen: list[object] = []
    duties.register_duty("note", lambda: seen.append(current_town()))
    daily.do_what_is_due()
    fresh = make_town("neu", "Neustadt")
    assert daily.do_what_is_due() == 1
    assert seen[-1] == fresh.id


def test_a_duty_that_fails_is_logged_undone_and_tried_again_and_hinders_no_other(
    towns: list[Municipality], on_day: Callable[[date], None], caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[object] = []
    is_broken = True

    def break_halfway() -> None:
        create_unit(by=system_viewer(), values={"name": "Halb"})
        if is_broken:
            raise RuntimeError("boom")

    duties.register_duty("break", break_halfway)
    duties.register_duty("note", lambda: seen.append(current_town()))
    with caplog.at_level(logging.ERROR):
        assert daily.do_what_is_due() == 2
    assert [record.getMessage() for record in caplog.records] == [
        f"Daily duty break failed in town {town.slug}" for town in all_towns()
    ]
    assert len(seen) == 2
    with town_scope(towns[0].id):
        assert DutyDay.objects.filter(key="break", done_on=MONDAY).count() == 0
    is_broken = False
    assert daily.do_what_is_due() == 2
    assert len(seen) == 2


def test_what_is_left_undone_since_yesterday_is_named(
    towns: list[Municipality], on_day: Callable[[date], None]
) -> None:
    def fail() -> None:
        raise RuntimeError("boom")

    duties.register_duty("note", lambda: None)
    duties.register_duty("fail", fail)
    assert daily.neglected_duties() == []
    daily.do_what_is_due()
    assert daily.neglected_duties() == ["fail"]
    on_day(MONDAY + timedelta(days=1))
    assert daily.neglected_duties() == ["fail"]
    on_day(MONDAY + timedelta(days=2))
    assert daily.neglected_duties() == ["fail", "note"]


def test_nothing_that_goes_wrong_ends_the_worker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks: Iterator[BaseException | None] = iter([OSError("no database"), None])
    pauses: list[float] = []

    def look() -> int:
        if (found := next(looks)) is not None:
            raise found
        return 0

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise Stopped

    monkeypatch.setattr(daily, "do_what_is_due", look)
    monkeypatch.setattr("kommune.jobs.daily.time.sleep", pause)
    monkeypatch.setattr("kommune.jobs.daily.connection.close", lambda: None)
    with pytest.raises(Stopped):
        daily.keep_doing_what_is_due()
    assert pauses == [daily.LOOK_EVERY_SECONDS] * 2
    assert caplog.messages == ["Daily duties could not be looked up"]


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_at_once_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory refuses readers beside a writer; in a file writers queue by themselves")
    make_town()
    monkeypatch.setattr(daily, "today", lambda: MONDAY)
    made: list[int] = []
    duties.register_duty("note", lambda: made.append(1))

    def look(_worker: int) -> int:
        try:
            return daily.do_what_is_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(look, range(4))) == 1
    assert made == [1]
