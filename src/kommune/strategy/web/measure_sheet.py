"""The fact sheet of a measure as groups of terms and values."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommune.municipalities.public import Viewer
from kommune.strategy.models import Measure
from kommune.strategy.shapes import Dimension
from kommune.strategy.web.measure_table import owner_of

Facts = list[tuple[str, Any]]


def fact_groups(measure: Measure, viewer: Viewer) -> list[tuple[str, Facts]]:
    """Heading and facts of each part; what is unknown stays in and is said to be unknown.

    A strategy that was not released to the viewer is not named.
    """
    strategy = measure.strategy if measure.strategy and measure.strategy.is_visible_to(viewer) else None
    field = measure.field if measure.field and measure.field.strategy.is_visible_to(viewer) else None
    units = measure.participations.values_list("unit__name", flat=True)
    period = " – ".join(_day(day) for day in (measure.starts_on, measure.ends_on))
    decision = ", ".join(text for text in (measure.decision, _decided(measure)) if text)
    duty = measure.legal_basis or _("yes") if measure.is_legal_duty else _("no")
    groups: list[tuple[str, Facts]] = [
        (
            _("Aim and benefit"),
            [
                (_("Aim"), measure.aim),
                (_("For decision-makers"), measure.benefit_decision_makers),
                (_("For employees"), measure.benefit_employees),
                (_("For citizens"), measure.benefit_citizens),
            ],
        ),
        (
            _("Who and when"),
            [
                (_("Lead unit"), measure.lead_unit.name if measure.lead_unit else ""),
                (_("Participating units"), ", ".join(units)),
                (_("Owner"), owner_of(measure)),
                (_("Period"), period if measure.starts_on or measure.ends_on else ""),
                (_("Legal duty"), duty),
                (_("Decision"), decision),
                (_("Strategy"), strategy.title if strategy else ""),
                (_("Field of action"), str(field) if field else ""),
            ],
        ),
    ]
    rest = [(label, value) for label, value in measure.extra.items()]
    if measure.phase_reason:
        rest.insert(0, (_("Reason for the end"), measure.phase_reason))
    if measure.remarks:
        rest.insert(0, (_("Remarks"), measure.remarks))
    if rest:
        groups.append((_("Further details"), rest))
    return groups


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "?"


def _decided(measure: Measure) -> str:
    return date_format(measure.decided_on, "SHORT_DATE_FORMAT") if measure.decided_on else ""


def split_of(measure: Measure) -> dict[str, int | None]:
    """The shares by dimension; None while nobody has said."""
    return {name: getattr(measure, f"split_{name}") for name in Dimension.values}


def split_bars(measure: Measure) -> list[tuple[str, int]]:
    """Label and share of the dimensions a measure touches; empty while nobody has said."""
    shares = split_of(measure)
    return [(str(dimension.label), shares[dimension] or 0) for dimension in Dimension if shares[dimension]]
