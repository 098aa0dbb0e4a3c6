"""The home pages: which one a person sees first, and what stands on it."""

import re

import pytest

from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Viewer, create_unit, system_viewer
from kommune.strategy.actions.figures import refresh_figures
from kommune.strategy.actions.measures import edit_measure
from kommune.strategy.actions.reports import report_status
from kommune.strategy.actions.strategies import create_strategy
from kommune.strategy.models import Measure
from tests.towns import SmallStrategy, make_member
from tests.workbench.conftest import Browser

HOME = "/probe/work/"


def read(browser_of: Browser, viewer: Viewer, address: str = HOME) -> str:
    """What stands on the page, without markup."""
    answer = browser_of(viewer).get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("role", "question"),
    [
        (Role.ADMINISTRATION, "Wo stehen wir?"),
        (Role.STRATEGY_LEAD, "Wo stehen wir?"),
        (Role.COUNCIL_MEMBER, "Wo stehen wir?"),
        (Role.UNIT_LEAD, "Was liegt bei mir?"),
        (Role.STAFF, "Was liegt bei mir?"),
    ],
)
def test_the_first_page_answers_the_question_of_ones_role(
    town: Municipality, browser_of: Browser, role: Role, question: str
) -> None:
    page = browser_of(make_member(town, role)).get(HOME).content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", page) == [question]


def test_everybody_but_the_council_looks_at_the_other_page_too(
    town: Municipality, browser_of: Browser
) -> None:
    assert "?view=employees" in browser_of(make_member(town)).get(HOME).content.decode()
    council = make_member(town, Role.COUNCIL_MEMBER)
    assert "?view=" not in browser_of(council).get(HOME).content.decode()


def test_deciders_read_three_sentences_what_is_due_and_the_bar_of_goals(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    refresh_figures()
    page = read(browser_of, lead)
    assert "Für 1 von 2 Stadtzielen arbeitet nichts Digitales." in page
    assert "1 von 2 Stadtzielen werden getragen, 1 sind offen." in page
    assert "Kosten bekannt bei 2 von 2 Maßnahmen." in page
    assert "2 Maßnahmen neu eingetragen" in page


def test_what_moved_counts_only_what_one_may_see(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    edit_measure(by=lead, measure_id=small.online, version=1, values={"phase": "operating"})
    report_status(by=lead, measure_id=small.online, light="green", text="Läuft im Rathaus")
    page = read(browser_of, lead)
    assert "1 Maßnahme im Ziel oder im Betrieb" in page
    assert "1 Statusbericht" in page
    council = make_member(town, Role.COUNCIL_MEMBER)
    assert "Nichts hat sich bewegt" in read(browser_of, council)


def test_an_employee_finds_her_measures_with_the_button_to_report(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    staff = make_member(town, Role.STAFF)
    edit_measure(by=lead, measure_id=small.online, version=1, values={"owner_id": staff.membership_id})
    content = browser_of(staff).get(HOME).content.decode()
    assert f"/probe/work/strategy/measures/{small.online}/report/" in content
    assert "Neue Telefone" not in content


def test_a_unit_head_reports_on_what_her_unit_leads(
    town: Municipality, lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    unit = create_unit(by=system_viewer(), values={"name": "Bürgerdienste"})
    head = make_member(town, Role.UNIT_LEAD, unit=unit)
    edit_measure(by=lead, measure_id=small.aimless, version=1, values={"lead_unit_id": unit})
    content = browser_of(head).get(HOME).content.decode()
    assert "Neue Telefone" in content
    assert f"/probe/work/strategy/measures/{small.aimless}/report/" in content


def test_an_empty_town_shows_the_three_first_steps(
    town: Municipality, lead: Viewer, browser_of: Browser
) -> None:
    page = read(browser_of, lead)
    assert "In drei Schritten" in page or "Drei Schritte" in page
    assert page.count("noch zu tun") == 2
    create_strategy(by=lead, values={"kind": "city", "title": "Stadtstrategie"})
    assert read(browser_of, lead).count("noch zu tun") == 1


def test_the_steps_are_gone_once_there_are_measures(
    lead: Viewer, small: SmallStrategy, browser_of: Browser
) -> None:
    assert Measure.objects.count() == 2
    assert "noch zu tun" not in read(browser_of, lead)


def test_the_left_bar_holds_only_what_one_may_enter(town: Municipality, browser_of: Browser) -> None:
    with town_scope(town.id):
        staff, administration = make_member(town, Role.STAFF), make_member(town, Role.ADMINISTRATION)
    assert "/probe/work/journal/" not in browser_of(staff).get(HOME).content.decode()
    assert "/probe/work/town/people/" not in browser_of(staff).get(HOME).content.decode()
    assert "/probe/work/town/people/" in browser_of(administration).get(HOME).content.decode()


def test_signing_out_is_a_form_and_not_a_link(lead: Viewer, browser_of: Browser) -> None:
    content = browser_of(lead).get(HOME).content.decode()
    assert '<form id="shell-form" method="post"' in content
    assert '<button class="menu__item" form="shell-form" formaction="/accounts/logout/">' in content
    assert 'href="/accounts/logout/"' not in content


def test_the_help_opens_every_page_of_the_manual(lead: Viewer, browser_of: Browser) -> None:
    client = browser_of(lead)
    contents = client.get("/probe/work/help/").content.decode()
    pages = set(re.findall(r'href="(/probe/work/help/[a-z-]+/)"', contents))
    assert "/probe/work/help/woerter/" in pages
    assert {client.get(page).status_code for page in pages} == {200}
    assert client.get("/probe/work/help/gibt-es-nicht/").status_code == 404
