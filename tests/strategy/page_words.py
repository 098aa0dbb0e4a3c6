"""Reading a page of the small town as its words, signed in as somebody."""

import re
from uuid import UUID

from django.test import Client
from django.urls import reverse

from kommune.accounts.models import User
from kommune.municipalities.public import Viewer


def client_of(viewer: Viewer) -> Client:
    client = Client(headers={"accept-language": "en"})
    assert viewer.user_id is not None
    client.force_login(User.objects.get(id=viewer.user_id))
    return client


def read(viewer: Viewer, name: str, *arguments: object, **query: str | UUID | int) -> str:
    """A page as its words, without markup and doubled spaces."""
    path = reverse(name, args=["probe", *arguments])
    answer = client_of(viewer).get(path, {name: str(value) for name, value in query.items()})
    assert answer.status_code == 200
    return words(answer.content.decode())


def words(markup: str) -> str:
    plain = re.sub(r"</?(?:a|b|strong|span)\b[^>]*>", "", markup)
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", " ", plain))
    return re.sub(r"\s+", " ", plain)
