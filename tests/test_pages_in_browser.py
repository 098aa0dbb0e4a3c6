"""The running demo town in a browser: every page that links lead to is accessible, fits, has no errors."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kommune.project.loading.town import FOR_ALL_ACCOUNTS

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 375)
ADMINISTRATOR = "oliver.drewing@wesselfurt.example"
START = ("/wesselfurt/work/", "/wesselfurt/work/?view=employees", "/wesselfurt/", "/accounts/me/")
FEWEST_PAGES = 40
WAIT_SECONDS = 240

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Fault:
    """What is wrong with one page at one width."""

    path: str
    width: int
    what: Any


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium_path: Path) -> Iterator[str]:
    """A running demo town, set up and served as a newcomer would."""
    port = free_port()
    environment = {**os.environ, "KOMMUNE_DATA_DIR": str(tmp_path_factory.mktemp("town"))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("KOMMUNE_DATABASE_URL", None)
    kommune = str(Path(sys.executable).with_name("kommune"))
    server = subprocess.Popen(
        [kommune, "demo", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    started = f"http://127.0.0.1:{port}"
    wait_for(f"{started}/health/")
    yield started
    server.terminate()
    server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str) -> None:
    for _try in range(WAIT_SECONDS * 2):
        try:
            urllib.request.urlopen(url, timeout=5)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"{url} does not answer after {WAIT_SECONDS} s")


@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def signed_in(browser: Browser, address: str, email: str) -> Page:
    context = browser.new_context(locale="de-DE", base_url=address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", FOR_ALL_ACCOUNTS)
    page.click("main button[type=submit]")
    page.wait_for_url("**/work/**")
    return page


def one_of_each(page: Page) -> list[str]:
    """Walk the links from the home pages and keep one address of every view of ours or of the sign-in."""
    waiting, seen = list(START), {}
    while waiting:
        path = waiting.pop(0)
        try:
            name = resolve(path.partition("?")[0]).view_name
        except Resolver404:
            continue
        key = f"{name}?" if "view=" in path else name
        if key in seen or "export=" in path or "logout" in path:
            continue
        answer = page.request.get(path)
        seen[key] = path
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            assert answer.ok, f"{path} is linked and answers {answer.status}"
            del seen[key]
            seen[f"file:{key}"] = ""
            continue
        page.goto(path)
        links = page.eval_on_selector_all("a[href^='/']", "found => found.map(a => a.getAttribute('href'))")
        waiting += [link.partition("#")[0] for link in links]
    return [path for path in seen.values() if path]


def test_every_page_is_accessible_and_fits(browser: Browser, address: str) -> None:
    page = signed_in(browser, address, ADMINISTRATOR)
    paths = one_of_each(page)
    assert len(paths) >= FEWEST_PAGES, paths
    faults: list[Fault] = []
    page.on("pageerror", lambda error: faults.append(Fault(page.url, 0, str(error))))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            faults += faults_of(page, path, width)
    assert faults == [], json.dumps([str(fault) for fault in faults], indent=1, ensure_ascii=False)


def faults_of(page: Page, path: str, width: int) -> list[Fault]:
    page.goto(path)
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    faults = [Fault(path, width, (one["id"], one["nodes"][0]["html"][:200])) for one in found["violations"]]
    needed = page.evaluate("document.documentElement.scrollWidth")
    return faults + ([Fault(path, width, f"needs {needed} pixels")] if needed > width else [])


def test_cards_are_answered_by_keyboard_and_the_pass_goes_on_where_it_was_left(
    browser: Browser, address: str
) -> None:
    page = signed_in(browser, address, ADMINISTRATOR)
    page.goto("/wesselfurt/work/strategy/ratings/quick/")
    first = page.url
    page.keyboard.press("1")
    page.wait_for_url(lambda url: url != first)
    expect(page.locator("#quick")).to_be_focused()
    second = page.url
    page.keyboard.press(" ")
    page.wait_for_url(lambda url: url != second)
    page.goto(first)
    assert page.locator("[aria-current=step] strong").inner_text() == "2 trägt deutlich bei"


def test_the_matrix_is_rated_by_keyboard_and_asks_for_the_reason_of_a_strong_value(
    browser: Browser, address: str
) -> None:
    page = signed_in(browser, address, ADMINISTRATOR)
    page.goto("/wesselfurt/work/strategy/ratings/matrix/goals/")
    cell = page.locator("table.matrix tbody tr").nth(1).locator("td").nth(1)
    page.locator("table.matrix tbody td").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(cell).to_be_focused()
    page.keyboard.press("-")
    page.keyboard.press("1")
    expect(cell).to_have_text("−1")
    page.keyboard.press("-")
    page.keyboard.press("2")
    expect(page.locator("#sheet textarea")).to_be_focused()
    page.keyboard.type("wer kein Gerät hat, verliert den Zugang")
    page.click("#sheet .form__actions button >> nth=0")
    expect(page.locator("#sheet")).not_to_be_visible()
    expect(cell).to_have_text("−2")
    page.reload()
    expect(cell).to_have_class("n")
    cell.click()
    page.keyboard.press("Delete")
    expect(cell).to_have_text("")


def test_the_strategy_map_is_moved_walked_and_searched_by_keyboard(browser: Browser, address: str) -> None:
    page = signed_in(browser, address, ADMINISTRATOR)
    page.goto("/wesselfurt/work/strategy/map/")
    page.wait_for_selector(".map-frame--window")
    place = "() => document.querySelector('.map-picture').style.transform"
    before = page.evaluate(place)
    page.focus("[data-map-frame]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"before => ({place})() !== before", arg=before)
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.dataset.box")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.dataset.column") == "1"
    assert page.evaluate("() => document.activeElement.dataset.box") != first
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-named")
    assert "focus=" in page.url
    assert page.locator("a.map-box[aria-current]").count() == 1
    assert page.text_content("[data-map-said]") != ""
    page.keyboard.press("Escape")
    page.wait_for_selector(".map-named", state="detached")
    assert "focus=" not in page.url
    page.fill("#map-find", "Glasfaserausbau")
    page.click("[data-map-hits] a >> nth=0")
    page.wait_for_selector(".map-named")
    assert "Glasfaser" in str(page.text_content(".map-named h2"))
    page.go_back()
    page.wait_for_selector(".map-named", state="detached")
    page.goto("/wesselfurt/work/strategy/map/")
    page.wait_for_selector(".map-frame--window")
    page.click("a.map-box--group >> nth=0")
    page.wait_for_selector("a.map-box--head")
    assert "open=" in page.url


def test_the_strategy_map_works_without_script(browser: Browser, address: str) -> None:
    cookies = signed_in(browser, address, ADMINISTRATOR).context.cookies()
    context = browser.new_context(locale="de-DE", base_url=address, java_script_enabled=False)
    context.add_cookies([{"name": one["name"], "value": one["value"], "url": address} for one in cookies])
    page = context.new_page()
    page.goto("/wesselfurt/work/strategy/map/")
    page.click("a.map-box--group >> nth=0")
    assert page.locator("a.map-box--head").count() == 1
    page.fill("#map-find", "Glasfaserausbau")
    page.click(".map-search button")
    page.click(".map-search__hits a >> nth=0")
    assert "Glasfaser" in str(page.text_content(".map-named h2"))
