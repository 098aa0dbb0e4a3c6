"""What a person notices of the journal: history, undo, trash, and that nothing goes unrecorded."""

from uuid import uuid4

import pytest

from kommune.audit.models import Entry
from kommune.audit.public import (
    ChangedSince,
    NothingToUndo,
    history_of,
    image_of,
    latest_changes,
    registered_kinds,
    revision,
    trash,
    undo_batch,
)
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.measures import delete_measures, edit_measure
from kommune.strategy.actions.strategies import delete_goal, start_edition
from kommune.strategy.models import Contribution, Goal, GoalRelation, Measure, MeasureCost, Strategy
from tests.towns import SmallStrategy


def test_history_names_what_changed_from_what_to_what(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Termine online"})
    newest = history_of("measure", str(small.online))[0]
    assert set(newest.changed_fields) == {"version", "title"}
    assert newest.before is not None
    assert newest.after is not None
    assert (newest.before["title"], newest.after["title"]) == ("Online-Termine", "Termine online")
    assert newest.actor_id == lead.user_id


def test_an_edit_that_changes_nothing_leaves_no_trace(lead: Viewer, small: SmallStrategy) -> None:
    before = Entry.objects.count()
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Online-Termine"})
    assert Entry.objects.count() == before


def test_a_deleted_measure_comes_back_with_costs_and_links(lead: Viewer, small: SmallStrategy) -> None:
    image = image_of(Measure.objects.get(id=small.online))
    batch = delete_measures(by=lead, measure_ids=[small.online])
    assert not Measure.objects.filter(id=small.online).exists()
    assert [change.object_id for change in trash(["measure"])] == [str(small.online)]
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert image_of(Measure.objects.get(id=small.online)) == image
    assert MeasureCost.objects.get(measure_id=small.online).amount_cents == 8_000_000
    assert Contribution.objects.get(measure_id=small.online).goal_id == small.counter
    assert trash(["measure"]) == []


def test_undoing_twice_is_refused(lead: Viewer, small: SmallStrategy) -> None:
    batch = delete_measures(by=lead, measure_ids=[small.online])
    undo_batch(batch_id=batch, actor_id=None)
    with pytest.raises(NothingToUndo):
        undo_batch(batch_id=batch, actor_id=None)
    with pytest.raises(NothingToUndo):
        undo_batch(batch_id=uuid4(), actor_id=None)


def test_what_was_changed_again_is_not_undone_behind_its_back(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Eins"})
    first = latest_changes(limit=1)[0].batch_id
    edit_measure(by=lead, measure_id=small.online, version=2, values={"title": "Zwei"})
    entries = Entry.objects.count()
    with pytest.raises(ChangedSince):
        undo_batch(batch_id=first, actor_id=lead.user_id)
    assert Measure.objects.get(id=small.online).title == "Zwei"
    assert Entry.objects.count() == entries


def test_undoing_an_edit_restores_the_text_under_a_new_version(lead: Viewer, small: SmallStrategy) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"title": "Eins"})
    undo_batch(batch_id=latest_changes(limit=1)[0].batch_id, actor_id=lead.user_id)
    measure = Measure.objects.get(id=small.online)
    assert (measure.title, measure.version) == ("Online-Termine", 3)


def test_undoing_a_new_edition_removes_it_whole(lead: Viewer, small: SmallStrategy) -> None:
    goals, links = Goal.objects.count(), Contribution.objects.count()
    start_edition(by=lead, strategy_id=small.digital, title="Fortschreibung")
    assert Goal.objects.count() == goals + 2
    undo_batch(batch_id=latest_changes(limit=1)[0].batch_id, actor_id=lead.user_id)
    assert (Goal.objects.count(), Contribution.objects.count()) == (goals, links)
    assert Strategy.objects.count() == 2


def test_a_deleted_goal_takes_its_links_along_and_brings_them_back(
    lead: Viewer, small: SmallStrategy
) -> None:
    delete_goal(by=lead, goal_id=small.counter)
    assert GoalRelation.objects.count() == Contribution.objects.count() == 0
    undo_batch(batch_id=trash(["goal"])[0].batch_id, actor_id=lead.user_id)
    assert GoalRelation.objects.count() == Contribution.objects.count() == 1


def test_every_change_raises_the_towns_revision(
    lead: Viewer, town: Municipality, small: SmallStrategy
) -> None:
    before = revision(town.id)
    edit_measure(by=lead, measure_id=small.online, version=1, values={"aim": "schneller"})
    assert revision(town.id) == before + 1


def test_the_journal_explains_every_row(lead: Viewer, small: SmallStrategy) -> None:
    """For each journalled kind the newest entry of an object equals the row, and no row lacks one."""
    start_edition(by=lead, strategy_id=small.digital, title="Fortschreibung")
    delete_measures(by=lead, measure_ids=[small.aimless])
    newest = {
        (entry.kind, entry.object_id): entry.after for entry in Entry.objects.order_by("id", "position")
    }
    rows = {
        (kind, str(row.pk)): image_of(row)
        for kind, model in registered_kinds().items()
        if kind != "municipality"  # the factory founds the town without a person
        for row in model._default_manager.all()
    }
    assert {key: image for key, image in newest.items() if image is not None} == rows
