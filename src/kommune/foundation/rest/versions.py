"""Versions of objects in headers: ETag in answers, If-Match in requests."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja.responses import NinjaJSONEncoder
from pydantic import BaseModel

from kommune.foundation.rest.problems import Problem

TAG = re.compile(r'(?:W/)?"([^"]*)"')


def etag_of(values: BaseModel | Mapping[str, Any]) -> str:
    """The ETag of an object as the token sees it: its version and a digest of all values.

    The digest is there since parts that hang on an object (costs, links) do not raise its version.
    """
    plain = values.model_dump(mode="json") if isinstance(values, BaseModel) else values
    text = NinjaJSONEncoder(sort_keys=True).encode(plain)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f'"{plain.get("version", 0)}-{digest}"'


def require_match(request: HttpRequest, etag: str, current: BaseModel) -> None:
    """Refuse a change of another version than the caller saw: ``version-missing`` or ``stale``.

    A weak tag is taken too: compressing an answer on its way weakens its ETag.
    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise Problem("version-missing", headers={"ETag": etag})
    if sent != "*" and etag.strip('"') not in TAG.findall(sent):
        raise Problem("stale", members={"current": current.model_dump(mode="json")}, headers={"ETag": etag})
