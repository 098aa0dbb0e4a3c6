"""The few icons of the product as inline SVG, drawn on a 24 grid with one stroke."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES: dict[str, str] = {
    "add": "M12 5v14M5 12h14",
    "alert": "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "bars": "M4 6h14M4 12h9M4 18h16",
    "building": "M4 21V5l8-2v18M12 9h8v12M2 21h20M7 8h2M7 12h2M7 16h2M15 13h2M15 17h2",
    "calendar": "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
    "check": "M4 12.5 9.5 18 20 6.5",
    "circle-check": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.5l3 3 5-6",
    "close": "M5 5l14 14M19 5 5 19",
    "coins": "M9 6c3.3 0 6 1.1 6 2.5S12.3 11 9 11 3 9.9 3 8.5 5.7 6 9 6M3 8.5V15c0 1.4 2.7 2.5 6 2.5"
    "M15 8.5V11M21 13.5c0 1.4-2.7 2.5-6 2.5s-6-1.1-6-2.5S11.7 11 15 11s6 1.1 6 2.5M9 13.5V18"
    "c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5v-4.5",
    "copy": "M8 8h12v13H8zM16 8V3H4v13h4",
    "document": "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
    "down": "M6 9l6 6 6-6",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "filter": "M3 5h18l-7 8v6l-4 2v-8z",
    "finding": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21M10.5 7.5v3.5M10.5 13v.5",
    "goal": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 12v.01",
    "help": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 16.5v.5",
    "history": "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 2",
    "home": "M3 11l9-7 9 7M6 9v11h12V9M10 20v-6h4v6",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.5",
    "key": "M8 10a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 11l9-8M16 6.5l3 3M13.5 9l2 2",
    "link": "M9.5 14.5l5-5M8 11l-3 3a4 4 0 0 0 5.5 5.5l3-3M16 13l3-3A4 4 0 0 0 13.5 4.5l-3 3",
    "lock": "M6 11h12v10H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "map": "M4 5h4v4H4zM4 15h4v4H4zM16 10h4v4h-4zM8 7c4 0 4 5 8 5M8 17c4 0 4-5 8-5",
    "measure": "M4 5h16v15H4zM8 10l1.5 1.5L12 9M8 15.5l1.5 1.5 2.5-2.5M14.5 10.5H17M14.5 16H17",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "people": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c0-3.5 3-5.5 6.5-5.5"
    "s6.5 2 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4"
    "M18 14.8c2.2.7 3.5 2.4 3.5 5.2",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 21c0-4 3.3-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
    "share": "M12 15V3M8 7l4-4 4 4M5 12v9h14v-9",
    "strategy": "M5 21V4M5 5h13l-3 4 3 4H5",
    "table": "M3 5h18v14H3zM3 10h18M9 10v9",
    "town": "M4 3h16v9c0 5-4 7.5-8 9-4-1.5-8-4-8-9zM8 14v-3M12 14V8M16 14v-4",
    "trash": "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
    "undo": "M4 10h10a6 6 0 0 1 0 12h-4M8 5.5 4 10l4 4.5",
    "upload": "M12 16V4M7 9l5-5 5 5M4 20h16",
}


@cache
def icon(name: str) -> SafeString:
    """One icon that screen readers pass over; an unknown name draws nothing."""
    shape = SHAPES.get(name)
    if shape is None:
        return SafeString("")
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        shape,
    )
