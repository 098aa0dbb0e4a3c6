"""What rooms above tell about people: who is let in as a new person, and which data they keep."""

from collections.abc import Callable

from django.http import HttpRequest

from kommune.accounts.shapes import PersonalData

_permits: list[Callable[[HttpRequest], bool]] = []
_keepers: dict[str, PersonalData] = {}


def register_entry_permit(permit: Callable[[HttpRequest], bool]) -> None:
    """Let in a person unknown so far whose request ``permit`` accepts; called in ``AppConfig.ready``."""
    if permit not in _permits:
        _permits.append(permit)


def is_let_in(request: HttpRequest) -> bool:
    """Whether any room vouches for the unknown person of this request."""
    return any(permit(request) for permit in _permits)


def register_personal_data(keeper: PersonalData) -> None:
    """Make known which personal data a room keeps; called in ``AppConfig.ready``."""
    _keepers[keeper.key] = keeper


def personal_data_keepers() -> list[PersonalData]:
    """All rooms that keep personal data, in order of registration."""
    return list(_keepers.values())
