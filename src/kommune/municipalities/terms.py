"""Words of towns and people."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (
    Term("town", _("Town"), _("A city, municipality or district that works here.")),
    Term("unit", _("Unit"), _("A department, an office, a section or a team.")),
    Term(
        "release",
        _("Release ladder"),
        _("How far something is seen: working group, unit heads, administration, council, public."),
    ),
)
