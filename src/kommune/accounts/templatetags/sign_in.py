"""What allauth's pages ask about this installation."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sends_mail() -> bool:
    """Whether mails with links can be sent at all."""
    return bool(settings.EMAIL_HOST)
