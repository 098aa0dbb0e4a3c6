"""The way of a tool: its measure, stations, candidates, the decision, what is retired, the way back."""

from typing import Any

import pytest
from django.urls import reverse

from kommune.audit.public import history_of, undo_batch
from kommune.foundation.errors import StaleWrite
from kommune.maturity.actions.tool_parts import (
    add_part,
    choose_candidate,
    delete_part,
    edit_part,
    save_station,
    score_candidates,
)
from kommune.maturity.actions.tools import (
    decide_tool,
    delete_tool,
    edit_tool,
    introduce_by_measure,
    introduce_tool,
)
from kommune.maturity.errors.tools import (
    ConditionsMissing,
    DecisionNeedsReason,
    EndBeforeBegin,
    GuardsUnanswered,
    MeasureHasTool,
    ReasonForKeeping,
    StationSaysWhy,
    ToolNotYours,
    UnitAlreadyPlanned,
)
from kommune.maturity.models import (
    CandidateScore,
    RetiredThing,
    ToolCandidate,
    ToolIntroduction,
    ToolStation,
    ToolUnit,
)
from kommune.maturity.queries.tools import candidates_of, present_station, stations_of, visible_tools
from kommune.maturity.web.tools.candidates import candidate_rows
from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.public import (
    NotAllowedHere,
    Role,
    Rung,
    Viewer,
    WrongValues,
    release,
    remove_unit,
    system_viewer,
)
from kommune.strategy.models import Measure
from tests.maturity.tools import answer_guards, client_of, make_tool, make_unit, page, plan_unit
from tests.towns import SmallStrategy, make_member

GO = {
    "verdict": "go",
    "decision_reason": "Der Pilot hat Zeit gespart.",
    "conditions": "",
    "decided_despite": "",
}


def test_a_tool_begins_with_its_measure_and_eleven_stations(lead: Viewer) -> None:
    tool = make_tool(lead)
    measure = Measure.objects.get()
    assert (tool.measure_id, measure.title, measure.aim) == (
        measure.id, "Gemeinsame Dokumente", "Ein Text statt fünf Anhänge",
    )  # fmt: skip
    stations = stations_of([tool.id])[tool.id]
    assert [row.station for row in stations] == [
        "need", "candidates", "data_protection", "staff_council", "accessibility", "pilot", "training",
        "decision", "rollout", "support", "retired",
    ]  # fmt: skip
    assert present_station(stations, "") == "need"


def test_a_measure_becomes_the_introduction_of_a_tool_once(lead: Viewer, small: SmallStrategy) -> None:
    introduce_by_measure(by=lead, measure_id=small.online, values={"name": "Terminbuch"})
    with pytest.raises(MeasureHasTool):
        introduce_by_measure(by=lead, measure_id=small.online, values={"name": "Noch eins"})
    text = client_of(lead).get(f"/probe/work/strategy/measures/{small.online}/").content.decode()
    assert "Terminbuch" in text
    other = client_of(lead).get(f"/probe/work/strategy/measures/{small.aimless}/").content.decode()
    assert reverse("maturity:tool_for_measure", args=["probe", small.aimless]) in other


def test_the_owner_of_a_measure_leads_its_tool_and_others_do_not(
    town: Municipality, lead: Viewer, small: SmallStrategy
) -> None:
    owner = make_member(town, Role.STAFF)
    Measure.objects.filter(id=small.online).update(owner_id=owner.membership_id)
    introduce_by_measure(by=owner, measure_id=small.online, values={"name": "Terminbuch"})
    tool = make_tool(lead)
    with pytest.raises(ToolNotYours):
        edit_tool(by=owner, introduction_id=tool.id, version=1, values={"name": "Meins"})
    with pytest.raises(NotAllowedHere):
        introduce_tool(by=owner, values={"name": "Eigenes"})
    assert [row.name for row in visible_tools(owner)] == ["Terminbuch"]
    assert ToolIntroduction.objects.get(id=tool.id).name == "Gemeinsame Dokumente"


def test_a_tool_is_seen_as_far_as_its_measure(town: Municipality, lead: Viewer) -> None:
    tool, council = make_tool(lead), make_member(town, Role.COUNCIL_MEMBER)
    assert not visible_tools(council).exists()
    assert "No tool is released to you yet" in page(council, "tools")
    release(by=lead, model=Measure, ids=[tool.measure_id], to=Rung.COUNCIL)
    assert visible_tools(council).get() == tool


