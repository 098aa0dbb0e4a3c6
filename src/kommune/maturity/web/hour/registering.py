"""What the guided hour and the strategy cycle register with the rooms below."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kommune.analysis.guided_hour import load_hour
from kommune.files.public import register_purpose
from kommune.foundation.dates import today
from kommune.foundation.navigation import HomeCard, register_home_card
from kommune.foundation.terms import register_terms
from kommune.jobs.public import register_job
from kommune.maturity.actions.cycles import PURPOSE
from kommune.maturity.models import GuidedHour
from kommune.maturity.queries.cycles import responsible_ids, station_for
from kommune.maturity.queries.hours import due_next_step, visible_hours
from kommune.maturity.rules import (
    may_edit_cycle,
    may_edit_station,
    may_run_hours,
    may_see_cycle,
    may_see_hour,
)
from kommune.maturity.tasks import READ_FOR_HOUR, hour_goals_url, read_for_hour
from kommune.maturity.terms import TERMS
from kommune.municipalities.public import (
    Part,
    Permission,
    Rung,
    ThingKind,
    Viewer,
    register_rights,
    register_thing,
)
from kommune.search.public import (
    Command,
    register_command,
)


def step_name(key: str) -> str:
    """A step of the guided hour as its page is called."""
    step = load_hour().step(key)
    return step.words.say(get_language() or "de") if step else key


HOUR_PARTS = (
    Part("hour_step", _("Step of the guided hour, saved:"), "hour_id", "key", "saved_at", say=step_name),
    Part("hour_draft", _("Draft"), "hour_id", "strategy_id", is_own=False),
)
STATION_PARTS = (
    Part("station_person", _("Responsible"), "station_id", "membership_id"),
    Part("station_paper", _("Paper"), "station_id", "name", "state", is_own=False),
)


def register_hour() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_job(READ_FOR_HOUR, read_for_hour, result_url=hour_goals_url)
    register_purpose(PURPOSE, may_see_cycle)
    register_home_card(
        HomeCard("next_step", "deciders", 12, "maturity/hour/card_next.html", next_step_card, is_kept=True)
    )
    register_command(
        Command("guided_hour", _("Begin a strategy: the guided hour"), "maturity:hour_list", may_run_hours)
    )
    register_thing(
        ThingKind(
            "guided_hour",
            _("Guided hour"),
            lambda viewer, key: visible_hours(viewer).filter(id=key).exists(),
            lambda slug, key: reverse("maturity:hour", args=[slug, key]),
            may_restore_hour,
            HOUR_PARTS,
        )
    )
    register_thing(
        ThingKind(
            "cycle_station",
            _("Station of the strategy cycle"),
            lambda viewer, key: station_for(viewer, key) is not None,
            station_url,
            may_restore_station,
            STATION_PARTS,
        )
    )
    register_terms(*TERMS)
    _describe_rights()


def next_step_card(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """The next step of an hour that is due or overdue; nothing where none is."""
    hour = due_next_step(viewer, today())
    if hour is None or hour.next_on is None:
        return None
    return {"hour": hour, "is_overdue": hour.next_on < today(), "slug": slug}


def station_url(slug: str, key: UUID) -> str:
    """Where a station is changed."""
    return reverse("maturity:cycle_station", args=[slug, key])


def may_restore_hour(viewer: Viewer, hour_id: UUID) -> bool:
    """Those who run guided hours, as far as they see this one."""
    return may_run_hours(viewer) and visible_hours(viewer).filter(id=hour_id).exists()


def may_restore_station(viewer: Viewer, station_id: UUID) -> bool:
    """Those who may change the station."""
    station = station_for(viewer, station_id)
    return station is not None and may_edit_station(viewer, responsible_ids([station])[station.id])


def _describe_rights() -> None:
    register_rights(
        _("Guided hour and strategy cycle"),
        30,
        Permission(
            "hour.see",
            _("See guided hours that are not released to anybody yet"),
            lambda viewer: may_see_hour(viewer, _hour(viewer)),
            shows=may_see_hour,
        ),
        Permission("hour.run", _("Begin, answer and finish guided hours"), may_run_hours),
        Permission("cycle.see", _("See the cycle of a strategy: people, notes, papers"), may_see_cycle),
        Permission("cycle.edit", _("Begin a cycle and say who is responsible"), may_edit_cycle),
        Permission(
            "cycle.edit_station",
            _("Say where a station stands and keep its papers"),
            lambda viewer: may_edit_station(viewer, ()),
            only_own=lambda viewer: may_edit_station(
                viewer, {viewer.membership_id} if viewer.membership_id else ()
            ),
            shows=may_edit_station,
        ),
    )


def _hour(viewer: Viewer) -> GuidedHour:
    return GuidedHour(town_id=viewer.town_id, released_to=Rung.WORKING_GROUP)
