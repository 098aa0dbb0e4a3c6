"""A town of 1,000 employees with an open survey, and whether every sheet was counted exactly once."""

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from django.urls import reverse

from kommune.foundation.dates import today
from kommune.foundation.scope import town_scope
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulses import delete_pulse, make_slips, open_pulse, prepare_pulse
from kommune.maturity.models import Pulse, PulseCode, PulseCount, PulseGroup, PulseSheet
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import create_unit, system_viewer

SLUG = "pulsstadt"
PEOPLE_BY_UNIT = (240, 180, 140, 120, 90, 70, 50, 40, 30, 20, 12, 8)
TOPICS = ["cooperation", "speaking_up"]
SEED = 20_261_128
TWICE, AGAIN = 0.1, 0.05


def measure(task: str, path: str) -> dict[str, Any]:
    """``invite``: the town, its survey and what everybody will say into ``path``; ``verify``: count.

    ``erase``: close and delete the survey, and look for its codes in every file of the folder ``path``.
    """
    if task == "invite":
        town = Municipality.objects.create(slug=SLUG, name="Pulsstadt")
        with town_scope(town.id):
            people = invite()
        Path(path).write_text(json.dumps({"people": people}))
        return {"people": len(people)}
    with town_scope(Municipality.objects.get(slug=SLUG).id):
        if task == "erase":
            return {"traces": erase(Path(path))}
        return verify(json.loads(Path(path).read_text())["people"])


def invite() -> list[dict[str, Any]]:
    """One slip for everybody, and her answers; some press send twice, some come back and send again."""
    by = system_viewer()
    for at, people in enumerate(PEOPLE_BY_UNIT, start=1):
        create_unit(by=by, values={"name": f"Amt {at}", "head_count": people})
    frame = {"title": "Puls", "purpose": "Last", "topics": TOPICS, "closes_on": today()}
    pulse_id = prepare_pulse(by=by, values=frame)
    open_pulse(by=by, pulse_id=pulse_id)
    blocks = blocks_from(Pulse.objects.get(id=pulse_id).blocks)
    questions = [one for block in blocks for one in block.questions]
    rng, people = Random(SEED), []
    for group in PulseGroup.objects.filter(pulse_id=pulse_id):
        for slip in make_slips(by=by, group_id=group.id):
            said = {one.key: rng.choice(one.steps) for one in questions if rng.random() < 0.95}
            manner = rng.random()
            people.append(
                {
                    "path": reverse("pulse:sheet", args=[SLUG, slip.code]),
                    "group": str(group.id),
                    "said": said or {questions[0].key: questions[0].highest},
                    "manner": "twice" if manner < TWICE else "again" if manner < TWICE + AGAIN else "once",
                }
            )
    rng.shuffle(people)
    return people


def verify(people: list[dict[str, Any]]) -> dict[str, Any]:
    """Every answer that was to be counted beside every answer that is there, in counts or waiting sheets."""
    wanted = Counter(
        (one["group"], question, value) for one in people for question, value in one["said"].items()
    )
    there: Counter[tuple[str, str, int]] = Counter()
    for row in PulseCount.objects.filter(value__gte=0):
        there[str(row.group_id), row.question, row.value] += row.people
    for sheet in PulseSheet.objects.all():
        there.update(
            (str(sheet.group_id), question, value)
            for question, value in sheet.said["values"].items()
            if value is not None
        )
    return {
        "answers": wanted.total(),
        "used": PulseCode.objects.filter(is_used=True).count(),
        "lost": (wanted - there).total(),
        "doubled": (there - wanted).total(),
    }


def erase(folder: Path) -> int:
    """How many hashes of codes stand in the files of the data folder after the survey was deleted."""
    by, pulse = system_viewer(), Pulse.objects.get()
    codes = [one.encode() for one in PulseCode.objects.values_list("code_hash", flat=True)]
    close_pulse(by=by, pulse_id=pulse.id)
    delete_pulse(by=by, pulse_id=pulse.id)
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return sum(code in content for code in codes)
