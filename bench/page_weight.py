"""What a first visit loads: each page with its style, script and fonts, compressed as served."""

import re
from typing import Any

from bench.caller import Caller, sign_in
from bench.page_list import COUNCIL, LEAD, STAFF, VISITOR, first_of, pages
from kommune.project.wsgi import application

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')
FONT = re.compile(r"url\([\"']?([^)\"']+\.woff2)[\"']?\)")


def measure() -> dict[str, Any]:
    """Kilobytes (1,000 bytes) by page: its HTML, and the parts that all pages share.

    Every font that a style names is counted, although a browser loads only those whose letters occur.
    """
    callers = {role: Caller(application, sign_in(first_of(role))) for role in (LEAD, STAFF, COUNCIL)}
    callers[VISITOR] = Caller(application)
    weights, parts = [], {}
    for page in pages():
        caller = callers[page.by]
        answer = Caller(application, caller.cookie, encoding="identity").get(page.address)
        if answer.status != 200:
            continue
        html = answer.body.decode()
        styles, scripts = set(STYLE.findall(html)), set(SCRIPT.findall(html))
        fonts = {font for style in styles for font in fonts_of(caller, style)}
        parts = {
            kind: sum(weigh(caller, address) for address in addresses)
            for kind, addresses in (("style", styles), ("script", scripts), ("fonts", fonts))
        }
        own = weigh(caller, page.address)
        weights.append({"name": page.name, "html": own, **parts, "total": own + sum(parts.values())})
    return {"pages": weights}


def weigh(caller: Caller, address: str) -> float:
    """Kilobytes of one answer, compressed with gzip where the product does so."""
    answer = caller.get(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    return len(answer.body) / 1000


def fonts_of(caller: Caller, style: str) -> set[str]:
    """The addresses of the fonts that a style names, relative ones made whole."""
    text = Caller(caller.application, caller.cookie, encoding="identity").get(style).body.decode()
    folder = style.rsplit("/", 1)[0]
    return {
        font if font.startswith("/") else f"{folder}/{font.removeprefix('./')}" for font in FONT.findall(text)
    }
