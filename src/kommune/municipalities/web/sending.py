"""Keeps which forms of a town's people were sent: the same person, page, key and content is the same form."""

import hashlib
import json

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kommune.foundation.scope import current_town
from kommune.foundation.sending import Save
from kommune.municipalities.actions.sent_forms import carry_out_once

MASKED = "csrfmiddlewaretoken"


def keep_sent_form(request: HttpRequest, key: str, save: Save) -> str:
    """Save a form of a signed-in person in a town once, and say so where it was sent before."""
    if not request.user.is_authenticated or getattr(request, "town", None) is None:
        return save()
    led_to, is_again = carry_out_once(fingerprint=fingerprint_of(request), save=save)
    if is_again:
        messages.info(request, _("This form had been sent already. Nothing was made twice."))
    return led_to


def fingerprint_of(request: HttpRequest) -> str:
    """A hash of who sent what where, its key and files included: other content is another form."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != MASKED)
    told = [str(current_town()), str(request.user.pk), request.get_full_path(), fields]
    digest = hashlib.sha256(json.dumps(told).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            digest.update(json.dumps([name, upload.name, upload.size]).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()
