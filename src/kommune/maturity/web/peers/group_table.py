"""The table of the towns of a comparison group: distance, why, and the features that count."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.analysis.benchmark import Part, Peer, PeerGroup
from kommune.foundation.numbers import written_number
from kommune.foundation.tables import Column, Filter, ListTable
from kommune.maturity.peer_words import FEATURE_NAMES, LEVELS, part_text, value_text
from kommune.municipalities.public import TownRequest

# Parameters of the page are called after features; those of the table are told apart by this.
PREFIX = "list-"
STATE = "state"


def peer_table(request: TownRequest, group: PeerGroup) -> ListTable:
    """The group in order of distance; to search, to filter by what tells its towns apart, to take along."""
    features = [part.feature for part in group.peers[0].parts] if group.peers else []
    shown = [key for key in features if key != STATE]
    is_file = bool(request.GET.get("export"))
    columns = [
        Column("name", _("Town") if is_file else _("Town, and what tells it apart most"), named_with_reasons,
               sort=("name",), export=lambda peer: bare_name(peer.name)),
        Column("distance", _("Distance"), lambda peer: written_number(peer.distance, 2), sort=("distance",),
               align="end", export=lambda peer: round(peer.distance, 2)),
        Column(STATE, _("Federal state"), state_name, sort=(STATE,), priority=3),
        *(_feature_column(key) for key in shown),
        *([Column("why", _("What the distance is made of"), told_reasons)] if is_file else []),
    ]  # fmt: skip
    sorts: dict[str, Callable[[Peer], Any]] = {
        "name": lambda peer: peer.name.casefold(),
        "distance": lambda peer: peer.distance,
        STATE: state_name,
        **{key: _reader(key) for key in shown},
    }
    return ListTable(
        request,
        group.peers,
        columns,
        caption=_("Towns of the comparison group"),
        sorts=sorts,
        filters=_filters(group, shown),
        search=search_peers,
        name="peers",
        prefix=PREFIX,
    )


def bare_name(name: str) -> str:
    """The name of the register without its addition: "Lübeck" of "Lübeck, Hansestadt"."""
    return name.partition(",")[0]


def state_name(peer: Peer) -> str:
    """The federal state, as the official key begins."""
    return value_text(STATE, float(peer.key[:2]))


def search_peers(peers: list[Peer], text: str) -> list[Peer]:
    """Towns whose name or state holds every word."""
    words = text.casefold().split()
    return [one for one in peers if all(word in f"{one.name} {state_name(one)}".casefold() for word in words)]


def named_with_reasons(peer: Peer) -> SafeString:
    """The name with the weightiest reason; the others open on demand."""
    first, *others = reasons(peer)
    rest = format_html_join("", "<li>{}</li>", ((text,) for text in others))
    if not others:
        return format_html('{}<br><span class="muted">{}</span>', bare_name(peer.name), first)
    return format_html(
        '{}<details><summary class="muted">{}</summary><ul class="list">{}</ul></details>',
        bare_name(peer.name),
        first,
        rest,
    )


def told_reasons(peer: Peer) -> str:
    """What every feature says, for a file."""
    return "; ".join(reasons(peer))


def reasons(peer: Peer) -> list[str]:
    """What each feature says, the weightiest first."""
    parts = sorted(peer.parts, key=lambda part: -1.0 if part.share is None else -part.share)
    return [part_text(part) for part in parts]


def _part(peer: Peer, key: str) -> Part:
    return next(one for one in peer.parts if one.feature == key)


def _reader(key: str) -> Callable[[Peer], float | None]:
    return lambda peer: _part(peer, key).other


def _feature_column(key: str) -> Column:
    read = _reader(key)
    is_level = key in LEVELS

    def shown(peer: Peer) -> str | None:
        value = read(peer)
        return None if value is None else value_text(key, value)

    def plain(peer: Peer) -> float | None:
        value = read(peer)
        return None if value is None else round(value, 1)

    return Column(
        key,
        FEATURE_NAMES[key],
        shown,
        sort=(key,),
        align="start" if is_level else "end",
        priority=2 if key == "population" else 3,
        export=shown if is_level else plain,
    )


def _filters(group: PeerGroup, shown: list[str]) -> list[Filter]:
    """The state and every stepped feature, as far as the towns of the group differ in it."""
    states = sorted({state_name(one) for one in group.peers})
    filters = [_filter(STATE, {name: name for name in states}, state_name)] if len(states) > 1 else []
    for key in shown:
        read = _reader(key)
        found = sorted({value for one in group.peers if (value := read(one)) is not None})
        if key in LEVELS and len(found) > 1:
            filters.append(_filter(key, {f"{value:g}": value_text(key, value) for value in found}, read))
    return filters


def _filter(key: str, choices: Mapping[str, str], read: Callable[[Peer], Any]) -> Filter:
    def narrow(peers: list[Peer], wanted: list[str]) -> list[Peer]:
        return [one for one in peers if _key(read(one)) in wanted]

    return Filter(key, FEATURE_NAMES[key], "multi", list(choices.items()), narrow=narrow)


def _key(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
