"""The public front's place in Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What citizens see."""

    name = "kommune.portal"
    label = "portal"
