#!/usr/bin/env python3
"""Take the manual's pictures from the running demo town, so that they show what the product shows.

tools/manual_pictures.py   starts the demo town in a temporary folder, takes the pictures, stops it
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.system_packages import find_chromium

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "kommune" / "workbench" / "static" / "workbench" / "manual"
EMAIL, PASSWORD = "jana.wiebusch@wesselfurt.example", "Rathaus-Demo-2026"
PICTURES = {
    "einlesen": "/wesselfurt/work/imports/",
    "zeigt": "/wesselfurt/work/strategy/proof/",
    "befunde": "/wesselfurt/work/findings/",
    "massnahmen": "/wesselfurt/work/strategy/measures/",
}
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
    """Sign in and write one PNG for each page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(locale="de-DE", base_url=address, viewport=SIZE).new_page()
        page.goto("/accounts/login/")
        page.fill("input[name=login]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/work/**")
        page.screenshot(path=TARGET / "anfangen.png")
        for name, path in PICTURES.items():
            page.goto(path)
            page.screenshot(path=TARGET / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
