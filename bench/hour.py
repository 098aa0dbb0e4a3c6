"""The guided hour in a browser, as a new user answers the questions of the demo town: clicks, words, minutes.

What the machine takes is measured; what a person takes is reckoned from what stands on the page: reading at
200 words a minute, four seconds for each choice, twelve for each line typed, on top of one another.
"""

import subprocess
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.houses import KOMMUNE, ROOT, plain_environment
from bench.load import running_server
from tools.system_packages import ensure

ANSWERS = ROOT / "src" / "kommune" / "project" / "demo" / "data" / "stunde.toml"
PLACE = "/wesselfurt/work/maturity/hour/"
PERSON, PASSWORD = "jana.wiebusch@wesselfurt.example", "Rathaus-Demo-2026"
WORDS_PER_MINUTE, SECONDS_PER_CHOICE, SECONDS_PER_LINE = 200, 4, 12
# A list of goals that stands at several questions is read once.
WORDS = """() => {
  const count = (text) => text.split(/\\s+/).filter((w) => /\\p{L}/u.test(w)).length;
  const told = (one) => [...one.options].filter((option) => option.value).map((option) => option.text);
  const lists = [...document.querySelectorAll("main select")].map((one) => told(one).join(" "));
  const again = lists.filter((list, place) => lists.indexOf(list) < place);
  return count(document.querySelector("main").innerText) - again.reduce((sum, list) => sum + count(list), 0);
}"""


def measure_hour() -> list[dict[str, Any]] | None:
    """Per step: words, minutes of reading, choices, lines, seconds of the machine; None without Chromium."""
    chromium = ensure("chromium")
    if chromium is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kommune-bench-") as folder:
        environment = plain_environment(Path(folder))
        command = [KOMMUNE, "demo", "--no-serve"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        with running_server(environment) as port, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
            page = browser.new_context(locale="de-DE", base_url=f"http://127.0.0.1:{port}").new_page()
            sign_in(page)
            found = walk(page)
            browser.close()
            return found


def sign_in(page: Page) -> None:
    """As the strategy lead of the demo town."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", PERSON)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/work/**")


def walk(page: Page) -> list[dict[str, Any]]:
    """From the button that begins to the draft."""
    answers = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))["antworten"]
    page.goto(PLACE)
    began = time.perf_counter()
    page.click(f"form[action='{PLACE}start/'] button")
    page.wait_for_url("**/step/**")
    waited, found = time.perf_counter() - began, []
    for key, told in answers.items():
        line = {"step": key, "title": page.inner_text("h1"), "words": page.evaluate(WORDS)}
        choices, lines = answer(page, told)
        began = time.perf_counter()
        page.click("button[value=next]")
        page.wait_for_load_state()
        waited += time.perf_counter() - began
        found.append({**line, **person_minutes(line["words"], choices, lines), "machine_seconds": waited})
        waited = 0.0
    began = time.perf_counter()
    page.click("form[action$='/finish/'] button")
    page.wait_for_load_state()
    found.append({"step": "draft", "machine_seconds": time.perf_counter() - began})
    return found


def person_minutes(words: int, choices: int, lines: int) -> dict[str, float]:
    """What a person takes for so many words, choices and lines typed."""
    reading = words / WORDS_PER_MINUTE
    doing = (choices * SECONDS_PER_CHOICE + lines * SECONDS_PER_LINE) / 60
    return {"reading": reading, "choices": choices, "lines": lines, "minutes": reading + doing}


def answer(page: Page, told: dict[str, Any]) -> tuple[int, int]:
    """Answer as the town did; returns how many choices were made and lines were typed."""
    choices = lines = 0
    for key, value in told.items():
        for option in value.get("chosen", ()):
            page.check(f"input[name='{key}'][value='{option}']")
            choices += 1
        for place, line in enumerate(value.get("lines", ())):
            page.fill(f"textarea[name='{key}-{place}']", line)
            lines += 1
        for option, day in value.get("asked", {}).items():
            page.check(f"input[name='asked-{option}']")
            page.fill(f"input[name='asked-{option}-on']", day)
            choices += 2 if day else 1
        own = 0
        for measure in value.get("measures", ()):
            if measure["key"]:
                page.check(f"input[name='measures-{measure['key']}']")
                choices += 1
            else:
                page.fill(f"input[name='measures-own{own}']", measure["title"])
                if "goal" in measure:
                    page.select_option(f"select[name='measures-own{own}-goal']", measure["goal"])
                    choices += 1
                own, lines = own + 1, lines + 1
        for ref, goal in value.get("serves", {}).items():
            page.select_option(f"select[name='measures-serves-{ref.replace(':', '-')}']", goal)
            choices += 1
        for name, selector in (("text", key), ("what", "next-what"), ("on", "next-on")):
            if name in value:
                page.fill(f"input[name='{selector}']", value[name])
                lines += 1
        if value.get("guess"):
            page.check(f"input[name='guess-{key}']")
            choices += 1
    return choices, lines
