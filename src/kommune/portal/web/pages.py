"""What all public pages share: a language without a cookie, and answers that may be kept for a minute."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import etag, require_safe

from kommune.audit.public import revision
from kommune.foundation.dates import today
from kommune.municipalities.public import TownRequest

View = Callable[..., HttpResponse]
KEPT_SECONDS = 60
PROGRAM = version("kommune-digital")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def public_page(view: View) -> View:
    """A page for everybody: in the language of the address or the browser, with an ETag, without cookies."""

    @require_safe
    @wraps(view)
    def shown(request: TownRequest, *arguments: Any, **named: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            answer = tagged(request, *arguments, **named)
            answer.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        patch_cache_control(answer, public=True, max_age=KEPT_SECONDS)
        return answer

    tagged = etag(state_of)(view)
    return cast(View, shown)


def language_of(request: HttpRequest) -> str:
    """The language named in the address (``?lang=en``), otherwise the one that the browser prefers."""
    named = request.GET.get("lang", "")
    return named if named in LANGUAGES else translation.get_language() or settings.LANGUAGE_CODE


def state_of(request: HttpRequest, *arguments: Any, **named: Any) -> str:
    """What a public page depends on: program, town's data, day, language, address."""
    town = cast(TownRequest, request).town
    parts = (PROGRAM, town, revision(town.id), today(), translation.get_language(), request.get_full_path())
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def render_page(request: TownRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a public page with its links to the other language and back home."""
    lang = request.GET.get("lang", "")
    chosen = f"?{urlencode({'lang': lang})}" if lang in LANGUAGES else ""
    here = translation.get_language()
    languages = [(code, code.upper(), code == here) for code in LANGUAGES]
    home = f"{reverse('portal:home', args=[request.town.slug])}{chosen}"
    frame = {"lang_query": chosen, "languages": languages, "public_url": home}
    return render(request, template, {**context, **frame})
