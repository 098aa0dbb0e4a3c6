"""The towns' place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kommune.foundation.navigation import NavigationItem, register_navigation
from kommune.municipalities.permissions import Permission, register_rights
from kommune.municipalities.rules import (
    may_administer_town,
    may_enter_workbench,
    may_release,
    may_steer_strategy,
)


class MunicipalitiesConfig(AppConfig):
    """Towns, their units and people, and how far their things are released."""

    name = "kommune.municipalities"
    label = "municipalities"

    def ready(self) -> None:
        from kommune.accounts.public import PersonalData, register_entry_permit, register_personal_data
        from kommune.audit.public import register_kind
        from kommune.foundation.duties import register_duty
        from kommune.foundation.sending import register_keeper
        from kommune.foundation.terms import register_terms
        from kommune.municipalities.actions.invitations import forget_past_invitations
        from kommune.municipalities.actions.people import erase_memberships, export_memberships
        from kommune.municipalities.actions.sent_forms import forget_sent_forms
        from kommune.municipalities.actions.tokens import forget_kept_answers
        from kommune.municipalities.models import ApiToken, Invitation, Membership, Municipality, Unit
        from kommune.municipalities.terms import TERMS
        from kommune.municipalities.web.invitation import came_by_invitation
        from kommune.municipalities.web.sending import keep_sent_form

        register_kind("municipality", Municipality)
        register_kind("unit", Unit)
        register_kind("membership", Membership)
        register_kind("invitation", Invitation)
        register_kind("api_token", ApiToken)
        register_entry_permit(came_by_invitation)
        register_personal_data(
            PersonalData("memberships", _("Towns"), export=export_memberships, erase=erase_memberships)
        )
        register_terms(*TERMS)
        register_keeper(keep_sent_form)
        register_duty("forget_sent_forms", forget_sent_forms)
        register_duty("forget_kept_answers", forget_kept_answers)
        register_duty("forget_past_invitations", forget_past_invitations)
        describe_rights()
        register_navigation(
            NavigationItem(
                key="town",
                label=_("Town and people"),
                url_name="town:people",
                order=900,
                icon="people",
                may_enter=may_administer_town,
                also=("town:units", "town:tokens", "town:settings", "town:rights", "town:ladder"),
            )
        )


def describe_rights() -> None:
    """Put the rules of the towns into the table of rights."""
    register_rights(
        _("Town and people"),
        10,
        Permission(
            "town.enter",
            _("Enter the staff side and see what was released to one's role"),
            may_enter_workbench,
        ),
        Permission(
            "town.see_all", _("See everything in the town, whether released or not"), may_steer_strategy
        ),
        Permission("town.release", _("Decide who sees what (release ladder)"), may_release),
        Permission(
            "town.administer",
            _("Invite people, give roles, edit units and the town's settings"),
            may_administer_town,
        ),
    )
