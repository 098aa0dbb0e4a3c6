"""What the search finds of towns and people, and the pages of the staff front as commands."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.municipalities.public import (
    Viewer,
    choose_members,
    choose_units,
    may_administer_town,
    may_enter_workbench,
)
from kommune.search.public import (
    Command,
    Hit,
    SearchSource,
    holds_every_word,
    register_command,
    register_source,
)
from kommune.workbench.rules import may_read_journal


def register_findable() -> None:
    """Search sources and commands; called in ``AppConfig.ready``."""
    register_source(SearchSource("units", gettext_lazy("Units"), 60, find_units))
    register_source(SearchSource("people", gettext_lazy("People"), 70, find_people))
    commands = [
        ("trash", gettext_lazy("Trash"), "workbench:trash", may_read_journal),
        ("help", gettext_lazy("Help"), "workbench:help", may_enter_workbench),
        ("invite", gettext_lazy("Invite a person"), "town:invite", may_administer_town),
        ("new_unit", gettext_lazy("New unit"), "town:new_unit", may_administer_town),
        ("rights", gettext_lazy("Who may do what"), "town:rights", may_enter_workbench),
        ("ladder", gettext_lazy("Who sees what"), "town:ladder", may_enter_workbench),
    ]
    for key, label, url_name, may_enter in commands:
        register_command(Command(key, label, url_name, may_enter))


def find_units(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """Units by name, leading to the measures that they lead."""
    measures = reverse("strategy:measures", args=[slug])
    found = [(key, name) for key, name in choose_units() if holds_every_word(name, words)]
    return [
        Hit(name, _("measures of this unit"), f"{measures}?{urlencode({'unit': str(key)})}")
        for key, name in found[:limit]
    ]


def find_people(viewer: Viewer, slug: str, words: list[str], limit: int) -> list[Hit]:
    """People by name, for those who administer the town."""
    if not may_administer_town(viewer):
        return []
    found = [(key, name) for key, name in choose_members() if holds_every_word(name, words)]
    return [Hit(name, "", reverse("town:person", args=[slug, key])) for key, name in found[:limit]]
