"""The controls of the step in which measures are chosen: proposed ones, own ones, and what each serves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.maturity.hour_goals import NO_GOAL, UNSAID, Basis, GoalChoice, Serves
from kommune.maturity.web.hour.offers import Offers

OWN_MEASURES = 4
SHOWN_CHARACTERS = 60
GONE = gettext_lazy("This goal is no longer among the goals of the hour. Choose again.")

Fields = dict[str, forms.Field]


def add_measures(fields: Fields, offers: Offers, answer: Mapping[str, Any]) -> None:
    """A tick and a title for every proposed measure, rows for own ones, a goal for every digital goal."""
    chosen = {one["key"]: one["title"] for one in answer.get("measures", ()) if one["key"]}
    for one in offers.candidates:
        fields[f"measures-{one.key}"] = forms.BooleanField(
            label=one.title, required=False, initial=one.key in chosen
        )
        fields[f"measures-{one.key}-title"] = forms.CharField(
            label=_("Title of the measure"), required=False, initial=chosen.get(one.key, one.title)
        )
    own = _own_titles(offers, answer)
    served = {one.title: one.serves for one in offers.plan.measures}
    for place in range(count_own(offers, answer)):
        title = own[place] if place < len(own) else ""
        label = _("Own measure %(n)d") % {"n": place + 1}
        fields[f"measures-own{place}"] = forms.CharField(label=label, required=False, initial=title)
        if offers.plan.own_choices:
            label = _("Own measure %(n)d serves") % {"n": place + 1}
            fields[f"measures-own{place}-goal"] = goal_field(
                label, offers.plan.own_choices, served.get(title)
            )
    for goal in offers.plan.goals if offers.plan.city_choices else ():
        fields[serves_name(goal.choice)] = goal_field(
            goal.choice.title, offers.plan.city_choices, goal.serves
        )


def read_measures(told: Mapping[str, Any], offers: Offers) -> dict[str, Any]:
    """What was sent, as the answer is kept: a goal only where the person said one."""
    measures = [
        {"key": one.key, "title": told.get(f"measures-{one.key}-title") or one.title}
        for one in offers.candidates
        if told.get(f"measures-{one.key}")
    ]
    places = sorted(int(name[len("measures-own") :]) for name in told if _is_own(name))
    own = [
        {"key": "", "title": told[f"measures-own{n}"], "goal": told.get(f"measures-own{n}-goal", UNSAID)}
        for n in places
    ]
    names = {one.choice.ref: serves_name(one.choice) for one in offers.plan.goals}
    serves = {ref: told.get(name, UNSAID) for ref, name in names.items()}
    return {"measures": [*measures, *own], "serves": serves}


def count_own(offers: Offers, answer: Mapping[str, Any]) -> int:
    """How many rows there are for own measures: four, or one more than are filled."""
    return max(OWN_MEASURES, len(_own_titles(offers, answer)) + 1)


def serves_name(choice: GoalChoice) -> str:
    """The name of the control that says what a digital goal serves."""
    return "measures-serves-" + choice.ref.replace(":", "-")


def goal_field(label: str, choices: Sequence[GoalChoice], serves: Serves | None) -> forms.ChoiceField:
    """A goal to choose; what is only guessed stands first and says so, and is not kept as an answer."""
    guess = serves.goal.title if serves and serves.goal and serves.basis == Basis.GUESSED else ""
    unsaid = _("assumed: %(goal)s") % {"goal": _short(guess)} if guess else _("still open")
    offered = [(one.ref, _short(one.title)) for one in choices]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[(UNSAID, unsaid), *offered, (NO_GOAL, _("none of the goals"))],
        initial=_said(serves),
        error_messages={"invalid_choice": GONE},
    )


def _said(serves: Serves | None) -> str:
    if serves is None:
        return UNSAID
    if serves.basis == Basis.NONE:
        return NO_GOAL
    return serves.goal.ref if serves.goal and serves.basis == Basis.SAID else UNSAID


def _own_titles(offers: Offers, answer: Mapping[str, Any]) -> list[str]:
    offered = {one.key for one in offers.candidates}
    return [one["title"] for one in answer.get("measures", ()) if one["key"] not in offered]


def _is_own(name: str) -> bool:
    return name.startswith("measures-own") and name[len("measures-own") :].isdigit()


def _short(title: str) -> str:
    return Truncator(title).chars(SHOWN_CHARACTERS)
