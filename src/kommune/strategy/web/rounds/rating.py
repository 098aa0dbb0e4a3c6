"""The rating page behind a rater's link: no sign-in, one pair at a time, each answer saved by itself."""

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
from kommune.municipalities.public import TownRequest
from kommune.strategy.actions.round_sheets import finish_sheet, join_room, save_answer
from kommune.strategy.errors import LinkUnusable, PairGone, SheetClosed, TooManyAnswers
from kommune.strategy.queries.round_links import is_room_token
from kommune.strategy.queries.round_sheets import Card, Sheet, card_of, open_room, open_sheet
from kommune.strategy.web.rounds.words import in_words, steps_for

FOLDER = "strategy/rounds/rate"
ANSWERS_PER_MINUTE = 90
STRONG = 2
# A device shows the answers that were given on it and no others: a link can be passed on.
OWN_SHEET = "own_sheet"
OWN_SEAT = "own_seat"
STATUS = {LinkUnusable: 404, SheetClosed: 410, TooManyAnswers: 429}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: TownRequest, town: str, token: str) -> HttpResponse:
    """A rater's sheet, or the door of a room; a GET changes and consumes nothing."""
    try:
        if is_room_token(token):
            return _room(request, town, token)
        return _answer(request, town, token) if request.method == "POST" else _show(request, town, token)
    except DomainError as error:
        return _refused(request, error)


def _show(request: TownRequest, town: str, token: str) -> HttpResponse:
    sheet = open_sheet(token, device=device_of(device_secret(request, OWN_SHEET)))
    here = reverse("rate:sheet", args=[town, token])
    number = request.GET.get("card", "")
    context = {"sheet": sheet, "here": here, "next": next(iter(sheet.unanswered), 1)}
    if number.isdigit() and len(number) < 6 and 1 <= int(number) <= len(sheet.pair_ids):
        context |= _card_context(sheet, card_of(sheet, int(number)), asks_why="why" in request.GET)
        return _page(request, "card", context)
    return _page(request, "end" if "end" in request.GET else "start", context)


def _card_context(sheet: Sheet, card: Card, *, asks_why: bool) -> dict[str, object]:
    return {
        "card": card,
        "steps": steps_for(is_measure=card.is_measure),
        "before": card.number - 1,
        "after": card.number + 1 if card.number < len(sheet.pair_ids) else 0,
        "said": in_words(card.score, is_measure=card.is_measure) if asks_why else "",
    }


def _answer(request: TownRequest, town: str, token: str) -> HttpResponse:
    _count_answer(token)
    here = reverse("rate:sheet", args=[town, token])
    if "done" in request.POST:
        finish_sheet(token=token)
        return redirect(f"{here}?end=1")
    pair_id, number = parse_id(request.POST.get("pair", "")), _number(request.POST.get("number", ""))
    if pair_id is None:
        open_sheet(token)
        raise PairGone
    score, reason = _number(request.POST.get("score", "")), request.POST.get("reason", "")
    if score is None and "clear" not in request.POST:
        return redirect(f"{here}?card={number or 1}")
    secret = device_secret(request, OWN_SHEET)
    save_answer(token=token, pair_id=pair_id, score=score, reason=reason, device=device_of(secret))
    answer = redirect(
        _way_on(here, token, number or 1, score, asks_why=not reason and "why" not in request.POST)
    )
    keep_on_device(answer, OWN_SHEET, secret, here)
    return answer


def _way_on(here: str, token: str, number: int, score: int | None, *, asks_why: bool) -> str:
    """The next card; the same one where a strong answer still lacks its reason; the end after the last."""
    if score is not None and abs(score) >= STRONG and asks_why:
        return f"{here}?card={number}&why=1"
    return f"{here}?card={number + 1}" if number < len(open_sheet(token).pair_ids) else f"{here}?end=1"


def _room(request: TownRequest, town: str, token: str) -> HttpResponse:
    """The door of a room: whoever presses the button gets a sheet of her own, once per device."""
    rating_round = open_room(token)
    here = reverse("rate:sheet", args=[town, token])
    seat = request.COOKIES.get(OWN_SEAT, "")
    if seat and _is_seat(seat):
        return redirect("rate:sheet", town, seat)
    if request.method != "POST":
        return _page(request, "room", {"round": rating_round})
    _count_answer(token)
    own = join_room(token=token)
    answer = redirect("rate:sheet", town, own)
    keep_on_device(answer, OWN_SEAT, own, here)
    return answer


def _is_seat(token: str) -> bool:
    try:
        open_sheet(token)
    except DomainError:
        return False
    return True


def _count_answer(token: str) -> None:
    """Refuse a link that answers faster than people can."""
    if count_this_minute(f"round-answers:{token}") > ANSWERS_PER_MINUTE:
        raise TooManyAnswers


def _refused(request: TownRequest, error: DomainError) -> HttpResponse:
    """Say why it does not go on, and hand back what was typed so that nothing is lost silently."""
    score = _number(request.POST.get("score", ""))
    context = {
        "sentence": str(error),
        "is_closed": isinstance(error, SheetClosed),
        "is_wrong": isinstance(error, LinkUnusable),
        "was_typed": request.method == "POST" and "pair" in request.POST,
        "said": in_words(score, is_measure="measure" in request.POST),
        "reason": request.POST.get("reason", "").strip(),
    }
    return _page(request, "refused", context, status=STATUS.get(type(error), 409))


def _page(request: TownRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return page_behind_a_link(request, f"{FOLDER}/{name}.html", context, status)


def _number(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
