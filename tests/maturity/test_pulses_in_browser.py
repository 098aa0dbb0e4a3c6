"""The pages behind a slip in a browser: accessible, named for screen readers, answered by keyboard alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from kommune.foundation.scope import town_scope
from kommune.maturity.models import PulseCode, PulseSheet
from kommune.maturity.queries.pulses.codes import tidy_code
from kommune.municipalities.models import Municipality
from tests.maturity.pulses import OpenPulse, make_open_pulse, make_units, questions_of
from tests.test_pages_in_browser import WIDTHS, Fault, faults_of
from tests.towns import make_member, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# For each control: whether it has a name, and whether its group has one.
UNNAMED = """() => [...document.querySelectorAll('main input, main textarea, main button')]
  .filter(one => one.type !== 'hidden')
  .filter(one => !(one.labels?.length && one.labels[0].textContent.trim()) && !one.textContent.trim()
    && !one.getAttribute('aria-label'))
  .map(one => one.outerHTML)"""
UNGROUPED = """() => [...document.querySelectorAll('main input[type=radio]')]
  .filter(one => !one.closest('fieldset')?.querySelector('legend')?.textContent.trim())
  .map(one => one.outerHTML)"""


@pytest.fixture
def town() -> Iterator[Municipality]:
    made = make_town()
    with town_scope(made.id):
        yield made


@pytest.fixture
def made(town: Municipality) -> OpenPulse:
    lead = make_member(town)
    make_units()
    return make_open_pulse(lead, topics=["cooperation", "speaking_up"], asks_texts=True)


@pytest.fixture
def page(made: OpenPulse, live_server: Any, chromium_path: Path) -> Iterator[Page]:
    """A phone's or desk's browser before the running product; everything stored is made before it starts."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_context(locale="de-DE", base_url=live_server.url).new_page()
        started.close()


def sheet(town: Municipality, code: str) -> str:
    return reverse("pulse:sheet", args=[town.slug, code])


def test_every_page_behind_a_slip_is_accessible_and_fits_a_phone(
    town: Municipality, made: OpenPulse, page: Page
) -> None:
    code, unused = made.all_codes[0], made.all_codes[1]
    paths = [
        reverse("pulse:code", args=[town.slug]),
        sheet(town, unused),
        reverse("pulse:explained", args=[town.slug, unused]),
        sheet(town, "ABCD-EFGH-JKMN-PQRS-TVWX"),
    ]
    faults = []
    page.goto(sheet(town, code))
    page.check("input[type=radio] >> nth=0", force=True)
    page.click("main form button[type=submit]")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in [*paths, sheet(town, code)]:
            faults += faults_of(page, path, width)
            faults += [Fault(path, width, ("no name", one)) for one in page.evaluate(UNNAMED)]
            faults += [Fault(path, width, ("no group", one)) for one in page.evaluate(UNGROUPED)]
    assert faults == [], json.dumps([str(fault) for fault in faults], indent=1, ensure_ascii=False)


def test_nothing_that_the_page_asks_for_carries_the_code_on(
    town: Municipality, made: OpenPulse, page: Page
) -> None:
    code = tidy_code(made.all_codes[0])
    asked: dict[str, str] = {}
    page.on("request", lambda request: asked.update({request.url: request.headers.get("referer", "")}))
    page.goto(sheet(town, code))
    page.click("main details summary")
    page.click(f"a[href='{reverse('pulse:explained', args=[town.slug, code])}']")
    page.click("text=Zurück")
    page.wait_for_selector("main form")
    assert len(asked) > 3
    assert [url for url, referrer in asked.items() if code in referrer] == []


@pytest.mark.parametrize("script", [True, False])
def test_a_survey_is_answered_by_keyboard_alone_with_and_without_script(
    town: Municipality, made: OpenPulse, live_server: Any, chromium_path: Path, script: bool
) -> None:
    questions, code = questions_of(made.id), made.all_codes[2]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        context = started.new_context(locale="de-DE", base_url=live_server.url, java_script_enabled=script)
        page = context.new_page()
        page.goto(sheet(town, code))
        for question in questions:
            tab_to(page, f"input[name='{question}']")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
        tab_to(page, "textarea#text")
        page.keyboard.type("Mehr Zeit")
        tab_to(page, "main form button[type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=schon gezählt, danke")
        started.close()
    assert PulseSheet.objects.get().said == {"values": dict.fromkeys(questions, 3), "texts": ["Mehr Zeit"]}
    assert PulseCode.objects.filter(is_used=True).count() == 1


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until something of this kind has the focus, as somebody without a mouse would."""
    for _press in range(40):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the tab key")


def test_back_and_reload_after_sending_count_nothing_twice(
    town: Municipality, made: OpenPulse, live_server: Any, chromium_path: Path
) -> None:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        page = started.new_context(locale="de-DE", base_url=live_server.url).new_page()
        page.goto(sheet(town, made.all_codes[3]))
        page.check("input[type=radio] >> nth=4", force=True)
        page.click("main form button[type=submit]")
        page.wait_for_selector("text=schon gezählt, danke")
        page.reload()
        assert page.locator("text=schon gezählt, danke").count() == 1
        page.go_back()
        page.go_forward()
        assert page.locator("text=schon gezählt, danke").count() == 1
        started.close()
    assert PulseSheet.objects.count() == 1


def test_a_sheet_that_was_begun_before_another_sent_it_is_not_counted_again(
    town: Municipality, made: OpenPulse, live_server: Any, chromium_path: Path
) -> None:
    code = made.all_codes[4]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        pages = [started.new_context(locale="de-DE", base_url=live_server.url).new_page() for _ in range(2)]
        for page in pages:
            page.goto(sheet(town, code))
            page.check("input[type=radio] >> nth=1", force=True)
        for page in pages:
            page.click("main form button[type=submit]")
            page.wait_for_selector("text=schon gezählt, danke")
        started.close()
    assert PulseSheet.objects.count() == 1
