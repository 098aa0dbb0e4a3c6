"""The table of own values beside the quarters of other towns; a file holds what the page shows, no more."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.foundation.numbers import written_number
from kommune.foundation.tables import Column, Filter, ListTable
from kommune.maturity.peer_words import figure_name, figure_unit
from kommune.maturity.shapes.peers import FigureLine
from kommune.municipalities.public import TownRequest


def values_table(request: TownRequest, lines: list[FigureLine]) -> ListTable:
    """Each figure with the own value and, from five other towns on, their quarters."""
    columns = [
        Column("figure", _("Figure"), lambda line: f"{figure_name(line.key)} ({figure_unit(line.key)})",
               sort=("figure",)),
        Column("own", _("We"), lambda line: _told(own_value(line)), sort=("own",), align="end",
               export=own_value),
        *(_quarter(key, label) for key, label in (
            ("low", _("A quarter lies under")), ("median", _("Half lies under")),
            ("high", _("Three quarters lie under")))),
        Column("towns", _("Towns"), towns_told, align="end"),
        Column("band", _("We lie"), lambda line: band_name(line) or None, sort=("band",)),
    ]  # fmt: skip
    sorts: dict[str, Callable[[FigureLine], Any]] = {
        "figure": lambda line: figure_name(line.key).casefold(),
        "own": own_value,
        "band": lambda line: list(band_names()).index(line.band) if line.band else None,
    }
    return ListTable(
        request,
        lines,
        columns,
        caption=_("Own values and quarters of other towns"),
        sorts=sorts,
        filters=[
            Filter("band", _("We lie"), "multi", list(band_names().items()),
                   narrow=lambda rows, wanted: [one for one in rows if one.band in wanted]),
            Filter("enough", _("At least five other towns"), "boolean",
                   narrow=_with_enough),
        ],
        search=lambda rows, text: [one for one in rows if text.casefold() in figure_name(one.key).casefold()],
        name="values",
    )  # fmt: skip


def _with_enough(lines: list[FigureLine], wanted: list[str]) -> list[FigureLine]:
    return [one for one in lines if (one.others is not None) == (wanted == ["yes"])]


def band_names() -> dict[str, str]:
    """Where a value can lie among the others, from the bottom up."""
    return {
        "lower": _("in the lower quarter"),
        "middle": _("in the middle half"),
        "upper": _("in the upper quarter"),
    }


def band_name(line: FigureLine) -> str:
    """Where the own value lies, empty where that is not known."""
    return band_names().get(line.band or "", "")


def own_value(line: FigureLine) -> float | None:
    """The own value as this person sees it."""
    return line.own.value if line.own else None


def towns_told(line: FigureLine) -> str:
    """How many other towns there are, or how many are lacking."""
    if line.others:
        return str(line.others.count)
    lacking = ngettext(
        "%(n)d more town has to release this", "%(n)d more towns have to release this", line.lacking
    )
    return lacking % {"n": line.lacking}


def value_text(value: float) -> str:
    """A value with its one decimal, so that those under each other are of one kind."""
    return written_number(value, 1)


def _told(value: float | None) -> str | None:
    return None if value is None else value_text(value)


def _quarter(key: str, label: str) -> Column:
    def read(line: FigureLine) -> float | None:
        return getattr(line.others, key) if line.others else None

    return Column(
        key,
        label,
        lambda line: _told(read(line)),
        align="end",
        priority=2,
        export=lambda line: None if read(line) is None else round(read(line) or 0.0, 1),
    )
