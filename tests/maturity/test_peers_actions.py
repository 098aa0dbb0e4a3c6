"""Comparing towns: the group from the register, released values, quarters of at least five towns."""

import io

import pytest

from kommune.foundation.scope import town_scope
from kommune.maturity.actions.peers import bring_figures, drop_figures, release_figures, withdraw_figures
from kommune.maturity.errors.peers import FiguresUnreadable, FigureUnknown, KeyMissing
from kommune.maturity.models import BroughtFigure, ReleasedFigure
from kommune.maturity.queries.peers import class_bounds, figure_lines, own_figures, peers_of
from kommune.municipalities.models import Municipality, PlaceType, RegisterPlace
from kommune.municipalities.public import NotAllowedHere, Role, TownShape, Viewer, town_by_slug
from kommune.strategy.public import overview_for
from tests.towns import SmallStrategy, make_member, make_town

pytestmark = pytest.mark.django_db
OWNERLESS = "list.measures_without_goal"


def shape(town: Municipality) -> TownShape:
    found = town_by_slug(town.slug)
    assert found is not None
    return found


def place(ags: str, population: int, area: float = 50, association: str = "0000", **more) -> RegisterPlace:
    ars = ags[:5] + association + ags[5:]
    return RegisterPlace(
        ags=ags, ars=ars, name=f"Ort {ags}", name_folded=ags, population=population, area_km2=area, **more
    )


@pytest.fixture
def register(town: Municipality) -> None:
    """Eight towns of one size in a district, one large city, and the town itself."""
    Municipality.objects.filter(id=town.id).update(ags="05999001")
    rows = [place("05999001", 30_000), place("05998000", 600_000)]
    rows += [place(f"059990{number:02}", 30_000 + 2_000 * number) for number in range(2, 10)]
    RegisterPlace.objects.bulk_create(rows)


@pytest.fixture
def figures(small: SmallStrategy, lead: Viewer) -> None:
    overview_for(lead)


def release_elsewhere(slug: str, ags: str, value: float) -> None:
    there = make_town(slug, slug)
    with town_scope(there.id):
        ReleasedFigure.objects.create(ags=ags, figure=OWNERLESS, value=value, as_of="2026-11-01")


def line_of(lines, key: str = OWNERLESS):
    return next(line for line in lines if line.key == key)


def test_the_group_comes_from_the_register(town: Municipality, register: None) -> None:
    answer = peers_of(shape(town), {"population": 1}, 3)
    assert answer.group is not None
    assert [peer.key for peer in answer.group.peers] == ["05999002", "05999003", "05999004"]
    assert answer.group.cell == 8
    assert not answer.knows_types


def test_types_of_town_and_district_are_counted(town: Municipality, register: None) -> None:
    PlaceType.objects.bulk_create([
        PlaceType(key="05999", growth=-1, district_type=3),
        PlaceType(key="05999001", growth=2),
        PlaceType(key="05999009", growth=2),
    ])  # fmt: skip
    answer = peers_of(shape(town), {"growth": 1}, 1)
    assert answer.group is not None
    [nearest] = answer.group.peers
    assert (nearest.key, nearest.distance) == ("05999009", 0)


@pytest.mark.parametrize(
    ("people", "bounds"),
    [(100_000, (100_000, None)), (99_999, (20_000, 100_000)), (6_000, (5_000, 20_000)), (10, (0, 5_000))],
)
def test_the_size_class_bounds_what_is_read(people: int, bounds: tuple[int, int | None]) -> None:
    assert class_bounds(people) == bounds


def test_what_is_missing_is_said(town: Municipality) -> None:
    assert peers_of(shape(town), None, 12).missing == "no_key"
    Municipality.objects.filter(id=town.id).update(ags="05999001")
    assert peers_of(shape(town), None, 12).missing == "no_register"
    RegisterPlace.objects.bulk_create([place("05999002", 30_000)])
    assert peers_of(shape(town), None, 12).missing == "not_in_register"


def test_own_values_leave_only_by_release(
    town: Municipality, lead: Viewer, register: None, figures: None
) -> None:
    assert own_figures(lead)[OWNERLESS].value == 50
    assert not ReleasedFigure._base_manager.exists()
    release_figures(by=lead, town=shape(town), keys={OWNERLESS})
    row = ReleasedFigure._base_manager.get()
    assert (row.ags, row.figure, row.value) == ("05999001", OWNERLESS, 50)


def test_releasing_others_withdraws_the_rest(
    town: Municipality, lead: Viewer, register: None, figures: None
) -> None:
    release_figures(
        by=lead, town=shape(town), keys={OWNERLESS, "list.measures_without_owner"} & set(own_figures(lead))
    )
    release_figures(by=lead, town=shape(town), keys=set())
    assert not ReleasedFigure._base_manager.exists()


