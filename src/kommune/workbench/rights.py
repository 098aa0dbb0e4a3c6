"""What the table of rights says of the journal."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommune.audit.public import BatchLine
from kommune.foundation.ids import new_id
from kommune.municipalities.public import Permission, Viewer, register_rights
from kommune.workbench.rules import may_read_journal, may_take_back


def describe_rights() -> None:
    """Put the rules of the journal into the table of rights; called in ``AppConfig.ready``."""
    register_rights(
        _("Journal and trash"),
        70,
        Permission("journal.read", _("Read the journal and the trash of the whole town"), may_read_journal),
        Permission(
            "journal.take_back",
            _("Take changes back, restore what was deleted"),
            _may_take_back_a_colleagues_edit,
            only_own=_may_take_back_own_edit,
            shows=may_take_back,
        ),
    )


def _may_take_back_a_colleagues_edit(viewer: Viewer) -> bool:
    line = BatchLine(new_id(), timezone.now(), new_id(), "edit_measure", "")
    return may_take_back(viewer, line, may_change_things=True)


def _may_take_back_own_edit(viewer: Viewer) -> bool:
    line = BatchLine(new_id(), timezone.now(), viewer.user_id, "edit_measure", "")
    return may_take_back(viewer, line, may_change_things=True)
