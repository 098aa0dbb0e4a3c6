"""Carrying out a sent form once, however often and however simultaneously it arrives."""

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from kommune.municipalities.models import SentForm

KEPT_FOR = timedelta(hours=24)


def carry_out_once(*, fingerprint: str, save: Callable[[], str]) -> tuple[str, bool]:
    """Where the form led, and whether it had been sent before; ``save`` runs the first time only.

    The unique row is written first, in one transaction with the saving: of two at the same moment the
    second waits for it and finds it; where the saving is refused, the row is gone with it.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                sent = SentForm.objects.create(fingerprint=fingerprint, made_at=timezone.now())
        except IntegrityError:
            return SentForm.objects.values_list("led_to", flat=True).get(fingerprint=fingerprint), True
        sent.led_to = save()
        sent.save(update_fields=["led_to"])
    return sent.led_to, False


def forget_sent_forms() -> int:
    """Delete what is kept of forms sent more than a day ago; returns how many rows."""
    gone: int = SentForm.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]
    return gone
