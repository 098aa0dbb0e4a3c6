"""The comparison group: which towns, how far each is, and why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.accounts.public import person
from kommune.analysis.benchmark import LEAST_PEERS, MOST_PEERS, Peer, PeerGroup
from kommune.foundation.numbers import written_number
from kommune.maturity.peer_words import FEATURE_NAMES, SIZE_NAMES, part_text
from kommune.maturity.queries.peers import peers_of
from kommune.maturity.shapes.peers import PeerAnswer
from kommune.maturity.web.peers.choosing import Chosen, choice_fields, read_choice
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest, may_administer_town


@require_GET
def show_group(request: TownRequest, town: str) -> HttpResponse:
    """The towns most like this one, with every distance explained."""
    chosen = read_choice(request.GET)
    answer = peers_of(request.town, None if chosen.counts_nothing else chosen.weights, chosen.count)
    context = {
        "answer": answer,
        "missing": missing_step(request, answer, town) if answer.missing else None,
        "chosen": chosen,
        "fields": choice_fields(chosen),
        "counts": [(n, n == chosen.count) for n in range(LEAST_PEERS, MOST_PEERS + 1)],
        "tabs": place_tabs(town, "peers"),
        "crumbs": [(_("Comparison group"), "")],
        **(group_context(answer.group, chosen) if answer.group else {}),
    }
    return render(request, "maturity/peers/group.html", context)


def group_context(group: PeerGroup, chosen: Chosen) -> dict[str, Any]:
    """The group in words: sentence, picture, table."""
    peers = [told_peer(one) for one in group.peers]
    return {
        "peers": peers,
        "nearest": ", ".join(bare_name(one.name) for one in group.peers[:3]),
        "size_name": SIZE_NAMES[group.size_class],
        "unknown": [FEATURE_NAMES[key] for key in group.unknown],
    }


def bare_name(name: str) -> str:
    """The name of the register without its addition: "Lübeck" of "Lübeck, Hansestadt"."""
    return name.partition(",")[0]


def told_peer(peer: Peer) -> dict[str, Any]:
    """One town with its distance and what each feature says, the weightiest first."""
    parts = sorted(peer.parts, key=lambda part: -1.0 if part.share is None else -part.share)
    return {
        "key": peer.key,
        "name": bare_name(peer.name),
        "distance": written_number(peer.distance, 2),
        "parts": [part_text(part) for part in parts],
    }


def missing_step(request: TownRequest, answer: PeerAnswer, town: str) -> dict[str, str]:
    """What is missing for a group, and the next step for this person."""
    who = person(request.user.pk) if request.user.is_authenticated else None
    is_operator = bool(who and who.is_operator)
    if answer.missing == "no_key":
        settings = reverse("town:settings", args=[town]) if may_administer_town(request.viewer) else ""
        return {
            "title": _("Your town has no official key yet"),
            "text": _("With the key (AGS) the town is found in the official register."),
            "action": _("Enter the key") if settings else "",
            "url": settings,
        }
    if answer.missing == "no_register":
        text = _(
            "Like towns are found in the official register of municipalities. The Federal Statistical Office "
            "(Destatis) offers it free of charge as “Gemeindeverzeichnis GV-ISys”; whoever runs this "
            "installation takes it in."
        )
        title = _("The official register is not taken in yet")
    else:
        text = _("Your key does not stand in the register that was taken in. Perhaps there is a newer one.")
        title = _("Your town is not in the register")
    url = reverse("start_register") if is_operator else ""
    return {"title": title, "text": text, "action": _("Take in register") if url else "", "url": url}
