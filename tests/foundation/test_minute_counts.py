"""Counts of the running minute: they grow, they end with the minute, they lie on no disk."""

import pytest

from kommune.foundation import minute_counts
from kommune.foundation.minute_counts import count_this_minute, counted_this_minute


def test_it_counts_each_thing_apart_and_looking_counts_nothing() -> None:
    assert [count_this_minute("a"), count_this_minute("a"), count_this_minute("b")] == [1, 2, 1]
    assert [counted_this_minute(what) for what in "abc"] == [2, 1, 0]


def test_with_the_next_minute_everything_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    count_this_minute("a")
    monkeypatch.setattr(minute_counts, "running_minute", lambda: -1)
    assert counted_this_minute("b") == 0
    assert "a" not in minute_counts._minute.counts
