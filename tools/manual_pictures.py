#!/usr/bin/env python3
"""Take the manual's pictures from the running demo town, so that they show what the product shows.

tools/manual_pictures.py   starts the demo town in a temporary folder, takes the pictures, stops it
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import FilePayload, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.system_packages import find_chromium

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "kommune" / "workbench" / "static" / "workbench" / "manual"
LEAD, ADMINISTRATION = "jana.wiebusch@wesselfurt.example", "oliver.drewing@wesselfurt.example"
PASSWORD = "Rathaus-Demo-2026"
WORK = "/wesselfurt/work"
# Pictures that an address alone leads to, by the person who looks.
PICTURES = {
    LEAD: {
        "anfangen": f"{WORK}/",
        "einlesen": f"{WORK}/imports/",
        "zeigt": f"{WORK}/strategy/proof/",
        "befunde": f"{WORK}/findings/",
        "massnahmen": f"{WORK}/strategy/measures/",
    },
    ADMINISTRATION: {"menschen": f"{WORK}/town/people/", "rechte": f"{WORK}/town/rights/"},
}
# A corrected list: one new measure, one with another end, one for a goal that nobody knows.
LIST = """Nr.;Titel;Phase;Ende;zahlt ein auf Ziel
M01;E-Akte: Einführung in der Kernverwaltung;in Umsetzung;31.12.2029;D2.1 (3)
M04;Digitaler Bauantrag über das Bauportal;in Umsetzung;30.06.2027;D2.3 (3)
N01;Reparaturbonus online beantragen;Idee;31.12.2027;D9.7 (2)
"""
SIZE = ViewportSize(width=1000, height=560)
TRIES = 120


def main() -> None:
    """Serve, picture, stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KOMMUNE_DATA_DIR": folder}
        command = [str(Path(sys.executable).with_name("kommune")), "demo", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/health/")
            take_pictures(address)
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str) -> None:
    """Return once ``url`` answers; stop with a sentence where it never does."""
    for _try in range(TRIES):
        try:
            urllib.request.urlopen(url, timeout=5)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def take_pictures(address: str) -> None:
    """Sign in as one person after the other and write one PNG for each page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for email, pictures in PICTURES.items():
            page = browser.new_context(locale="de-DE", base_url=address, viewport=SIZE).new_page()
            sign_in(page, email)
            for name, path in pictures.items():
                answer = page.goto(path)
                if answer is None or not answer.ok:
                    raise SystemExit(f"{path} could not be opened")
                page.screenshot(path=TARGET / f"{name}.png")
            if email == LEAD:
                for name, go_there in {
                    "vorschau": preview_list,
                    "papier": make_paper,
                    "verlauf": edit,
                }.items():
                    go_there(page)
                    page.screenshot(path=TARGET / f"{name}.png")
        browser.close()


def sign_in(page: Page, email: str) -> None:
    """Open the staff side as this person."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/work/**")


def preview_list(page: Page) -> None:
    """Bring in the corrected list as far as the preview."""
    page.goto(f"{WORK}/imports/")
    content = FilePayload(name="massnahmen.csv", mimeType="text/csv", buffer=LIST.encode())
    page.set_input_files("main input[type=file]", content)
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/sheets/")
    page.click("main button[name=preview]")
    page.wait_for_url("**/preview/")


def make_paper(page: Page) -> None:
    """Make a paper and stay on its page."""
    page.goto(f"{WORK}/reporting/new/")
    page.fill("main input[name=committee]", "Ausschuss für Digitalisierung")
    page.click("main form.form button[type=submit]")
    page.wait_for_url(re.compile(r"/reporting/[0-9a-f-]{36}/$"))


def edit(page: Page) -> None:
    """Change a measure, and open its history."""
    page.goto(f"{WORK}/strategy/measures/?sort=number")
    page.click("main table tbody th a >> nth=0")
    page.wait_for_url(re.compile(r"/measures/[0-9a-f-]{36}/$"))
    measure = page.url
    page.goto(f"{measure}edit/")
    page.select_option("main select[name=phase]", "operating")
    page.click("main form.form button[type=submit]")
    page.wait_for_url(measure)
    page.click("main a[href*='/history/']")
    page.wait_for_url("**/history/**")


# Pictures that something must be done for first.
WAYS = {
    LEAD: {"vorschau": preview_list, "papier": make_paper, "verlauf": edit},
    ADMINISTRATION: {},
}

if __name__ == "__main__":
    main()
