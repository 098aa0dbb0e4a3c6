"""The table twin of the map: measures, digital goals or city goals in the order of the picture."""

from functools import cached_property, lru_cache
from html import escape
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommune.analysis.strategy_map import CITY, MEASURES
from kommune.foundation.addresses import address_maker
from kommune.foundation.markup import joined_markup
from kommune.foundation.money import euro_text, euros
from kommune.foundation.tables import Column, Filter, Table
from kommune.municipalities.public import TownRequest
from kommune.strategy.map_words import COLUMN_TITLES
from kommune.strategy.models import Goal, Measure
from kommune.strategy.queries.strategy_map import BY_MONEY, DIRECT, TownMap
from kommune.strategy.web.map.picture import DrawnMap
from kommune.strategy.web.map.state import LISTS

LINES_KEPT = 4
BAR = (
    '<svg class="map-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{:.1f}" height="6"/></svg>'
)


class TwinLines:
    """What the rows of the table say, by key of the thing."""

    def __init__(self, town_map: TownMap, by: str) -> None:
        self.town_map = town_map
        self.by = by
        self.serves: dict[str, list[str]] = {}
        self.served_by: dict[str, list[str]] = {}
        self.against: dict[str, list[str]] = {}
        self.sizes: dict[str, float] = {}
        self._gather()
        self.most = [
            max((self.sizes.get(str(thing.id), 0.0) for thing in town_map.column(column)), default=0.0) or 1
            for column in range(len(LISTS))
        ]

    def _gather(self) -> None:
        into: dict[str, float] = {}
        out: dict[str, float] = {}
        rated = [*self.town_map.contributions.items(), *self.town_map.relations.items()]
        for (source, target), score in rated:
            size = self.town_map.size((source, target), self.by)
            if score > 0:
                out[source] = out.get(source, 0.0) + size
                into[target] = into.get(target, 0.0) + size
                if not source.startswith(DIRECT):
                    goal = target.removeprefix(DIRECT)
                    self.serves.setdefault(source, []).append(self._name(goal))
                    self.served_by.setdefault(goal, []).append(self._name(source))
            else:
                self.against.setdefault(source, []).append(f"{self._name(target)} (−{-score})")
                self.against.setdefault(target, []).append(f"{self._name(source)} (−{-score})")
        self.sizes = {key: max(into.get(key, 0.0), out.get(key, 0.0)) for key in {*into, *out}}

    def _name(self, key: str) -> str:
        return self.town_map.things[key].name

    def size(self, row: Any) -> float | None:
        """Lines, or money in cents; a measure's money is its own cost, None where unknown."""
        thing = self.town_map.things[str(row.pk)]
        if self.by == BY_MONEY and thing.column == MEASURES:
            return thing.cents
        return self.sizes.get(str(row.pk), 0.0)


@lru_cache(maxsize=LINES_KEPT)
def _lines_of(town_map: TownMap, by: str) -> TwinLines:
    return TwinLines(town_map, by)


class TwinTable(Table):
    """The rows in the order of the drawing; measures that nothing narrows or sorts are read page by page."""

    drawn: DrawnMap
    column: int

    def filtered(self) -> QuerySet[Any]:
        """All rows that the search and the filters leave."""
        self.queryset = _in_order(self.queryset.model, self.drawn, self.column)
        return super().filtered()

    @cached_property
    def page(self) -> Page[Any]:
        """The page of rows that the address asks for."""
        if self.column != MEASURES or self.is_narrowed or self.state.sort:
            return super().page
        page = Paginator(
            _in_boxes(self.drawn.town_map, self.drawn.picture.order[self.column]), self.page_size
        )
        shown = page.get_page(self.state.page)
        rows = {str(row.pk): row for row in _shown(Measure).filter(pk__in=list(shown.object_list))}
        shown.object_list = [rows[key] for key in shown.object_list if key in rows]
        return shown


