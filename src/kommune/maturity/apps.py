"""The wing of place and people in Django: where the town stands, how it begins, and how people work in it."""

from django.apps import AppConfig


class MaturityConfig(AppConfig):
    """The guided hour, self-assessment, peers, first steps, introducing tools, pulses."""

    name = "kommune.maturity"
    label = "maturity"

    def ready(self) -> None:
        from kommune.audit.public import register_kind
        from kommune.maturity import models
        from kommune.maturity.web.registrations import register_wing

        register_kind("guided_hour", models.GuidedHour)
        register_kind("hour_step", models.HourStep)
        register_kind("hour_draft", models.HourDraft)
        register_kind("cycle_station", models.CycleStation)
        register_kind("station_person", models.StationPerson)
        register_kind("station_paper", models.StationPaper)
        register_kind("assessment", models.Assessment)
        register_kind("assessment_item", models.AssessmentItem)
        register_kind("assessment_question", models.AssessmentQuestion)
        register_kind("pulse", models.Pulse)
        register_kind("pulse_group", models.PulseGroup)
        register_kind("pulse_reply", models.PulseReply)
        register_kind("pulse_question", models.PulseQuestion)
        register_kind("instrument", models.Instrument)
        register_kind("released_figure", models.ReleasedFigure)
        register_kind("brought_figure", models.BroughtFigure)
        register_kind("step_answer", models.StepAnswer)
        register_kind("taken_step", models.TakenStep)
        register_kind("step_aside", models.StepAside)
        register_kind("shared_step", models.SharedStep)

        register_wing()
