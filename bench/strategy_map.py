"""The map of the large town in a browser: how long until it is seen, how many frames a second when moved."""

import time
from itertools import pairwise
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.houses import TOWN, Environment, large_town, measure_inside
from bench.load import running_server
from tools.system_packages import ensure

MAP = f"/{TOWN}/work/strategy/map/"
OPENINGS = 5
MOVES_SECONDS = 3
# Counts frames while the script itself moves the mouse; a frame is what the browser calls back for.
COUNT_FRAMES = """() => {
  const seen = []; window.frames_seen = seen;
  const note = (at) => { if (window.frames_seen === seen) { seen.push(at); requestAnimationFrame(note); } };
  requestAnimationFrame(note); }"""
PICTURE_SEEN = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def measure_strategy_map() -> dict[str, Any] | None:
    """Milliseconds to the picture and frames a second, groups closed and one open; None without Chromium."""
    programs = ensure("chromium")
    if programs is None:
        return None
    with large_town("sqlite") as environment:
        assert environment is not None, "SQLite is always there"
        cookie = measure_inside(environment, "map_visitor")
        return visit(environment, cookie, str(programs))


def visit(environment: Environment, cookie: str, chromium: str) -> dict[str, Any]:
    """Open the map several times, then drag and zoom it."""
    with running_server(environment) as port, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(
            locale="de-DE", base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900}
        )
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": f"http://127.0.0.1:{port}"}])
        page = context.new_page()
        found: dict[str, Any] = {"closed": measure_state(page, MAP)}
        group = page.get_attribute("a.map-box--group", "href")
        found["open"] = measure_state(page, MAP + str(group))
        browser.close()
        return found


def measure_state(page: Page, address: str) -> dict[str, Any]:
    """The map at one address: what is drawn, when it is seen, how it moves."""
    seen, ready = [], []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(".map-picture a.map-box")
        page.wait_for_selector(".map-frame--window")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        ready.append((time.perf_counter() - began) * 1000)
        seen.append(page.evaluate(PICTURE_SEEN))
    return {
        "boxes": page.locator(".map-picture .map-box").count(),
        "bands": page.locator(".map-bands path").count(),
        "seen_ms": [median(seen), max(seen)],
        "ready_ms": [median(ready), max(ready)],
        "drag": frames_while(page, drag),
        "zoom": frames_while(page, zoom),
    }


def frames_while(page: Page, move: Any) -> dict[str, float]:
    """Frames a second while moving: on average, and from the longest wait between two."""
    page.evaluate(COUNT_FRAMES)
    move(page)
    moments = page.evaluate("() => window.frames_seen")
    waits = [after - before for before, after in pairwise(moments)]
    return {"fps": 1000 * len(waits) / sum(waits), "longest_ms": max(waits)}


def drag(page: Page) -> None:
    """Drag the map up and down."""
    box = middle_of(page)
    page.mouse.move(*box)
    page.mouse.down()
    began = time.monotonic()
    step = 0
    while time.monotonic() - began < MOVES_SECONDS:
        step += 1
        page.mouse.move(box[0] + 60 * (step % 3 - 1), box[1] - 150 + 25 * (step % 12))
    page.mouse.up()


def zoom(page: Page) -> None:
    """Turn the wheel towards and away from the map."""
    page.focus("[data-map-frame]")
    page.mouse.move(*middle_of(page))
    began = time.monotonic()
    step = 0
    while time.monotonic() - began < MOVES_SECONDS:
        step += 1
        page.mouse.wheel(0, -60 if step % 20 < 10 else 60)


def middle_of(page: Page) -> tuple[float, float]:
    """The middle of the window on the map."""
    box = page.locator("[data-map-frame]").bounding_box()
    assert box is not None, "the map is on the page"
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 250)
