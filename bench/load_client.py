"""`python -m bench.load_client PORT PLAN SECONDS PAUSE RESULT`: many browsers in one lean process."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

PATIENCE_SECONDS = 30


class Broken(Exception):
    """The connection ended before the answer did."""


@dataclass(slots=True)
class Tally:
    """What all of them met."""

    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Browser:
    """One person's browser: one kept connection, her cookies."""

    port: int
    cookies: dict[str, str]
    tally: Tally
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, *, readable: bool = False) -> bytes:
        """A page that must answer 200; compressed unless it is to be read."""
        status, _head, body = await self.request("GET", path, encoding="identity" if readable else "gzip")
        if status != 200:
            self.tally.errors.append(f"GET {path}: {status}")
        return body

    async def post(self, path: str, values: list[tuple[str, str]]) -> bool:
        """Send a form; true where the answer leads on, as it does after a write."""
        status, _head, _body = await self.request("POST", path, body=urlencode(values).encode())
        if status != 302:
            self.tally.errors.append(f"POST {path}: {status}")
        return status == 302

    async def request(
        self, method: str, path: str, *, body: bytes = b"", encoding: str = "gzip"
    ) -> tuple[int, dict[str, str], bytes]:
        """One exchange, timed from asking to the last byte."""
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await self._exchange(method, path, body, encoding)
        except (OSError, EOFError, TimeoutError, Broken) as problem:
            self.tally.broken.append(f"{method} {path}: {type(problem).__name__}")
            self.close()
            return 0, {}, b""
        (self.tally.reading if method == "GET" else self.tally.writing).append(time.perf_counter() - began)
        return answer

    async def _exchange(
        self, method: str, path: str, body: bytes, encoding: str
    ) -> tuple[int, dict[str, str], bytes]:
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [
            f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Language: de",
            f"Accept-Encoding: {encoding}", f"Referer: http://localhost{path}", "Origin: http://localhost",
            f"Cookie: {cookies}",
        ]  # fmt: skip
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.partition(": ")[::2] for line in lines[1:] if line]
        headers = {name.lower(): value for name, value in pairs}
        for name, value in pairs:
            if name.lower() == "set-cookie":
                cookie, _equals, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        content = await self._body(headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(lines[0].split()[1]), headers, content

    async def _body(self, headers: dict[str, str]) -> bytes:
        assert self.reader is not None
        if headers.get("transfer-encoding", "").lower() == "chunked":
            parts = []
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                parts.append(await self.reader.readexactly(size))
                await self.reader.readline()
            await self.reader.readline()
            return b"".join(parts)
        return await self.reader.readexactly(int(headers["content-length"]))

    def close(self) -> None:
        """Hang up."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class FormReader(HTMLParser):
    """What a page's form would send back unchanged; the form is the one with a field ``wanted``."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.values: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self._select = self._text = ""
        self._chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, value = told.get("name") or "", told.get("value") or ""
        if tag == "form":
            self.values = []
        elif tag == "input" and name and told.get("type") not in ("submit", "button", "file"):
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self.values.append((name, value))
        elif tag == "select":
            self._select, self._chosen = name, None
        elif tag == "option" and self._select and (self._chosen is None or "selected" in told):
            self._chosen = value
        elif tag == "textarea":
            self._text, self._written = name, ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self._written += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self.values.append((self._select, self._chosen or ""))
            self._select = ""
        elif tag == "textarea" and self._text:
            self.values.append((self._text, self._written.strip()))
            self._text = ""
        elif tag == "form" and any(name == self.wanted for name, _value in self.values):
            self.found = self.values


def form_values(page: bytes, field_name: str, text: str) -> list[tuple[str, str]]:
    """The form of a page with one text changed and the light, where it asks for one, set to green."""
    reader = FormReader(field_name)
    reader.feed(page.decode())
    new = {field_name: text, "light": "green"}
    kept = [(name, new.get(name, value)) for name, value in reader.found]
    asks_for_light = b'name="light"' in page and "light" not in dict(kept)
    return [*kept, ("light", "green")] if asks_for_light else kept


async def read_on(browser: Browser, paths: list[str], until: float, pause: float, rng: Random) -> None:
    """Open one page after the other with a pause between."""
    await asyncio.sleep(rng.uniform(0, pause))
    turn = 0
    while time.monotonic() < until:
        await browser.get(paths[turn % len(paths)])
        turn += 1
        await asyncio.sleep(pause)


async def write_on(
    browser: Browser, person: dict[str, Any], until: float, pause: float, rng: Random
) -> dict[str, Any]:
    """Change a measure and report on it by turns; returns what the product said it has kept."""
    kept: dict[str, Any] = {"measure_id": person["measure_id"], "edits": [], "reports": []}
    await asyncio.sleep(rng.uniform(0, pause))
    turn = 0
    while time.monotonic() < until:
        kind, path, name = (("edits", person["edit"], "aim"), ("reports", person["report"], "text"))[turn % 2]
        text = f"Lasttest {person['measure_id'][-6:]} Nummer {turn}"
        values = form_values(await browser.get(path, readable=True), name, text)
        if values and await browser.post(path, values):
            kept[kind].append(text)
            await browser.get(person["measure"])
        elif not values:
            browser.tally.errors.append(f"GET {path}: no form")
        turn += 1
        await asyncio.sleep(pause)
    return kept


async def play(port: int, plan: dict[str, Any], seconds: float, pause: float) -> dict[str, Any]:
    """All people at once for the given time; then what they met and what was written."""
    tally, rng = Tally(), Random(1)
    until = time.monotonic() + seconds

    def browser(person: dict[str, Any]) -> Browser:
        name, _equals, value = person["cookie"].partition("=")
        return Browser(port, {name: value}, tally)

    readers = [read_on(browser(one), one["paths"], until, pause, rng) for one in plan["readers"]]
    writers = [write_on(browser(one), one, until, pause, rng) for one in plan["writers"]]
    _read, noted = await asyncio.gather(asyncio.gather(*readers), asyncio.gather(*writers))
    return {
        "reading": tally.reading, "writing": tally.writing, "errors": tally.errors, "broken": tally.broken,
        "noted": noted, "client_cpu_seconds": time.process_time(),
    }  # fmt: skip


if __name__ == "__main__":
    port, plan_path, seconds, pause, result_path = sys.argv[1:6]
    plan = json.loads(Path(plan_path).read_text())
    met = asyncio.run(play(int(port), plan, float(seconds), float(pause)))
    Path(result_path).write_text(json.dumps(met))
