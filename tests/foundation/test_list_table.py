"""The table of rows that are at hand as a list: same controls, order and file as that of the database."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from kommune.foundation.tables import Column, Filter, ListTable, render_table

ROWS = [
    SimpleNamespace(name="Ahl", size=3, kind="a"),
    SimpleNamespace(name="Berg", size=None, kind="b"),
    SimpleNamespace(name="Cala", size=1, kind="a"),
]


def table(query: str) -> ListTable:
    return ListTable(
        RequestFactory().get(f"/list/?{query}"),
        ROWS,
        [Column("name", "Name", "name"), Column("size", "Size", "size", sort=("size",))],
        caption="Places",
        sorts={"size": lambda row: row.size},
        filters=[
            Filter("kind", "Kind", "multi", [("a", "A"), ("b", "B")],
                   narrow=lambda rows, wanted: [row for row in rows if row.kind in wanted])
        ],
        search=lambda rows, text: [row for row in rows if text in row.name.lower()],
        prefix="t-",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ahl", "Berg", "Cala"]),
        ("t-sort=size", ["Cala", "Ahl", "Berg"]),
        ("t-sort=-size", ["Ahl", "Cala", "Berg"]),
        ("t-kind=a", ["Ahl", "Cala"]),
        ("t-q=al&t-kind=a", ["Cala"]),
        ("sort=size&kind=b", ["Ahl", "Berg", "Cala"]),
    ],
)
def test_order_filters_and_search_of_a_list(query: str, names: list[str]) -> None:
    assert [row.name for row in table(query).page.object_list] == names


def test_a_file_holds_the_rows_that_are_left_in_their_order() -> None:
    assert list(table("t-kind=a&t-sort=size").export_rows()) == [["Name", "Size"], ["Cala", 1], ["Ahl", 3]]


def test_parameters_of_the_page_stay_in_every_link_of_the_table() -> None:
    markup = render_table(table("size=double"))
    assert "?size=double&amp;t-sort=size" in markup
    assert "?size=double&amp;export=xlsx" in markup
