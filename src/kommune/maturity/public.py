"""The door of the wing of place and people."""

from kommune.maturity.actions.cycles import begin_cycle, edit_station, save_paper
from kommune.maturity.actions.hour_drafts import finish_hour, link_strategy
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.actions.pulse_past import HeldSheet, begin_pulse, bring_in_past_pulse
from kommune.maturity.actions.pulse_replies import write_reply
from kommune.maturity.actions.pulses import show_pulse
from kommune.maturity.hour_brief import brief_hour
from kommune.maturity.queries.assessments.reading import latest_profile
from kommune.maturity.queries.cycles import stations_of
from kommune.maturity.queries.hours import hour_titles
from kommune.maturity.queries.pulses.explaining import PulseSheet, pulse_sheet_for
from kommune.maturity.queries.pulses.pulses import has_pulses
from kommune.maturity.shapes.assessments import DimensionShape, ProfileShape
from kommune.maturity.shapes.pulses import Said

__all__ = [
    "DimensionShape",
    "HeldSheet",
    "ProfileShape",
    "PulseSheet",
    "Said",
    "begin_cycle",
    "begin_pulse",
    "brief_hour",
    "bring_in_past_pulse",
    "edit_station",
    "finish_hour",
    "has_pulses",
    "hour_titles",
    "latest_profile",
    "link_strategy",
    "pulse_sheet_for",
    "save_paper",
    "save_step",
    "show_pulse",
    "start_hour",
    "stations_of",
    "write_reply",
]
