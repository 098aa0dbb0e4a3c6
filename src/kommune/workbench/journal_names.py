"""What the journal's actions are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTION_NAMES: dict[str, str | Promise] = {
    "create_strategy": _("Strategy begun"),
    "edit_strategy": _("Strategy changed"),
    "adopt_strategy": _("Decision recorded"),
    "delete_strategy": _("Strategy deleted"),
    "start_edition": _("New edition begun"),
    "save_field": _("Field of action saved"),
    "delete_field": _("Field of action deleted"),
    "save_goal": _("Goal saved"),
    "delete_goal": _("Goal deleted"),
    "relate_goals": _("Goal relation set"),
    "create_measure": _("Measure begun"),
    "edit_measure": _("Measure changed"),
    "edit_measures": _("Measures changed together"),
    "split_measure": _("Split set"),
    "set_goals": _("Goals of a measure set"),
    "delete_measures": _("Measures deleted"),
    "report_status": _("Status reported"),
    "delete_report": _("Status report deleted"),
    "make_measure_of": _("Measure made of a finding"),
    "look_for_findings": _("Findings brought up to date"),
    "assign_finding": _("Finding assigned"),
    "dismiss_finding": _("Finding set aside"),
    "reopen_finding": _("Finding taken up again"),
    "mark_in_work": _("Finding taken into work"),
    "release": _("Visibility changed"),
    "import": _("Spreadsheet brought in"),
    "undo": _("Taken back"),
}
