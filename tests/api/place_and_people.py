"""A closed self-assessment, a closed survey and a tool that is used, for the tests of the interface."""

from dataclasses import dataclass
from uuid import UUID

from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.municipalities.public import Viewer
from tests.maturity.assessments import make_open, say_everywhere
from tests.maturity.pulses import make_open_pulse, make_units, say
from tests.maturity.tools import count, make_tool, make_unit, plan_unit, weeks_ago


@dataclass(frozen=True)
class PlaceAndPeople:
    """The ids of what was made."""

    assessment: UUID
    survey: UUID
    tool: UUID


def furnish_place_and_people(lead: Viewer) -> PlaceAndPeople:
    """One closed self-assessment, one closed survey, one tool with two counted weeks and a tiny unit."""
    made = make_open(lead)
    for name, present in zip(made.tokens, (1, 2, 3), strict=True):
        say_everywhere(made, name, present, 4)
    close_assessment(by=lead, assessment_id=made.id)
    make_units()
    survey = make_open_pulse(lead)
    for at, code in enumerate(survey.codes["Bürgerdienste"]):
        say(survey, code, 3 + at % 2)
    close_pulse(by=lead, pulse_id=survey.id)
    tool = make_tool(lead)
    plan_unit(lead, tool, make_unit("Kasse", "FB 20", 31), planned_on=weeks_ago(3))
    plan_unit(lead, tool, make_unit("Gleichstellung", "GB", 2))
    count(lead, tool, [["FB 20", weeks_ago(2), 10, 31, 80], ["FB 20", weeks_ago(1), 12, 31, 90]])
    return PlaceAndPeople(made.id, survey.id, tool.id)
