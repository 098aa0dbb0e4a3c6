"""What stands around the rows of a table: search, filters, chips, pages, downloads."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.foundation.tables.filtering import filters_markup
from kommune.foundation.tables.shapes import Filter
from kommune.foundation.tables.table import Table


@dataclass(frozen=True, slots=True)
class TableControls:
    """The controls of one table, each as plain values."""

    table: Table

    def chips(self) -> list[tuple[str, str]]:
        """The active search and filters as pairs (text, address without it)."""
        state = self.table.state
        chips = [(f"„{state.search}“", state.address_without("q", state.search))] if state.search else []
        for one in self.table.filters:
            chips += [
                (self._chip_text(one, value), state.address_without(one.key, value))
                for value in state.filters.get(one.key, ())
            ]
        return chips

    def _chip_text(self, one: Filter, value: str) -> str:
        if one.kind == "boolean":
            return f"{one.label}: {_('Yes') if value == 'yes' else _('No')}"
        labels = {str(key): str(label) for key, label in self.table.options(one)}
        return f"{one.label}: {labels.get(value, value)}"

    def filter_fields(self) -> SafeString:
        """The filters as the form shows them."""
        return filters_markup(self.table)

    def kept_beside_search(self) -> list[tuple[str, str]]:
        """The parameters that a new search leaves as they are."""
        return [pair for pair in self.table.state.pairs() if pair[0] != f"{self.table.state.prefix}q"]

    def kept_beside_filters(self) -> list[tuple[str, str]]:
        """The parameters that new filters leave as they are."""
        state = self.table.state
        own = {f"{state.prefix}{one.key}" for one in self.table.filters}
        return [pair for pair in state.pairs() if pair[0] not in own]

    def address_without_filters(self) -> str:
        """The address with the search and the order, and no filter."""
        return self.table.state.address_of(self.kept_beside_filters())

    def address_of_all(self) -> str:
        """The address with the order alone."""
        state = self.table.state
        return state.address_of(
            [pair for pair in self.kept_beside_filters() if pair[0] != f"{state.prefix}q"]
        )

    def state_query(self) -> str:
        """The whole state, for a form that wants to know which rows the filters leave."""
        return self.table.state.address()

    def export_links(self) -> list[tuple[str, str]]:
        """Pairs (format in capitals, address) for the download of all that the filters leave."""
        return [
            (kind.upper(), self.table.state.address(extra=[("export", kind)])) for kind in self.table.exports
        ]

    def page_links(self) -> list[tuple[str, str, bool]]:
        """Number or …, address (empty for this page and for gaps), whether it is this page."""
        page = self.table.page
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return [
            (
                str(number),
                "" if number == page.number or not isinstance(number, int) else self._page_address(number),
                number == page.number,
            )
            for number in numbers
        ]

    def previous_url(self) -> str:
        """The address of the page before this one, or nothing."""
        page = self.table.page
        return self._page_address(page.number - 1) if page.has_previous() else ""

    def next_url(self) -> str:
        """The address of the page after this one, or nothing."""
        page = self.table.page
        return self._page_address(page.number + 1) if page.has_next() else ""

    def _page_address(self, number: int) -> str:
        return self.table.state.address(page=str(number))