def test_a_go_before_data_protection_and_staff_council_is_refused(lead: Viewer) -> None:
    tool = make_tool(lead)
    with pytest.raises(GuardsUnanswered, match=r"Datenschutz|Data protection"):
        decide_tool(by=lead, introduction_id=tool.id, version=1, values=GO)
    assert ToolIntroduction.objects.get().verdict == ""
    answer_guards(lead, tool)
    decide_tool(by=lead, introduction_id=tool.id, version=1, values=GO)
    assert ToolIntroduction.objects.get().verdict == "go"
    assert ToolStation.objects.get(station="decision").state == "done"
    assert history_of("tool_introduction", str(tool.id))[0].reason == "Der Pilot hat Zeit gespart."


def test_a_go_before_their_answers_needs_an_explicit_reason(lead: Viewer) -> None:
    tool = make_tool(lead)
    despite = {**GO, "decided_despite": "Notbetrieb nach dem Hochwasser"}
    decide_tool(by=lead, introduction_id=tool.id, version=1, values=despite)
    assert "Notbetrieb nach dem Hochwasser" in page(lead, "tool_way", tool.id)


def test_a_decision_without_reason_or_conditions_is_refused(lead: Viewer) -> None:
    tool = make_tool(lead)
    answer_guards(lead, tool)
    with pytest.raises(DecisionNeedsReason):
        decide_tool(by=lead, introduction_id=tool.id, version=1, values={**GO, "decision_reason": " "})
    with pytest.raises(ConditionsMissing):
        decide_tool(
            by=lead, introduction_id=tool.id, version=1, values={**GO, "verdict": "go_with_conditions"}
        )


def test_a_no_go_needs_nobodys_answer_but_a_reason(lead: Viewer) -> None:
    tool = make_tool(lead)
    batch = decide_tool(by=lead, introduction_id=tool.id, version=1, values={**GO, "verdict": "no_go"})
    assert "no_go" in ToolIntroduction.objects.get().verdict
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert ToolIntroduction.objects.get().verdict == ""


def test_a_station_that_is_left_out_says_why(lead: Viewer) -> None:
    tool = make_tool(lead)
    with pytest.raises(StationSaysWhy):
        save_station(
            by=lead, introduction_id=tool.id, station="pilot", version=1, values={"state": "not_needed"}
        )
    assert ToolStation.objects.get(station="pilot").state == "open"


def test_two_people_at_one_station_are_told(lead: Viewer) -> None:
    tool = make_tool(lead)
    for version, note in ((1, "erster"), (1, "zweiter")):
        values = {"state": "under_way", "note": note}
        if note == "zweiter":
            with pytest.raises(StaleWrite) as stale:
                save_station(
                    by=lead, introduction_id=tool.id, station="pilot", version=version, values=values
                )
            assert ("erster", "zweiter") in stale.value.differences.values()
        else:
            save_station(by=lead, introduction_id=tool.id, station="pilot", version=version, values=values)


def test_candidates_stand_side_by_side_and_a_must_rules_out(lead: Viewer) -> None:
    tool = make_tool(lead)
    part: dict[str, Any] = {"by": lead, "introduction_id": tool.id}
    must = add_part(**part, part="criterion", values={"title": "läuft im Rechenzentrum", "is_must": True})
    easy = add_part(**part, part="criterion", values={"title": "leicht"})
    one = add_part(**part, part="candidate", values={"title": "Aktenblick"})
    two = add_part(**part, part="candidate", values={"title": "Teamtisch"})
    scores = {(one, must): (0, "nur in der Wolke"), (one, easy): (3, ""), (two, must): (3, "")}
    assert score_candidates(**part, scores=scores) == 3
    assert score_candidates(**part, scores={(one, easy): (2, "")}) == 1
    first, second = candidate_rows(*candidates_of(tool))
    assert ([str(own) for own in first.failed], first.total, first.highest) == (
        ["läuft im Rechenzentrum"], 2, 6,
    )  # fmt: skip
    assert (second.failed, second.open_musts, second.total, second.highest) == ([], [], 3, 3)
    score_candidates(**part, scores={(one, must): (None, "")})
    assert CandidateScore.objects.count() == 2
    choose_candidate(by=lead, candidate_id=two)
    choose_candidate(by=lead, candidate_id=one)
    assert [row.title for row in ToolCandidate.objects.filter(is_chosen=True)] == ["Aktenblick"]


