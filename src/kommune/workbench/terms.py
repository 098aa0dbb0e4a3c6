"""Words of the journal."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term("journal", _("History"), _("Who changed what when.")),
    Term("trash", _("Trash"), _("What was deleted and can come back.")),
)
