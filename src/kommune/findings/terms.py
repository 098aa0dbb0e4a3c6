"""Words of the findings."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (Term("finding", _("Finding"), _("What an analysis found, with what to do about it.")),)
