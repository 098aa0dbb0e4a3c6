"""The strategy wing's place in Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Strategies, goals, measures, and what the list alone proves."""

    name = "kommune.strategy"
    label = "strategy"

    def ready(self) -> None:
        from kommune.audit.public import register_final, register_kind
        from kommune.foundation.duties import register_duty
        from kommune.foundation.terms import register_terms
        from kommune.imports.public import register_targets
        from kommune.strategy import models
        from kommune.strategy.actions.round_closing import close_forgotten_rounds
        from kommune.strategy.imports.wing import StrategyWing
        from kommune.strategy.rights import describe_rights
        from kommune.strategy.terms import TERMS
        from kommune.strategy.web.registrations import register_wing

        register_kind("strategy", models.Strategy)
        register_kind("field", models.FieldOfAction)
        register_kind("goal", models.Goal)
        register_kind("goal_relation", models.GoalRelation)
        register_kind("measure", models.Measure)
        register_kind("measure_unit", models.MeasureUnit)
        register_kind("measure_cost", models.MeasureCost)
        register_kind("contribution", models.Contribution)
        register_kind("status_report", models.StatusReport)
        register_kind("measure_finding", models.MeasureFinding)
        register_kind("weighting", models.Weighting)
        register_kind("goal_conflict", models.GoalConflict)
        register_kind("tension", models.Tension)
        register_kind("tension_answer", models.TensionAnswer)
        register_kind("rating_round", models.RatingRound)
        register_kind("round_pair", models.RoundPair)
        register_kind("reading", models.Reading)
        register_kind("passage", models.Passage)
        register_final("close_round")
        register_duty("close_forgotten_rounds", close_forgotten_rounds)
        register_targets(StrategyWing())
        register_wing()
        register_terms(*TERMS)
        describe_rights()
