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
    "rate_relation": _("Goal relation rated"),
    "rate_relations": _("Goal relations rated together"),
    "rate_contribution": _("Contribution rated"),
    "rate_contributions": _("Contributions rated together"),
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
    "restore": _("Earlier state restored"),
    "make_token": _("Access for a program made"),
    "revoke_token": _("Access for a program withdrawn"),
    "make_paper": _("Paper made"),
    "delete_paper": _("Paper deleted"),
    "use_template": _("Template changed"),
    "remove_template": _("Template removed"),
    "accept_invitation": _("Person joined by invitation"),
    "create_unit": _("Unit added"),
    "add_member": _("Person added"),
    "change_unit": _("Unit changed"),
    "change_member": _("Person changed"),
    "remove_unit": _("Unit removed"),
    "invite": _("Person invited"),
    "remove_member": _("Person removed"),
    "import_units": _("Units brought in"),
    "create_town": _("Town founded"),
    "erase_member": _("Person erased"),
    "revoke_invitation": _("Invitation withdrawn"),
    "change_town": _("Town changed"),
}

KIND_NAMES: dict[str, str | Promise] = {
    "strategy": _("Strategy"),
    "field": _("Field of action"),
    "goal": _("Goal"),
    "measure": _("Measure"),
    "status_report": _("Status report"),
    "finding": _("Finding"),
    "paper": _("Paper"),
    "unit": _("Unit"),
    "membership": _("Person"),
}
# Kinds whose names tell a person something; the others are counted.
NAMED_KINDS = ("strategy", "field", "goal", "measure", "unit", "paper", "paper_template")
# Kinds whose deletion stands in the trash by itself; what hung on them comes back along with them.
TRASHED_KINDS = ("strategy", "field", "goal", "measure", "status_report", "unit", "paper", "paper_template")
