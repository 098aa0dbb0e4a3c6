"""First steps of the demo town: answers, steps that are measures already, one set aside."""

from collections.abc import Mapping
from typing import Any

from kommune.maturity.public import answer_facts, link_step, set_aside, share_step, taken_steps
from kommune.municipalities.public import Viewer
from kommune.project.demo.tables import read_settings
from kommune.strategy.public import ids_by_number

FILE = "erste_schritte.toml"


def choose_demo_steps(by: Viewer, town_name: str) -> None:
    """The steps of the small town's file."""
    choose_steps(by, town_name, read_settings(FILE))


def choose_steps(by: Viewer, town_name: str, told: Mapping[str, Any]) -> None:
    """Answer as the steering group did, and say what is done already; a second start changes nothing."""
    answer_facts(by=by, answers=told["antworten"])
    ids, taken = ids_by_number(), taken_steps()
    for key, number in told["massnahmen"].items():
        if key not in taken:
            link_step(by=by, key=key, measure_id=ids[number])
    for key in told["gezeigt"]["schritte"]:
        share_step(by=by, key=key, town_name=town_name)
    for key, reason in told["beiseite"].items():
        set_aside(by=by, key=key, reason=reason)
