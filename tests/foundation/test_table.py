"""The one table: what the address says is what a person sees, and nothing else gets in."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from pytest_django.asserts import assertInHTML, assertNotInHTML
from pytest_django.fixtures import DjangoAssertNumQueries

from kommune.foundation.tables import BulkAction, Column, Filter, Table, render_table, table_response

pytestmark = pytest.mark.django_db
ATTACK = "<script>alert(1)</script>"


@pytest.fixture
def rows() -> QuerySet[Permission]:
    """Five permissions of two kinds; names and order of making differ on purpose."""
    bread = ContentType.objects.create(app_label="gallery", model="bread")
    cake = ContentType.objects.create(app_label="gallery", model="cake")
    for code, name, kind in (
        ("e", "Emmer", bread),
        ("b", "Bienenstich", cake),
        ("a", "Anisbrot", bread),
        ("d", "Dinkelbrot", bread),
        ("c", ATTACK, cake),
    ):
        Permission.objects.create(codename=code, name=name, content_type=kind)
    return Permission.objects.filter(content_type__app_label="gallery").select_related("content_type")


def get(query: str = "", **headers: str) -> HttpRequest:
    return RequestFactory().get(f"/list{query}", headers=headers)


def build(request: HttpRequest, rows: QuerySet[Permission], **changes: Any) -> Table:
    options: dict[str, Any] = {
        "caption": "Recipes",
        "default_sort": "code",
        "filters": [
            Filter("kind", "Kind", "multi", [("bread", "Bread"), ("cake", "Cake")], "content_type__model")
        ],
        "search": lambda found, text: found.filter(name__icontains=text),
        "row_url": lambda row: f"/recipes/{row.codename}",
        "page_size": 2,
    }
    columns = [
        Column("name", "Name", "name", sort=("name",)),
        Column("code", "Code", "codename", sort=("codename",)),
        Column("kind", "Kind", "content_type.model", priority=2),
        Column("nothing", "Nothing", "content_type.missing", align="end"),
    ]
    return Table(request, rows, columns, **(options | changes))


def codes(table: Table) -> list[str]:
    return [row.codename for row in table.page.object_list]


def test_the_first_page_shows_the_default_order(rows: QuerySet[Permission]) -> None:
    table = build(get(), rows)
    assert codes(table) == ["a", "b"]
    assert table.total == 5


def test_sorting_backwards_begins_with_the_last(rows: QuerySet[Permission]) -> None:
    assert codes(build(get("?sort=-code"), rows)) == ["e", "d"]


@pytest.mark.parametrize(
    "query", ["?sort=password", "?sort=-", "?sort=kind", "?sort=content_type__id", "?sort=--code"]
)
def test_an_unknown_order_is_passed_over(rows: QuerySet[Permission], query: str) -> None:
    assert codes(build(get(query), rows)) == ["a", "b"]


@pytest.mark.parametrize(
    ("page", "expected"), [("2", ["c", "d"]), ("99", ["e"]), ("-1", ["e"]), ("x", ["a", "b"])]
)
def test_a_page_that_does_not_exist_is_the_nearest(
    rows: QuerySet[Permission], page: str, expected: list[str]
) -> None:
    assert codes(build(get(f"?page={page}"), rows)) == expected


def test_search_and_filter_narrow_together(rows: QuerySet[Permission]) -> None:
    assert codes(build(get("?q=brot&kind=bread&kind=cake"), rows)) == ["a", "d"]
    assert codes(build(get("?q=bienen&kind=bread"), rows)) == []


@pytest.mark.parametrize("query", ["?kind=wood", "?kind=", "?kind=%00", "?q=%00"])
def test_an_unknown_choice_is_as_if_it_were_not_there(rows: QuerySet[Permission], query: str) -> None:
    table = build(get(query), rows)
    assert table.total == 5
    assert not table.is_narrowed


def test_links_keep_the_state_of_the_list(rows: QuerySet[Permission]) -> None:
    markup = render_table(build(get("?q=brot&kind=bread&sort=-name&page=1&tab=all"), rows, page_size=1))
    assertInHTML('<a href="?tab=all&amp;q=brot&amp;kind=bread&amp;sort=-name&amp;page=2">2</a>', markup)
    assert 'href="?tab=all&amp;q=brot&amp;kind=bread&amp;sort=name"' in markup
    assert 'href="?tab=all&amp;q=brot&amp;kind=bread&amp;sort=-name&amp;export=xlsx"' in markup
    assert 'href="?tab=all&amp;kind=bread&amp;sort=-name"' in markup
    assert '<th scope="col" aria-sort="descending">' in markup


def test_text_of_people_is_never_markup(rows: QuerySet[Permission]) -> None:
    markup = render_table(build(get("?q=%3Cscript%3E"), rows, bulk_actions=[BulkAction("x", "Do", "/x")]))
    assert ATTACK not in markup
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup


def test_a_row_is_headed_by_its_link_and_unknown_is_said(rows: QuerySet[Permission]) -> None:
    with translation.override("en"):
        markup = render_table(build(get("?sort=code"), rows))
    assertInHTML('<th scope="row"><a href="/recipes/a">Anisbrot</a></th>', markup)
    assert '<span class="sr-only">not stated</span>' in markup
    assert '<td class="p2" data-label="Kind">bread</td>' in markup


def test_two_queries_however_many_rows(
    rows: QuerySet[Permission], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        render_table(build(get(), rows, page_size=2))
    with django_assert_num_queries(2):
        render_table(build(get(), rows, page_size=50))


def test_choices_of_a_filter_are_fetched_once(rows: QuerySet[Permission]) -> None:
    calls: list[int] = []

    def choices() -> list[tuple[str, str]]:
        calls.append(1)
        return [("bread", "Bread")]

    render_table(
        build(
            get("?kind=bread"),
            rows,
            filters=[Filter("kind", "Kind", "choice", choices, "content_type__model")],
        )
    )
    assert calls == [1]


def test_export_holds_all_that_the_filters_leave(rows: QuerySet[Permission]) -> None:
    assert list(build(get("?kind=cake&page=9"), rows).export_rows()) == [
        ["Name", "Code", "Kind", "Nothing"],
        ["Bienenstich", "b", "cake", None],
        [ATTACK, "c", "cake", None],
    ]


def test_bulk_takes_the_ticked_rows_or_all_that_match(rows: QuerySet[Permission]) -> None:
    ticked = RequestFactory().post("/bulk?kind=bread", {"selected": [rows.get(codename="b").pk]})
    whole = RequestFactory().post("/bulk?kind=bread", {"whole": "yes", "selected": []})
    assert [row.codename for row in build(ticked, rows).selected_rows()] == ["b"]
    assert [row.codename for row in build(whole, rows).selected_rows()] == ["a", "d", "e"]


def test_bulk_passes_over_what_is_no_id(rows: QuerySet[Permission]) -> None:
    request = RequestFactory().post("/bulk", {"selected": ["x", "", str(rows.get(codename="b").pk)]})
    assert [row.codename for row in build(request, rows).selected_rows()] == ["b"]


def test_an_empty_list_teaches_and_an_empty_result_does_not(rows: QuerySet[Permission]) -> None:
    empty = render_table(build(get(), rows.none()))
    nothing = render_table(build(get("?q=xyz"), rows))
    assert "<table" not in empty
    assert 'type="search"' not in empty
    assert "<table" not in nothing
    assert 'type="search"' in nothing


def test_renewing_the_table_sends_the_table_alone(rows: QuerySet[Permission]) -> None:
    alone = get("?q=brot", HX_Target="table")
    response = table_response(alone, build(alone, rows), "no/such/page.html")
    assert "<html" not in response.content.decode()
    assert response.headers["Vary"] == "HX-Target, HX-History-Restore-Request"


def test_two_tables_on_a_page_do_not_disturb_each_other(rows: QuerySet[Permission]) -> None:
    request = get("?q=brot&b-q=bienen")
    assert codes(build(request, rows)) == ["a", "d"]
    assert codes(build(request, rows, prefix="b-", name="second")) == ["b"]


def test_a_boolean_filter_reads_yes_and_no(rows: QuerySet[Permission]) -> None:
    filters = [Filter("plain", "Plain", "boolean", lookup="content_type__model__isnull")]
    assert build(get("?plain=no"), rows, filters=filters).total == 5
    assert build(get("?plain=yes"), rows, filters=filters).total == 0
    assert build(get("?plain=perhaps"), rows, filters=filters).total == 5


def test_a_list_without_search_has_no_field_for_it(rows: QuerySet[Permission]) -> None:
    markup = render_table(build(get(), rows, search=None))
    assertNotInHTML("<input type='search'>", markup)
    assert 'type="search"' not in markup
