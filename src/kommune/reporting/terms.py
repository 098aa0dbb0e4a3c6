"""Words of the papers."""

from django.utils.translation import gettext_lazy as _

from kommune.foundation.terms import Term

TERMS = (Term("paper", _("Paper"), _("A page for a committee; its content never changes.")),)