def test_a_score_outside_zero_to_three_is_refused(lead: Viewer) -> None:
    tool = make_tool(lead)
    must = add_part(by=lead, introduction_id=tool.id, part="criterion", values={"title": "leicht"})
    one = add_part(by=lead, introduction_id=tool.id, part="candidate", values={"title": "Aktenblick"})
    with pytest.raises(WrongValues):
        score_candidates(by=lead, introduction_id=tool.id, scores={(one, must): (4, "")})


def test_a_tool_that_retires_nothing_is_said_plainly(lead: Viewer) -> None:
    tool = make_tool(lead)
    assert "comes on top of all that is there" in page(lead, "tool", tool.id)
    add: dict[str, Any] = {"by": lead, "introduction_id": tool.id, "part": "retired"}
    with pytest.raises(ReasonForKeeping):
        add_part(**add, values={"title": "Laufwerk T", "state": "kept"})
    add_part(**add, values={"title": "Laufwerk T", "state": "kept", "reason": "Altverfahren bis 2028"})
    assert "comes on top of all that is there" in page(lead, "tool", tool.id)
    thing = add_part(**add, values={"title": "Anhänge in Mails", "state": "planned"})
    assert "comes on top of all that is there" not in page(lead, "tool", tool.id)
    edit_part(by=lead, part="retired", part_id=thing, version=1, values={"state": "switched_off"})
    assert RetiredThing.objects.get(id=thing).state == "switched_off"


def test_a_unit_stands_in_the_rollout_once_and_keeps_its_name_when_it_is_gone(lead: Viewer) -> None:
    tool, unit = make_tool(lead), make_unit("Bürgerservice", "FB 33", 28)
    row = plan_unit(lead, tool, unit)
    with pytest.raises(UnitAlreadyPlanned):
        plan_unit(lead, tool, unit)
    assert ToolUnit.objects.get(id=row).head_count == 28
    remove_unit(by=system_viewer(), unit_id=unit)
    assert not Unit.objects.exists()
    assert (ToolUnit.objects.get(id=row).unit_id, ToolUnit.objects.get(id=row).name) == (
        None,
        "Bürgerservice",
    )
    assert "does not exist any more" in page(lead, "tool_unit", row)


def test_what_is_deleted_comes_back_with_all_that_hung_on_it(lead: Viewer) -> None:
    tool, unit = make_tool(lead), make_unit("Bürgerservice", "FB 33", 28)
    row = plan_unit(lead, tool, unit)
    undo_batch(batch_id=delete_part(by=lead, part="unit", part_id=row), actor_id=lead.user_id)
    assert ToolUnit.objects.get().id == row
    batch = delete_tool(by=lead, introduction_id=tool.id)
    assert not ToolStation.objects.exists()
    assert Measure.objects.exists()
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert (ToolStation.objects.count(), ToolUnit.objects.count()) == (11, 1)


def test_a_pilot_ends_after_it_began(lead: Viewer) -> None:
    tool = make_tool(lead)
    with pytest.raises(EndBeforeBegin):
        edit_tool(
            by=lead, introduction_id=tool.id, version=1,
            values={"pilot_from": "2026-05-01", "pilot_to": "2026-04-01"},
        )  # fmt: skip


def test_pages_lead_through_the_way_by_form(lead: Viewer) -> None:
    client = client_of(lead)
    answer = client.post(
        "/probe/work/maturity/tools/new/", {"name": "Tafel", "target_percent": 70, "target_weeks": 8}
    )
    tool = ToolIntroduction.objects.get()
    way = reverse("maturity:tool_way", args=["probe", tool.id])
    assert answer.headers["Location"] == way
    need = reverse("maturity:tool_part_add", args=["probe", tool.id, "need"])
    assert (
        client.post(need, {"quote": "Ich suche die letzte Fassung.", "context": "Bauhof"}).status_code == 302
    )
    decide = reverse("maturity:tool_decide", args=["probe", tool.id])
    refused = client.post(decide, {"version": 1, "verdict": "go", "decision_reason": "gut"})
    assert refused.status_code == 422
    assert "has not answered yet" in refused.content.decode()
    assert "Ich suche die letzte Fassung." in client.get(way).content.decode()
    assert client.get(f"{need}x").status_code == 404
    stale = client.post(
        reverse("maturity:tool_station", args=["probe", tool.id, "pilot"]), {"version": 7, "state": "done"}
    )
    assert stale.status_code == 422