def test_fewer_than_five_other_towns_show_nothing_and_say_how_many_lack(
    town: Municipality, lead: Viewer, register: None, figures: None
) -> None:
    release_figures(by=lead, town=shape(town), keys={OWNERLESS})
    for number in range(4):
        release_elsewhere(f"t{number}", f"0599900{number + 2}", 10 * number)
    line = line_of(figure_lines(lead))
    assert (line.others, line.lacking, line.band) == (None, 1, None)


def test_five_other_towns_show_quarters_without_the_own_value(
    town: Municipality, lead: Viewer, register: None, figures: None
) -> None:
    release_figures(by=lead, town=shape(town), keys={OWNERLESS})
    for number in range(5):
        release_elsewhere(f"t{number}", f"0599900{number + 2}", 10 * number)
    line = line_of(figure_lines(lead))
    assert line.others is not None
    assert (line.others.count, line.others.low, line.others.median, line.others.high) == (5, 10, 20, 30)
    assert (line.band, line.lacking) == ("upper", 0)


def test_a_withdrawn_value_counts_nowhere(
    town: Municipality, lead: Viewer, register: None, figures: None
) -> None:
    release_figures(by=lead, town=shape(town), keys={OWNERLESS})
    there = make_town("nachbar", "Nachbarstadt")
    with town_scope(there.id):
        neighbour = make_member(there)
        assert line_of(figure_lines(neighbour)).lacking == 4
    with town_scope(town.id):
        withdraw_figures(by=lead)
    with town_scope(there.id):
        assert figure_lines(neighbour) == []


def test_a_town_without_a_key_cannot_release(town: Municipality, lead: Viewer, figures: None) -> None:
    with pytest.raises(KeyMissing):
        release_figures(by=lead, town=shape(town), keys={OWNERLESS})


def test_an_unknown_value_cannot_be_released(town: Municipality, lead: Viewer, register: None) -> None:
    with pytest.raises(FigureUnknown):
        release_figures(by=lead, town=shape(town), keys={"list.invented"})


def test_others_may_not_release(town: Municipality, lead: Viewer, register: None, figures: None) -> None:
    staff = make_member(town, Role.STAFF)
    with pytest.raises(NotAllowedHere):
        release_figures(by=staff, town=shape(town), keys={OWNERLESS})
    assert not ReleasedFigure._base_manager.exists()


def bring(by: Viewer, text: str, source: str = "Vergleichsring") -> None:
    bring_figures(by=by, stream=io.BytesIO(text.encode()), filename="werte.csv", source=source)


def test_values_from_a_file_are_seen_in_this_town_only(town: Municipality, lead: Viewer) -> None:
    rows = "\n".join(f"599900{number};Maßnahmen ohne Ziel;{number},5" for number in range(2, 8))
    bring(lead, f"AGS;Kennzahl;Wert\n{rows}\n")
    assert sorted(BroughtFigure.objects.values_list("ags", "value"))[0] == ("05999002", 2.5)
    line = line_of(figure_lines(lead))
    assert line.others is not None
    assert (line.others.count, line.others.median) == (6, 5)
    there = make_town("nachbar", "Nachbarstadt")
    with town_scope(there.id):
        assert figure_lines(make_member(there)) == []


def test_a_town_that_released_and_stands_in_a_file_counts_once(town: Municipality, lead: Viewer) -> None:
    bring(lead, "AGS;Kennzahl;Wert\n5999002;Maßnahmen ohne Ziel;99\n")
    release_elsewhere("t2", "05999002", 10)
    assert line_of(figure_lines(lead)).lacking == 4


def test_every_wrong_row_of_a_file_is_named_and_nothing_is_kept(lead: Viewer) -> None:
    with pytest.raises(FiguresUnreadable) as caught:
        bring(
            lead,
            "AGS;Kennzahl;Wert\n5999002;Maßnahmen ohne Ziel;3\nabc;Maßnahmen ohne Ziel;4\n"
            "5999003;Schönheit;5\n5999004;Maßnahmen ohne Ziel;viel\n5999002;Maßnahmen ohne Ziel;7\n",
        )
    assert caught.value.sentences == [
        "Zeile 3: „abc“ ist kein amtlicher Gemeindeschlüssel.",
        "Zeile 4: Die Kennzahl „Schönheit“ ist nicht bekannt.",
        "Zeile 5: „viel“ ist keine Zahl.",
        "Zeile 6: Diese Kommune steht mit dieser Kennzahl zweimal da.",
    ]
    assert not BroughtFigure.objects.exists()


def test_a_file_can_be_forgotten(lead: Viewer) -> None:
    bring(lead, "AGS;Kennzahl;Wert\n5999002;Maßnahmen ohne Ziel;3\n", "A")
    bring(lead, "AGS;Kennzahl;Wert\n5999003;Maßnahmen ohne Ziel;3\n", "B")
    drop_figures(by=lead, source="A")
    assert list(BroughtFigure.objects.values_list("source", flat=True)) == ["B"]
