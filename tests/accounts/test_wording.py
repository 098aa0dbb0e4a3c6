"""Allauth's own German says du; people here are addressed with Sie."""

import re
from pathlib import Path

import allauth
import polib
import pytest

from kommune.accounts.wording import SENTENCES

pytestmark = pytest.mark.pure
FAMILIAR = re.compile(r"\b(du|dein\w*|dich|dir)\b", re.IGNORECASE)
# Pages and mails that nobody meets here: sign-up, several addresses, user names, providers of other kinds.
NOT_IN_USE = re.compile(
    r"idp/|usersessions|headless|phone|openid/|signup|account_already_exists|verified_email_required"
    r"|templates/account/(email|email_change|login|password_reset|email/base_message)\.(html|txt)|warn_no_email"
)


def test_no_sentence_of_allauth_that_people_meet_says_du() -> None:
    catalogue = Path(allauth.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
    familiar = {
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if FAMILIAR.search(entry.msgstr)
        and any(not NOT_IN_USE.search(place) for place, _line in entry.occurrences)
    }
    assert familiar - set(SENTENCES) == set()
