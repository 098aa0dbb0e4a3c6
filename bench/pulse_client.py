"""`python -m bench.pulse_client PORT PLAN SECONDS RESULT`: everybody's phone, one survey, once each."""

import asyncio
import json
import re
import sys
import time
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.load_client import Browser, Tally

LEAST_READING, MOST_READING = 5, 60
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


async def take_part(person: dict[str, Any], port: int, tally: Tally, starts: float, reads: float) -> None:
    """Open the slip's page, tick, send, see the thanks; perhaps press twice, or come back and send again."""
    await asyncio.sleep(starts)
    phone = Browser(port, {}, tally)
    path = person["path"]
    page = await phone.get(path, readable=True)
    found = TOKEN.search(page)
    if found is None:
        tally.errors.append("a sheet without a form")
        return
    token = found.group(1).decode()
    await asyncio.sleep(reads)
    if person["manner"] == "twice":
        other = Browser(port, dict(phone.cookies), tally)
        await asyncio.gather(*(send(one, path, token, person["said"], (302, 200)) for one in (phone, other)))
        other.close()
    else:
        await send(phone, path, token, person["said"], (302,))
    await phone.get(path)
    if person["manner"] == "again":
        await send(phone, path, token, dict.fromkeys(person["said"], 1), (200,))
    phone.close()


async def send(
    phone: Browser, path: str, token: str, said: dict[str, int], expected: tuple[int, ...]
) -> None:
    """Send the sheet; anything but the expected answer is an error."""
    body = urlencode({"csrfmiddlewaretoken": token, **said}).encode()
    status, _head, _body = await phone.request("POST", path, body=body)
    if status not in expected:
        tally = phone.tally
        tally.errors.append(f"POST: {status}, {expected} expected")


async def play(port: int, plan: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Everybody within the given time; what they met."""
    tally, rng = Tally(), Random(1)
    began = time.monotonic()
    last_start = seconds - MOST_READING
    everybody = [
        take_part(one, port, tally, rng.uniform(0, last_start), rng.uniform(LEAST_READING, MOST_READING))
        for one in plan["people"]
    ]
    await asyncio.gather(*everybody)
    return {
        "reading": tally.reading, "writing": tally.writing, "errors": tally.errors, "broken": tally.broken,
        "seconds": time.monotonic() - began, "client_cpu_seconds": time.process_time(),
    }  # fmt: skip


if __name__ == "__main__":
    port, plan_path, seconds, result_path = sys.argv[1:5]
    plan = json.loads(Path(plan_path).read_text())
    Path(result_path).write_text(json.dumps(asyncio.run(play(int(port), plan, float(seconds)))))
