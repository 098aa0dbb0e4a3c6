"""A text is read, its proposals are decided, and a strategy is made of those that were kept."""

from io import BytesIO
from uuid import UUID

import pytest

from kommune.audit.public import latest_changes, undo_batch
from kommune.files.models import StoredFile
from kommune.foundation.errors import PermissionMissing, StaleWrite
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer
from kommune.strategy.actions.readings import (
    change_passage,
    decide_passages,
    delete_reading,
    keep_upload,
    make_strategy,
    read_text,
)
from kommune.strategy.errors import (
    AlreadyMade,
    NoSuchPassage,
    NothingKept,
    StrategyAlreadyAdopted,
    TextRefused,
)
from kommune.strategy.models import Contribution, FieldOfAction, Goal, Measure, Passage, Reading, Strategy
from kommune.strategy.queries.readings import decided_of, source_of
from tests.towns import make_member

TEXT = """# Handlungsfeld 1: Bildung
Lernen vor Ort.
## Ziel 1.1: Gute Netze
### Maßnahme 1.1.1: Glasfaser für Schulen
Bis 2028.
## Ziel 1.2: Fortbildung
# Handlungsfeld 2: Verkehr
## Maßnahmen
- Rufbus
"""


def read(by: Viewer, text: str | bytes = TEXT, name: str = "strategie.md") -> UUID:
    upload = text if isinstance(text, str) else BytesIO(text)
    kept = keep_upload(by=by, upload=upload, name=name)
    return read_text(by=by, file_id=kept.id, title="Digitalstrategie 2030", kind="digital")


def passage_ids(reading_id: UUID, **filters: object) -> list[UUID]:
    return list(Passage.objects.filter(reading_id=reading_id, **filters).values_list("id", flat=True))


def keep(by: Viewer, reading_id: UUID, **filters: object) -> None:
    ids = passage_ids(reading_id, **filters)
    decide_passages(by=by, reading_id=reading_id, passage_ids=ids, state="kept")


def test_a_text_becomes_proposals_with_their_passages_and_nothing_else(lead: Viewer) -> None:
    reading = Reading.objects.get(id=read(lead))
    told = [(one.kind, one.number, one.title, one.state) for one in reading.passages.all()]
    assert told == [
        ("field", "1", "Bildung", "proposed"),
        ("goal", "1.1", "Gute Netze", "proposed"),
        ("measure", "1.1.1", "Glasfaser für Schulen", "proposed"),
        ("goal", "1.2", "Fortbildung", "proposed"),
        ("field", "2", "Verkehr", "proposed"),
        ("measure", "", "Rufbus", "proposed"),
    ]
    last = reading.passages.last()
    assert last is not None
    assert reading.text[last.start : last.end] == "Rufbus"
    assert not Strategy.objects.exists()