def twin_table(request: TownRequest, drawn: DrawnMap) -> Table:
    """The list that the address names, with search, a filter for what has no line, and export."""
    column = LISTS.index(drawn.state.listed)
    is_measures = column == MEASURES
    address = address_maker("strategy:measure" if is_measures else "strategy:goal", request.town.slug)
    lost = [key for key in drawn.town_map.without_line if drawn.town_map.things[key].column == column]
    table = TwinTable(
        request,
        (Measure if is_measures else Goal).objects.none(),
        _columns(drawn, column),
        caption=COLUMN_TITLES[column],
        filters=[
            Filter("without", _("Without a line"), "boolean",
                   narrow=lambda rows, values: rows.filter(pk__in=lost) if values[0] == "yes"
                   else rows.exclude(pk__in=lost)),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text),
        row_url=lambda row: address(row.pk),
    )  # fmt: skip
    table.drawn, table.column = drawn, column
    return table


def _shown(model: type[Measure] | type[Goal]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.only("number", "title", "position", "town")
    return rows


@lru_cache(maxsize=LINES_KEPT)
def _in_boxes(town_map: TownMap, boxes: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The keys of what stands in the boxes, inside a group in the order of the list."""
    listed = {thing: at for at, thing in enumerate(town_map.things)}
    return tuple(key for box in boxes for key in sorted(listed.keys() & box, key=listed.__getitem__))


def _in_order(model: type[Measure] | type[Goal], drawn: DrawnMap, column: int) -> QuerySet[Any]:
    """Rows in the order of the boxes; inside a group in that of the list."""
    boxes = [
        [key for key in members if key in drawn.town_map.things] for members in drawn.picture.order[column]
    ]
    ranks = [When(pk__in=members, then=Value(at)) for at, members in enumerate(boxes) if members]
    rows = _shown(model).filter(pk__in=[key for members in boxes for key in members])
    rank = Case(*ranks, default=Value(0), output_field=IntegerField())
    return rows.order_by(rank, "position", "number", "pk")


def _columns(drawn: DrawnMap, column: int) -> list[Column]:
    lines = _lines_of(drawn.town_map, drawn.state.by)
    things = drawn.town_map.things
    found = [
        Column("name", _("Measure") if column == MEASURES else _("Goal"), str),
        Column("field", _("Field of action"), lambda row: things[str(row.pk)].field, priority=3),
    ]
    if column != MEASURES:
        found.append(_names("served_by", _("Served by"), lines.served_by))
    if column != CITY:
        found.append(_names("serves", _("Serves"), lines.serves))
    if column != MEASURES:
        label = _("Works against it") if column == CITY else _("Works against")
        found.append(_names("against", label, lines.against, shown=2))
    return [*found, _size_column(drawn, lines, column)]


def _names(key: str, label: str, names: dict[str, list[str]], shown: int = 1) -> Column:
    def text(row: Any) -> str:
        found = names.get(str(row.pk), [])
        if not found:
            return _("nothing")
        more = len(found) - shown
        rest = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more} if more > 0 else ""
        return f"{'; '.join(found[:shown])} {rest}".strip()

    return Column(key, label, text, export=lambda row: "; ".join(names.get(str(row.pk), [])), clamp=True)


def _size_column(drawn: DrawnMap, lines: TwinLines, column: int) -> Column:
    """The width of the band as a number with a small bar."""
    is_money = drawn.state.by == BY_MONEY
    most = lines.most[column]

    def cell(row: Any) -> SafeString | None:
        size = lines.size(row)
        if size is None:
            return None
        told = euro_text(round(size)) if is_money else str(int(size))
        return joined_markup([escape(told), f" {BAR.format(min(size / most, 1) * 100)}"])

    def plain(row: Any) -> float | None:
        size = lines.size(row)
        return size if size is None or not is_money else euros(round(size))

    label = _("Known money") if is_money else _("Lines")
    return Column("size", label, cell, align="end", export=plain)
