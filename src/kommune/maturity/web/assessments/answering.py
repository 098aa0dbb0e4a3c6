"""The sheet behind a link: no sign-in, one page per dimension, each page saved as a whole."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kommune.foundation.device_cookies import device_of, device_secret, keep_on_device
from kommune.foundation.errors import DomainError
from kommune.foundation.ids import parse_id
from kommune.foundation.minute_counts import count_this_minute
from kommune.foundation.pages import page_behind_a_link
from kommune.maturity.actions.assessment_sheets import (
    finish_assessment_sheet,
    join_room,
    save_assessment_answers,
)
from kommune.maturity.errors.assessments import (
    AnsweredTooFast,
    AssessmentClosedMeanwhile,
    LinkNotWeb,
    SheetLinkUnusable,
)
from kommune.maturity.models import AssessmentItem
from kommune.maturity.queries.assessments.links import is_room_token
from kommune.maturity.queries.assessments.sheets import AssessmentSheet, open_room, open_sheet
from kommune.maturity.web.assessments.answers import (
    read_answers,
    shown_page,
    targets_below_today,
    typed_answers,
)
from kommune.maturity.web.assessments.words import dimension_name
from kommune.municipalities.public import TownRequest

FOLDER = "maturity/assessments/answer"
PAGES_PER_MINUTE = 40
# A device shows the answers that were given on it and no others: a link can be passed on.
OWN_SHEET = "own_assessment"
OWN_SEAT = "own_assessment_seat"
STATUS = {SheetLinkUnusable: 404, AssessmentClosedMeanwhile: 410, AnsweredTooFast: 429}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_sheet(request: TownRequest, town: str, token: str) -> HttpResponse:
    """A sheet, or the door of a room; a GET changes and consumes nothing."""
    show_or_save = _room if is_room_token(token) else _answer if request.method == "POST" else _show
    try:
        return show_or_save(request, town, token)
    except DomainError as error:
        return _refused(request, error)


def _show(request: TownRequest, town: str, token: str) -> HttpResponse:
    sheet = _sheet(request, token)
    context = _frame(town, token, sheet)
    number = _number(request.GET.get("page", ""))
    if number is not None and 1 <= number <= len(sheet.pages):
        return _page(request, "page", context | _page_context(sheet, number))
    if "end" not in request.GET:
        return _page(request, "start", context)
    return _page(request, "end", context | {"below": targets_below_today(sheet)})


def _frame(town: str, token: str, sheet: AssessmentSheet) -> dict[str, Any]:
    answered = [sheet.answered_on(page) for page in sheet.pages]
    return {
        "sheet": sheet,
        "here": reverse("assess:sheet", args=[town, token]),
        "next": sheet.next_page,
        "answered": sum(answered),
        "is_begun": any(answered),
        "parts": [
            (at, dimension_name(page.dimension), done, len(page.items))
            for at, (page, done) in enumerate(zip(sheet.pages, answered, strict=True), start=1)
        ],
    }


def _page_context(sheet: AssessmentSheet, number: int) -> dict[str, Any]:
    page = sheet.pages[number - 1]
    return {
        "number": number,
        "of": len(sheet.pages),
        "name": dimension_name(page.dimension),
        "questions": shown_page(page, sheet.answers),
        "before": number - 1,
        "after": number + 1 if number < len(sheet.pages) else 0,
    }


def _answer(request: TownRequest, town: str, token: str) -> HttpResponse:
    _count_page(token)
    here = reverse("assess:sheet", args=[town, token])
    if "done" in request.POST:
        finish_assessment_sheet(token=token)
        return redirect(f"{here}?end=1")
    sheet = _sheet(request, token)
    number = _number(request.POST.get("page", "")) or 1
    if not 1 <= number <= len(sheet.pages):
        return redirect(here)
    items = sheet.pages[number - 1].items
    said, secret = read_answers(request.POST, items, sheet.answers), device_secret(request, OWN_SHEET)
    try:
        save_assessment_answers(token=token, said=said, device=device_of(secret))
    except LinkNotWeb as error:
        context = _frame(town, token, sheet) | _page_context(sheet, number)
        context |= {"questions": shown_page(sheet.pages[number - 1], said), "wrong": str(error)}
        return _page(request, "page", context, status=422)
    answer = redirect(here + _way_on(request, number, len(sheet.pages)))
    keep_on_device(answer, OWN_SHEET, secret, here)
    return answer


def _way_on(request: TownRequest, number: int, of: int) -> str:
    """Where the pressed button leads from a page, once that page is saved."""
    if "overview" in request.POST:
        return "?end=1"
    if "back" in request.POST:
        return f"?page={number - 1}" if number > 1 else ""
    return f"?page={number + 1}" if number < of else "?end=1"


def _room(request: TownRequest, town: str, token: str) -> HttpResponse:
    """The door of a room: whoever presses the button gets a sheet of her own, once per device."""
    assessment = open_room(token)
    here = reverse("assess:sheet", args=[town, token])
    if seat := _taken_seat(request):
        return redirect("assess:sheet", town, seat)
    if request.method != "POST":
        return _page(request, "room", {"assessment": assessment})
    _count_page(token)
    own = join_room(token=token)
    answer = redirect("assess:sheet", town, own)
    keep_on_device(answer, OWN_SEAT, own, here)
    return answer


def _taken_seat(request: TownRequest) -> str:
    """The token of the sheet that this device got in the room, empty where it has none that still works."""
    seat = request.COOKIES.get(OWN_SEAT, "")
    try:
        return seat if seat and open_sheet(seat) else ""
    except DomainError:
        return ""


def _sheet(request: TownRequest, token: str) -> AssessmentSheet:
    """The sheet as this device, or the member signed in on it, may see it."""
    device = device_of(device_secret(request, OWN_SHEET))
    return open_sheet(token, device=device, membership_id=request.viewer.membership_id)


def _count_page(token: str) -> None:
    """Refuse a link that sends faster than people can."""
    if count_this_minute(f"assess-pages:{token}") > PAGES_PER_MINUTE:
        raise AnsweredTooFast


def _refused(request: TownRequest, error: DomainError) -> HttpResponse:
    """Say why it does not go on, and hand back what was typed so that nothing is lost silently."""
    context = {
        "sentence": str(error),
        "is_closed": isinstance(error, AssessmentClosedMeanwhile),
        "is_wrong": isinstance(error, SheetLinkUnusable),
        "typed": typed_answers(request.POST, _typed_items(request)) if request.method == "POST" else [],
    }
    return _page(request, "refused", context, status=STATUS.get(type(error), 409))


def _typed_items(request: TownRequest) -> list[AssessmentItem]:
    ids: set[UUID] = {key for name in request.POST if (key := parse_id(name.partition(".")[2])) is not None}
    return list(AssessmentItem.objects.filter(id__in=ids)) if ids else []


def _page(request: TownRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return page_behind_a_link(request, f"{FOLDER}/{name}.html", context, status)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
