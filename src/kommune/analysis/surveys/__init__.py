"""What surveys rest on: groups that are large enough, scoring rules, what may be shown, what changed.

>>> from kommune.analysis.surveys import publish, sus_score
>>> sus_score([5, 4, 2, 1, 2, 3, 2, 4, 5, 2])
55.0
>>> shown = publish({"it": {1: 4, 4: 4}, "post": {1: 5}, "office": {3: 6, 4: 6}, "park": {2: 7, 5: 5}})
>>> {key: cell and cell.mean for key, cell in shown.groups.items()}
{'it': None, 'post': None, 'office': 3.5, 'park': 3.2}
"""

from kommune.analysis.surveys.changing import Change, change
from kommune.analysis.surveys.errors import SurveyError
from kommune.analysis.surveys.grouping import FLOOR, WHOLE, Group, roll_up
from kommune.analysis.surveys.instrument_words import InstrumentProblem, instrument_template
from kommune.analysis.surveys.instruments import Instrument, InstrumentReading, Item, read_instrument
from kommune.analysis.surveys.publishing import (
    LEAST_OTHER,
    Cell,
    Published,
    band,
    is_safe,
    publish,
    publish_scale,
)
from kommune.analysis.surveys.scoring import KINDS, ScoringRule, score_scale, sus_score

__all__ = [
    "FLOOR",
    "KINDS",
    "LEAST_OTHER",
    "WHOLE",
    "Cell",
    "Change",
    "Group",
    "Instrument",
    "InstrumentProblem",
    "InstrumentReading",
    "Item",
    "Published",
    "ScoringRule",
    "SurveyError",
    "band",
    "change",
    "instrument_template",
    "is_safe",
    "publish",
    "publish_scale",
    "read_instrument",
    "roll_up",
    "score_scale",
    "sus_score",
]
