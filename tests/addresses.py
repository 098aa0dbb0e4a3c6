"""Every address of the product with its arguments filled in from the things of one town."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its route as text and the name under which it is known, with its rooms."""

    route: str
    name: str

    @property
    def is_in_a_town(self) -> bool:
        return self.route.startswith("<slug:town>/")

    @property
    def is_staff_side(self) -> bool:
        return self.route.startswith("<slug:town>/work/")

    def filled(self, slug: str, samples: Mapping[str, str]) -> str:
        """The path in the town ``slug`` with every argument taken from ``samples``."""

        def value(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "town":
                return slug
            for key in (f"{self.name}.{name}", name):
                if key in samples:
                    return samples[key]
            raise LookupError(
                f"The address {self.route} ({self.name}) has the argument <{name}> without a sample: add one "
                f"to Samples in tests/test_stranger.py, so that it is walked as a stranger too."
            )

        return "/" + ARGUMENT.sub(value, self.route)


def own_addresses() -> list[Address]:
    """All addresses whose views the product wrote itself; those of libraries are theirs to test."""
    return [
        Address(route, name)
        for route, name, pattern in walk(get_resolver())
        if "^" not in route and (route.startswith("api/") or pattern.lookup_str.startswith("kommune."))
    ]


def walk(
    resolver: URLResolver, prefix: str = "", rooms: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Any]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, ":".join([*rooms, entry.name or ""]), entry
        else:
            inner = (*rooms, entry.namespace) if entry.namespace else rooms
            yield from walk(entry, route, inner)
