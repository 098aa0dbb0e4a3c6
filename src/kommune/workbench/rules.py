"""Who may take back what."""

from collections.abc import Iterable

from kommune.audit.public import BatchLine
from kommune.municipalities.public import Viewer, may_administer_town, may_steer_strategy

ADMINISTERED = frozenset({"membership", "invitation", "municipality", "unit", "api_token"})
# What people without the right to steer take back, where they did it and may still change the thing.
OWN_ACTIONS = frozenset({"edit_measure", "split_measure", "report_status", "delete_report"})
# What cannot be taken back: what people outside were told, what was erased, what the program keeps by itself.
LASTING_ACTIONS = frozenset(
    {
        "accept_invitation",
        "close_round",
        "create_town",
        "erase_member",
        "invite",
        "look_for_findings",
        "make_password_link",
        "make_token",
        "revoke_invitation",
        "revoke_token",
    }
)


def may_read_journal(viewer: Viewer) -> bool:
    """The journal and the trash of the whole town: those who steer it."""
    return may_steer_strategy(viewer)


def may_take_back(viewer: Viewer, line: BatchLine, *, may_change_things: bool) -> bool:
    """Whether a person may take back a batch.

    What concerns people and units: the administration. All else: those who steer. Beyond that everybody
    what she did herself to a thing that she may change at this moment (``may_change_things``).
    """
    if line.is_undone or line.action in LASTING_ACTIONS or line.undoes in LASTING_ACTIONS:
        return False
    if _concerns(line.counts, ADMINISTERED):
        return may_administer_town(viewer)
    if may_steer_strategy(viewer):
        return True
    is_own = line.actor_id is not None and line.actor_id == viewer.user_id
    return is_own and line.action in OWN_ACTIONS and may_change_things


def _concerns(kinds: Iterable[str], these: frozenset[str]) -> bool:
    return not these.isdisjoint(kinds)
