"""What a town's own list of measures and goals proves before anybody has rated anything."""

from kommune.analysis.portfolio.balance import balance_measures
from kommune.analysis.portfolio.decisions import decisions_due
from kommune.analysis.portfolio.drafts import draft_findings
from kommune.analysis.portfolio.drop import drop_measure
from kommune.analysis.portfolio.money import count_money, money_per_city_goal, share_out
from kommune.analysis.portfolio.proof import analyse
from kommune.analysis.portfolio.shapes import (
    DIMENSIONS,
    GoalFacts,
    LinkFacts,
    MeasureFacts,
    Portfolio,
    RelationFacts,
)
from kommune.analysis.portfolio.telling import five_figures, three_sentences

__all__ = [
    "DIMENSIONS",
    "GoalFacts",
    "LinkFacts",
    "MeasureFacts",
    "Portfolio",
    "RelationFacts",
    "analyse",
    "balance_measures",
    "count_money",
    "decisions_due",
    "draft_findings",
    "drop_measure",
    "five_figures",
    "money_per_city_goal",
    "share_out",
    "three_sentences",
]
