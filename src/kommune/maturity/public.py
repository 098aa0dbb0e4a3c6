"""The door of the wing of place and people."""

from kommune.maturity.actions.cycles import begin_cycle, edit_station, save_paper
from kommune.maturity.actions.hour_drafts import finish_hour, link_strategy
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.hour_brief import brief_hour
from kommune.maturity.queries.assessments.reading import latest_profile
from kommune.maturity.queries.cycles import stations_of
from kommune.maturity.queries.hours import hour_titles
from kommune.maturity.shapes.assessments import DimensionShape, ProfileShape

__all__ = [
    "DimensionShape",
    "ProfileShape",
    "begin_cycle",
    "brief_hour",
    "edit_station",
    "finish_hour",
    "hour_titles",
    "latest_profile",
    "link_strategy",
    "save_paper",
    "save_step",
    "start_hour",
    "stations_of",
]
