"""The people's place in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they sign in."""

    name = "kommune.accounts"
    label = "accounts"
