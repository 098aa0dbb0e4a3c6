"""The towns' place in Django."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Towns, their units and people, and how far their things are released."""

    name = "kommune.municipalities"
    label = "municipalities"

    def ready(self) -> None:
        from kommune.audit.public import register_kind
        from kommune.municipalities.models import Invitation, Membership, Municipality, Unit

        register_kind("municipality", Municipality)
        register_kind("unit", Unit)
        register_kind("membership", Membership)
        register_kind("invitation", Invitation)
