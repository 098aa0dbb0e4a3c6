"""What if: a measure dropped, a goal adopted or given up, money moved; answered at once, nothing saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.analysis.alignment import Difference, what_if
from kommune.municipalities.public import TownRequest
from kommune.strategy.alignment_texts import ALIGNMENT_FIGURES, HEADLINES
from kommune.strategy.queries.alignment import TownCase, current_case
from kommune.strategy.web.alignment.answer import chosen_sector
from kommune.strategy.web.alignment.change import points
from kommune.strategy.web.alignment.figures import euro, sector_query, shown_share
from kommune.strategy.web.alignment.names import Named, all_names
from kommune.strategy.web.alignment.what_if_forms import QUESTIONS

SHOWN = 20
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A difference and the names that its positions stand for."""

    difference: Difference
    town: TownCase
    names: Mapping[str, Named]
    adopted: str

    def cities(self, positions: Iterable[int]) -> list[Named]:
        """City goals by position."""
        return self._named(self.town.city[at] for at in positions)

    def measures(self, positions: Iterable[int]) -> list[Named]:
        """Measures by position, the first of them."""
        return self._named(self.town.measures[at] for at in list(positions)[:SHOWN])

    def conflicts(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[Named | str, Named]]:
        """Pairs of a digital goal and a city goal; one not yet adopted by the title that was typed."""
        found: list[tuple[Named | str, Named]] = []
        for digital, city in pairs:
            is_new = digital >= len(self.town.digital)
            source = self.adopted if is_new else self.names.get(str(self.town.digital[digital]))
            target = self.names.get(str(self.town.city[city]))
            if source and target:
                found.append((source, target))
        return found

    def _named(self, ids: Iterable[Any]) -> list[Named]:
        return [self.names[str(one)] for one in ids if str(one) in self.names]


@require_GET
def show_what_if(request: TownRequest, town: str) -> HttpResponse:
    """One question at a time; its answer stands above it."""
    viewer, sector_as = request.viewer, chosen_sector(request)
    case = current_case(viewer.clearance, sector_as=sector_as)
    names = all_names(viewer.clearance, town)
    what = request.GET.get("what", "")
    what = what if what in QUESTIONS else next(iter(QUESTIONS))
    question_class = QUESTIONS[what][1]
    find, seeks = _sought(request.GET)
    is_asked = not seeks and bool(request.GET.keys() - {"what", "sector", "find", "found"})
    form = question_class(
        request.GET if is_asked else None,
        town=case,
        names=names,
        find=find,
        initial=request.GET.dict() if seeks else None,
    )
    answer: dict[str, Any] = {}
    if is_asked and form.is_valid():
        told = Told(what_if(case.case, form.changes()), case, names, form.cleaned_data.get("title", ""))
        answer = difference_told(told)
    context = {
        "form": form,
        "what": what,
        "answer": answer,
        "questions": [
            {"label": label, "url": f"?what={key}", "current": key == what}
            for key, (label, _class) in QUESTIONS.items()
        ],
        "sector_city": sector_as == "city",
        "crumbs": [(_("Alignment"), reverse("strategy:alignment", args=[town]) + sector_query(sector_as))],
    }
    return render(request, "strategy/alignment/what_if.html", context)


def _sought(query: QueryDict) -> tuple[str, bool]:
    """The words that measures are looked for with, and whether the person looks instead of asking.

    Other words than those of the page that she sent, or the button beside them, look.
    """
    find = query.get("find", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    return find, "search" in query or find != query.get("found", find)


def difference_told(told: Told) -> dict[str, Any]:
    """Figures before and after, and every goal, conflict and measure for which something changes."""
    difference = told.difference
    lists = [
        (_("City goals that nothing digital serves any more"), told.cities(difference.orphaned)),
        (_("City goals that are served newly"), told.cities(difference.served)),
        (_("City goals that no measure carries any more"), told.cities(difference.uncarried)),
        (_("City goals that a measure carries newly"), told.cities(difference.carried)),
        (_("City goals without a funded measure with an owner now"), told.cities(difference.undelivered)),
        (_("City goals with a funded measure with an owner now"), told.cities(difference.delivered)),
        (_("Measures that no longer reach a city goal"), told.measures(difference.measures_losing_goal)),
        (_("Measures that reach a city goal newly"), told.measures(difference.measures_gaining_goal)),
    ]  # fmt: skip
    budget = [
        (goal, euro_difference(cents))
        for at, cents in enumerate(difference.budget_change.tolist())
        if round(cents) and (goal := told.names.get(str(told.town.city[at])))
    ]
    return {
        "figures": _figures(difference),
        "lists": [(title, found) for title, found in lists if found],
        "conflicts_gone": told.conflicts(difference.conflicts_gone),
        "conflicts_new": told.conflicts(difference.conflicts_new),
        "budget": budget,
        "unallocated": euro_difference(difference.unallocated_change),
        "money": euro_difference(difference.money_change),
        "is_nothing": not (budget or any(found for _title, found in lists))
        and difference.before == difference.after,
    }


def _figures(difference: Difference) -> list[dict[str, Any]]:
    before, after = difference.before.by_code(), difference.after.by_code()
    rows = []
    for code in HEADLINES:
        old, new = before[code], after[code]
        rows.append(
            {
                "label": ALIGNMENT_FIGURES[code].label,
                "before": shown_share(old),
                "after": shown_share(new),
                "moved": points(old, new),
                "has_moved": shown_share(old) != shown_share(new),
            }
        )
    return rows


def euro_difference(cents: float) -> str:
    """More or less money with its sign; nothing where it stays."""
    amount = euro(abs(cents))
    return "" if not round(cents) else f"+{amount}" if cents > 0 else f"−{amount}"
