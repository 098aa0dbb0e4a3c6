"""Every component in a real browser: accessible on a desk and on a phone, and used with the keyboard."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.foundation.gallery import PAGES
from tools.system_packages import is_ci

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src/kommune/foundation/static"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHEET = '<article data-page><header class="page__head"><h1>Why 5</h1></header><p>Counted.</p></article>'
HITS = (
    '<div data-search-results><ul><li><a href="/a">First</a></li><li><a href="/b">Second</a></li></ul></div>'
)


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves the gallery and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the gallery, written and served for these tests."""
    if not (STATIC / "kommune/app.css").exists() or not AXE.exists():
        if is_ci():
            pytest.fail("The front end is not built: npm ci && npm run build")
        pytest.skip("the front end is not built")
    folder = tmp_path_factory.mktemp("gallery")
    subprocess.run([sys.executable, "-m", "tests.foundation.gallery", str(folder)], check=True, cwd=ROOT)
    (folder / "static").symlink_to(STATIC)
    for name, text in (("f/1", SHEET), ("suche", HITS), ("job", '<div class="job">…</div>')):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One browser for all of these tests."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, gallery: str) -> Iterator[Page]:
    """A page at a desk, on the gallery."""
    opened = browser.new_page(base_url=gallery, viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible_and_fits(browser: Browser, gallery: str, name: str, width: int) -> None:
    phone = width < 500
    page = browser.new_page(viewport={"width": width, "height": 800}, is_mobile=phone, has_touch=phone)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{gallery}/{name}.html")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []
    page.close()


def test_opened_filters_and_sheets_are_accessible_too(page: Page) -> None:
    page.goto("/table.html")
    page.click(".filters summary")
    page.click("[data-select-all]")
    assert violations(page) == []


def test_a_figure_explains_itself_in_the_sheet(page: Page) -> None:
    page.goto("/overview.html")
    page.click("a.figure-link")
    page.wait_for_selector("#sheet h1")
    assert page.inner_text("#sheet h1") == "Why 5"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "figure-link"


def test_ctrl_k_searches_and_arrows_walk_through_the_hits(page: Page) -> None:
    page.goto("/overview.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("fir")
    page.wait_for_selector("#search-found a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Second"


def test_choosing_rows_shows_how_many(page: Page) -> None:
    page.goto("/table.html")
    assert not page.is_visible("[data-bulk]")
    page.check("input[name=selected] >> nth=0")
    assert page.inner_text("[data-bulk-count]") == "1"
    page.check("[data-select-all]")
    assert page.inner_text("[data-bulk-count]") == "18"
    assert page.is_visible("[data-bulk-whole]")


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page) -> None:
    page.goto("/plain.html")
    sent = page.evaluate(
        """() => {
          const form = document.querySelector("form.form");
          let count = 0;
          form.addEventListener("submit", (event) => { count += 1; event.preventDefault(); });
          form.noValidate = true;
          form.requestSubmit(); form.requestSubmit(); form.requestSubmit();
          return count;
        }"""
    )
    assert sent == 1


def test_without_script_everything_is_still_there(browser: Browser, gallery: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{gallery}/table.html")
    assert page.is_visible("[data-bulk] button")
    assert page.get_attribute(".topbar__search", "href") == "/suche"
    assert page.locator("thead a").count() == 6
    page.close()


def test_a_page_stays_within_its_weight(page: Page) -> None:
    weights: dict[str, int] = {}
    page.on("response", lambda reply: weights.update({reply.url: len(gzip.compress(reply.body()))}))
    page.goto("/table.html", wait_until="networkidle")
    scripts = sum(size for url, size in weights.items() if url.endswith(".js"))
    assert scripts <= 100_000
    assert sum(weights.values()) <= 300_000
