"""The door of the wing of place and people."""

from kommune.maturity.actions.answers import open_questions
from kommune.maturity.actions.assessment_closing import close_assessment
from kommune.maturity.actions.assessment_questions import add_assessment_question
from kommune.maturity.actions.assessment_sheets import (
    SaidLevel,
    finish_assessment_sheet,
    invite_people,
    save_assessment_answers,
)
from kommune.maturity.actions.assessments import open_assessment, prepare_assessment
from kommune.maturity.actions.cycles import begin_cycle, edit_station, save_paper
from kommune.maturity.actions.hour_drafts import finish_hour, link_strategy
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.actions.peers import bring_figures, release_figures
from kommune.maturity.actions.pulse_past import HeldSheet, begin_pulse, bring_in_past_pulse
from kommune.maturity.actions.pulse_replies import write_reply
from kommune.maturity.actions.pulses import show_pulse
from kommune.maturity.actions.steps import answer_facts, link_step, set_aside, share_step
from kommune.maturity.actions.tool_parts import add_part as add_tool_part
from kommune.maturity.actions.tool_parts import (
    bring_in_units,
    choose_candidate,
    save_station,
    score_candidates,
)
from kommune.maturity.actions.tools import decide_tool, edit_tool, introduce_by_measure, introduce_tool
from kommune.maturity.actions.usability import record_usability
from kommune.maturity.actions.usage import read_usage_file, take_usage
from kommune.maturity.hour_brief import brief_hour
from kommune.maturity.queries.assessments.reading import asked_keys, assessment_titles, latest_profile
from kommune.maturity.queries.cycles import stations_of
from kommune.maturity.queries.hours import hour_titles
from kommune.maturity.queries.pulses.explaining import PulseSheet, pulse_sheet_for
from kommune.maturity.queries.pulses.pulses import has_pulses
from kommune.maturity.queries.steps import taken_steps
from kommune.maturity.queries.tools import tool_ids_by_name
from kommune.maturity.shapes.assessments import DimensionShape, ProfileShape
from kommune.maturity.shapes.pulses import LOWEST_FLOOR, Said

__all__ = [
    "LOWEST_FLOOR",
    "DimensionShape",
    "HeldSheet",
    "ProfileShape",
    "PulseSheet",
    "Said",
    "SaidLevel",
    "add_assessment_question",
    "add_tool_part",
    "answer_facts",
    "asked_keys",
    "assessment_titles",
    "begin_cycle",
    "begin_pulse",
    "brief_hour",
    "bring_figures",
    "bring_in_past_pulse",
    "bring_in_units",
    "choose_candidate",
    "close_assessment",
    "decide_tool",
    "edit_station",
    "edit_tool",
    "finish_assessment_sheet",
    "finish_hour",
    "has_pulses",
    "hour_titles",
    "introduce_by_measure",
    "introduce_tool",
    "invite_people",
    "latest_profile",
    "link_step",
    "link_strategy",
    "open_assessment",
    "open_questions",
    "prepare_assessment",
    "pulse_sheet_for",
    "read_usage_file",
    "record_usability",
    "release_figures",
    "save_assessment_answers",
    "save_paper",
    "save_station",
    "save_step",
    "score_candidates",
    "set_aside",
    "share_step",
    "show_pulse",
    "start_hour",
    "stations_of",
    "take_usage",
    "taken_steps",
    "tool_ids_by_name",
    "write_reply",
]
