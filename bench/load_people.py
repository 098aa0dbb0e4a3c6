"""Who takes part in the load test, what each reads and writes, and whether every write is there."""

import json
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.sessions.models import Session

from bench.caller import sign_in
from bench.houses import TOWN
from bench.page_list import address
from kommune.audit.models import Entry
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Membership
from kommune.municipalities.public import Role, TownShape, town_by_slug, viewer_for
from kommune.strategy.models import Goal, Measure, StatusReport, Strategy
from kommune.strategy.queries.measures import visible_measures

READERS, WRITERS = 200, 20
PAGES_EACH = 24
SEED = 20_260_101
FIRST_PAGES = ("workbench:home", "strategy:proof", "strategy:measures", "findings:list", "strategy:list")


def measure(task: str, path: str) -> dict[str, Any]:
    """``invite``: sessions and the plan into ``path``; ``verify``: look for every write noted there."""
    town = town_by_slug(TOWN)
    assert town is not None, "the large town is not loaded"
    with town_scope(town.id):
        if task == "verify":
            return verify(json.loads(Path(path).read_text()))
        plan = invite(town)
    Path(path).write_text(json.dumps(plan))
    return {"readers": len(plan["readers"]), "writers": len(plan["writers"])}


def invite(town: TownShape) -> dict[str, Any]:
    """200 people of all roles who read, 20 of the strategy's team, each with a measure of her own."""
    Session.objects.all().delete()
    people = list(Membership.objects.select_related("user").order_by("id")[: READERS + WRITERS])
    assert len(people) == READERS + WRITERS, "the town has too few people"
    writing, reading = people[:WRITERS], people[WRITERS:]
    Membership.objects.filter(id__in=[one.id for one in writing]).update(role=Role.STRATEGY_LEAD)
    rng = Random(SEED)
    measures = list(Measure.objects.order_by("id").values_list("id", flat=True)[:WRITERS])
    return {
        "readers": [{"cookie": sign_in(one.user), "paths": reading_list(one, town, rng)} for one in reading],
        "writers": [
            {
                "cookie": sign_in(one.user),
                "measure_id": str(measure_id),
                "measure": address("strategy:measure", measure_id),
                "edit": address("strategy:measure_edit", measure_id),
                "report": address("strategy:measure_report", measure_id),
            }
            for one, measure_id in zip(writing, measures, strict=True)
        ],
    }


def reading_list(person: Membership, town: TownShape, rng: Random) -> list[str]:
    """What one person opens in turn: overviews and lists, then single measures and goals she may see."""
    viewer = viewer_for(person.user_id, town.id)
    measures = list(visible_measures(viewer).order_by("id").values_list("id", flat=True)[:500])
    strategies = Strategy.objects.filter(released_to__gte=viewer.clearance)
    goals = list(Goal.objects.filter(strategy__in=strategies).order_by("id").values_list("id", flat=True))
    lists = [found for view in FIRST_PAGES if (found := address(view))]
    lists.append(address("strategy:measures") + f"?page={rng.randint(2, 5)}")
    lists += [address("strategy:show", one) for one in strategies.values_list("id", flat=True)[:1]]
    search = address("workbench:search")
    lists += [search + "?q=Online"] if search else []
    single = [address("strategy:measure", rng.choice(measures)) for _n in range(4) if measures]
    single += [address("strategy:goal", rng.choice(goals)) for _n in range(2) if goals]
    pages = lists + single
    return [rng.choice(pages) for _n in range(PAGES_EACH)]


def verify(noted: list[dict[str, Any]]) -> dict[str, Any]:
    """Count the acknowledged writes that are not there, or there more than once."""
    lost, doubled, stale = 0, 0, 0
    for writer in noted:
        entries = Entry.objects.filter(object_id=writer["measure_id"], action="edit_measure")
        aims = [image["aim"] for image in entries.order_by("id").values_list("after", flat=True) if image]
        reports = StatusReport.objects.filter(measure_id=writer["measure_id"])
        texts = list(reports.values_list("text", flat=True))
        for found, marks in ((aims, writer["edits"]), (texts, writer["reports"])):
            lost += sum(mark not in found for mark in marks)
            doubled += sum(found.count(mark) > 1 for mark in marks)
        last = (
            writer["edits"][-1:] and Measure.objects.get(id=writer["measure_id"]).aim != writer["edits"][-1]
        )
        stale += bool(last)
    written = sum(len(writer["edits"]) + len(writer["reports"]) for writer in noted)
    return {"written": written, "lost": lost + stale, "doubled": doubled}
