"""The same form sent twice makes one thing: the one-time key of a form, and who keeps what came of it."""

from collections.abc import Callable
from typing import TypeAlias

from django.http import HttpRequest

KEY_FIELD = "sent_key"

Save: TypeAlias = Callable[[], str]
Keeper: TypeAlias = Callable[[HttpRequest, str, Save], str]

_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Say who remembers which forms were sent; called in ``AppConfig.ready``."""
    _keepers[:] = [keeper]


def save_once(request: HttpRequest, save: Save) -> str:
    """Where to go after ``save``; for the same form sent again, where the first time led, without saving.

    The form carries its key with ``{% sent_key %}``; one without a key is saved each time.
    """
    key = request.POST.get(KEY_FIELD, "")
    return _keepers[0](request, key, save) if key and _keepers else save()
