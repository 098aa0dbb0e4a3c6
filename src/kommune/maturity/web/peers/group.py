"""The comparison group: which towns, how far each is, and why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.accounts.public import person
from kommune.analysis.benchmark import LEAST_PEERS, MOST_PEERS, PeerGroup
from kommune.foundation.exports import table_file
from kommune.foundation.tables import table_response
from kommune.maturity.peer_words import FEATURE_NAMES, SIZE_NAMES
from kommune.maturity.queries.peers import peers_of
from kommune.maturity.shapes.peers import PeerAnswer
from kommune.maturity.web.peers.choosing import choice_fields, read_choice
from kommune.maturity.web.peers.group_table import bare_name, peer_table
from kommune.maturity.web.tabs import place_tabs
from kommune.municipalities.public import TownRequest, may_administer_town

FROM_TYPES = ("growth", "surroundings")


@require_GET
def show_group(request: TownRequest, town: str) -> HttpResponse:
    """The towns most like this one, with every distance explained."""
    chosen = read_choice(request.GET)
    answer = peers_of(request.town, None if chosen.counts_nothing else chosen.weights, chosen.count)
    lacks_types = answer.group is not None and not answer.knows_types
    context = {
        "answer": answer,
        "types_url": reverse("start_types") if lacks_types and is_operator(request) else "",
        "missing": missing_step(request, answer, town) if answer.missing else None,
        "chosen": chosen,
        "fields": choice_fields(chosen),
        "counts": [(n, n == chosen.count) for n in range(LEAST_PEERS, MOST_PEERS + 1)],
        "tabs": place_tabs(town, "peers"),
        "crumbs": [(_("Comparison group"), "")],
    }
    if answer.group is None:
        return render(request, "maturity/peers/group.html", context)
    table = peer_table(request, answer.group)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Comparison group"))
    return table_response(
        request,
        table,
        "maturity/peers/group.html",
        context | group_context(answer.group, knows_types=answer.knows_types),
    )


def group_context(group: PeerGroup, *, knows_types: bool) -> dict[str, Any]:
    """The group in words; features of a table that is not there are not said to lack for this town."""
    lacking = () if knows_types else FROM_TYPES
    return {
        "peers": group.peers,
        "nearest": ", ".join(bare_name(one.name) for one in group.peers[:3]),
        "size_name": SIZE_NAMES[group.size_class],
        "unknown": [FEATURE_NAMES[key] for key in group.unknown if key not in lacking],
    }


def is_operator(request: TownRequest) -> bool:
    """Whether the person runs this installation."""
    who = person(request.user.pk) if request.user.is_authenticated else None
    return bool(who and who.is_operator)


def missing_step(request: TownRequest, answer: PeerAnswer, town: str) -> dict[str, str]:
    """What is missing for a group, and the next step for this person."""
    if answer.missing == "no_key":
        settings = reverse("town:settings", args=[town]) if may_administer_town(request.viewer) else ""
        return {
            "title": _("Your town has no official key yet"),
            "text": _("With the key (AGS) the town is found in the official register."),
            "action": _("Enter the key") if settings else "",
            "url": settings,
        }
    if answer.missing == "nothing_known":
        text = _("What you let count is not known of your town. Let something else count, or begin as usual.")
        return {
            "title": _("Nothing is left to compare by"),
            "text": text,
            "action": _("As usual"),
            "url": reverse("maturity:peers", args=[town]),
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
    url = reverse("start_register") if is_operator(request) else ""
    return {"title": title, "text": text, "action": _("Take in register") if url else "", "url": url}
