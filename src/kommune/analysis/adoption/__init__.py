"""How a tool is taken up: reach, depth, retention, first use, the plan beside it, stalls, and the balance."""

from kommune.analysis.adoption.figures import (
    WINDOW_WEEKS,
    Depth,
    FirstUse,
    Share,
    ToolBalance,
    balance_tools,
    depth_of,
    first_use_of,
    reach_of,
    retention_of,
    wilson_interval,
)
from kommune.analysis.adoption.pooling import Pool, pool_answers
from kommune.analysis.adoption.series import WeekCount, monday_of, sum_series, weekly_shares
from kommune.analysis.adoption.small_units import FLOOR, Contribution, UnitSize, roll_up
from kommune.analysis.adoption.stalls import (
    Course,
    Plan,
    Stall,
    find_stalls,
    planned_share,
    stalls_as_a_whole,
)
from kommune.analysis.adoption.usability import FEWEST_SHEETS, Usability, usability_of

__all__ = [
    "FEWEST_SHEETS",
    "FLOOR",
    "WINDOW_WEEKS",
    "Contribution",
    "Course",
    "Depth",
    "FirstUse",
    "Plan",
    "Pool",
    "Share",
    "Stall",
    "ToolBalance",
    "UnitSize",
    "Usability",
    "WeekCount",
    "balance_tools",
    "depth_of",
    "find_stalls",
    "first_use_of",
    "monday_of",
    "planned_share",
    "pool_answers",
    "reach_of",
    "retention_of",
    "roll_up",
    "stalls_as_a_whole",
    "sum_series",
    "usability_of",
    "weekly_shares",
    "wilson_interval",
]