def test_a_job_begun_anew_does_not_read_a_file_twice(lead: Viewer) -> None:
    kept = keep_upload(by=lead, upload=TEXT, name="a.md")
    ids = {read_text(by=lead, file_id=kept.id, title="A", kind="digital") for _again in range(2)}
    assert len(ids) == Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"   ", "empty_file"), (b"%PDF-1.4 kaputt", "damaged"), (b"\x89PNG\r\n\x1a\n00", "wrong_type")],
)
def test_a_file_that_cannot_be_read_is_refused_and_thrown_away(lead: Viewer, data: bytes, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        read(lead, data, "strategie.pdf")
    assert refused.value.code == code
    assert not StoredFile.objects.exists()
    assert not Reading.objects.exists()


def test_the_kept_proposals_become_a_draft_with_links_from_the_list(lead: Viewer) -> None:
    reading_id = read(lead)
    keep(lead, reading_id)
    strategy = Strategy.objects.get(id=make_strategy(by=lead, reading_id=reading_id, title=""))
    assert (strategy.title, strategy.kind, strategy.state) == ("Digitalstrategie 2030", "digital", "draft")
    assert [str(one) for one in strategy.fields.all()] == ["1 Bildung", "2 Verkehr"]
    goals = [(one.title, one.field and one.field.title) for one in strategy.goals.select_related("field")]
    assert goals == [("Gute Netze", "Bildung"), ("Fortbildung", "Bildung")]
    fibre, bus = Measure.objects.order_by("position")
    assert (fibre.aim, fibre.field and fibre.field.title, bus.field and bus.field.title) == (
        "Bis 2028.",
        "Bildung",
        "Verkehr",
    )
    link = Contribution.objects.get()
    assert (link.measure_id, link.goal.title, link.strength, link.origin) == (
        fibre.id,
        "Gute Netze",
        2,
        "list",
    )
    assert Reading.objects.get().strategy_id == strategy.id


def test_one_undo_takes_the_whole_strategy_back_and_it_can_be_made_anew(lead: Viewer) -> None:
    reading_id = read(lead)
    keep(lead, reading_id)
    make_strategy(by=lead, reading_id=reading_id, title="")
    with pytest.raises(AlreadyMade):
        make_strategy(by=lead, reading_id=reading_id, title="")
    undo_batch(batch_id=latest_changes(limit=1)[0].batch_id, actor_id=lead.user_id)
    left = [model.objects.count() for model in (Strategy, FieldOfAction, Goal, Measure, Contribution)]
    assert left == [0, 0, 0, 0, 0]
    assert make_strategy(by=lead, reading_id=reading_id, title="Neu")


def test_what_stands_under_a_dropped_proposal_moves_to_the_next_kept_one_above(lead: Viewer) -> None:
    reading_id = read(lead)
    keep(lead, reading_id, title__in=["Bildung", "Glasfaser für Schulen"])
    make_strategy(by=lead, reading_id=reading_id, title="")
    measure = Measure.objects.get()
    assert (measure.field and measure.field.title, Contribution.objects.count()) == ("Bildung", 0)


def test_kept_proposals_go_into_an_existing_draft_but_never_into_adopted_text(lead: Viewer) -> None:
    reading_id = read(lead)
    keep(lead, reading_id, kind="goal")
    draft = Strategy.objects.create(kind="digital", title="Entwurf")
    adopted = Strategy.objects.create(kind="digital", title="Beschlossen", state="adopted")
    with pytest.raises(StrategyAlreadyAdopted):
        make_strategy(by=lead, reading_id=reading_id, title="", strategy_id=adopted.id)
    assert make_strategy(by=lead, reading_id=reading_id, title="", strategy_id=draft.id) == draft.id
    assert draft.goals.count() == 2


def test_nothing_kept_makes_nothing(lead: Viewer) -> None:
    reading_id = read(lead)
    with pytest.raises(NothingKept):
        make_strategy(by=lead, reading_id=reading_id, title="")
    assert not Strategy.objects.exists()


def test_many_proposals_are_decided_and_renamed_in_kind_together_and_counted(lead: Viewer) -> None:
    reading_id = read(lead)
    goals = passage_ids(reading_id, kind="goal")
    assert (
        decide_passages(by=lead, reading_id=reading_id, passage_ids=goals, state="kept", kind="measure") == 2
    )
    assert decide_passages(by=lead, reading_id=reading_id, passage_ids=goals, state="kept") == 0
    decided = decided_of(Reading.objects.get())
    assert (decided.total, decided.decided, decided.open) == (6, 2, 4)
    assert decided.kept == {"field": 0, "goal": 0, "measure": 2}


def test_a_proposal_of_another_text_is_not_decided_along(lead: Viewer) -> None:
    one, other = read(lead), read(lead, TEXT + "\n", "b.md")
    with pytest.raises(NoSuchPassage):
        decide_passages(by=lead, reading_id=one, passage_ids=passage_ids(other), state="kept")
    assert not Passage.objects.filter(state="kept").exists()


def test_a_proposal_is_changed_and_a_stale_change_is_refused(lead: Viewer) -> None:
    passage = Passage.objects.get(reading_id=read(lead), title="Rufbus")
    change_passage(
        by=lead, passage_id=passage.id, version=1, values={"title": "Rufbus am Abend", "kind": "goal"}
    )
    with pytest.raises(StaleWrite):
        change_passage(by=lead, passage_id=passage.id, version=1, values={"title": "anders"})
    passage.refresh_from_db()
    assert (passage.title, passage.kind) == ("Rufbus am Abend", "goal")


def test_a_deleted_text_comes_back_with_its_proposals(lead: Viewer) -> None:
    reading_id = read(lead)
    delete_reading(by=lead, reading_id=reading_id)
    assert (Reading.objects.count(), Passage.objects.count()) == (0, 0)
    undo_batch(batch_id=latest_changes(limit=1)[0].batch_id, actor_id=lead.user_id)
    assert (Reading.objects.get().text[:13], Passage.objects.count()) == ("Handlungsfeld", 6)


def test_who_only_works_here_neither_reads_nor_decides_texts(town: Municipality, lead: Viewer) -> None:
    staff = make_member(town, Role.STAFF)
    reading_id = read(lead)
    with pytest.raises(PermissionMissing):
        read(staff)
    for act in (
        lambda: decide_passages(
            by=staff, reading_id=reading_id, passage_ids=passage_ids(reading_id), state="kept"
        ),
        lambda: make_strategy(by=staff, reading_id=reading_id, title=""),
        lambda: delete_reading(by=staff, reading_id=reading_id),
    ):
        with pytest.raises(PermissionMissing):
            act()
    assert set(Passage.objects.values_list("state", flat=True)) == {"proposed"}


def test_the_passage_is_shown_with_whole_words_around_it() -> None:
    text = "Anfang " * 100 + "DIE STELLE" + " Ende" * 100
    start = text.index("DIE")
    source = source_of(text, start, start + 10)
    assert (source.passage, source.before[:8], source.after[-5:]) == ("DIE STELLE", "…Anfang ", "Ende…")
    assert source_of("kurz", 2, 99).passage == "rz"
