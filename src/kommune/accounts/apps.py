"""The people's place in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they sign in."""

    name = "kommune.accounts"
    label = "accounts"

    def ready(self) -> None:
        from kommune.accounts.actions import forget_past_sign_ins
        from kommune.foundation.duties import register_duty

        register_duty("forget_past_sign_ins", forget_past_sign_ins)
