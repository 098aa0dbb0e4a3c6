"""The page behind a slip: no sign-in, one page of questions, a GET changes nothing."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from kommune.accounts.public import address_of
from kommune.foundation.errors import DomainError
from kommune.foundation.minute_counts import count_this_minute, counted_this_minute
from kommune.foundation.pages import page_behind_a_link
from kommune.maturity.actions.pulse_answers import LONGEST_TEXT, send_answers
from kommune.maturity.errors.pulses import (
    AnswerOutOfRange,
    CodeUnknown,
    CodeUsed,
    NothingAnswered,
    SurveyClosed,
    SurveyNotYetOpen,
    TooManyTries,
)
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.answering import OpenSheet, pulse_of, sheet_for
from kommune.maturity.queries.pulses.blocks import blocks_of
from kommune.maturity.queries.pulses.codes import tidy_code
from kommune.maturity.queries.pulses.explaining import explain_pulse
from kommune.maturity.queries.pulses.replies import what_became_of_it
from kommune.maturity.shapes.pulses import Block, Said, in_language
from kommune.municipalities.public import TownRequest

FOLDER = "maturity/pulses/answer"
TEXT = "text"
TRIES_PER_MINUTE = 20
# One address stands for a whole town hall; only codes that are wrong count here.
WRONG_PER_MINUTE = 60
STATUS: dict[type[DomainError], int] = {
    CodeUnknown: 404,
    SurveyClosed: 410,
    SurveyNotYetOpen: 409,
    TooManyTries: 429,
}
AGAIN = (NothingAnswered, AnswerOutOfRange)


@sensitive_variables()
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: TownRequest, town: str) -> HttpResponse:
    """Where somebody without a camera types her code; leads to her sheet and changes nothing.

    A code that nobody knows stays in the field to be compared; whatever else is wrong the sheet's page says.
    """
    typed = request.POST.get("code", "")
    plain = tidy_code(typed)
    if request.method != "POST" or not plain:
        return _page(request, "code", {"is_empty": request.method == "POST"})
    try:
        _refuse_guessing(request)
        sheet_for(plain)
    except CodeUnknown as error:
        count_this_minute(_guesses(request))
        return _page(request, "code", {"typed": typed, "sentence": str(error)}, STATUS[CodeUnknown])
    except DomainError:
        pass
    return redirect("pulse:sheet", town, plain)


@sensitive_variables()
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: TownRequest, town: str, code: str) -> HttpResponse:
    """The questions; sending them uses the code up."""
    try:
        _refuse_guessing(request)
        if request.method != "POST":
            return _form(request, town, code, sheet_for(code), {})
        _count_try(code)
        return _send(request, town, code)
    except CodeUsed:
        return _thanks(request, code)
    except DomainError as error:
        return _refused(request, error, code)


@sensitive_variables("code")
@never_cache
@require_GET
def show_sheet(request: TownRequest, town: str, code: str) -> HttpResponse:
    """What is asked, who sees what, how long it is kept: for those who hold a slip."""
    try:
        _refuse_guessing(request)
        pulse = pulse_of(code)
    except DomainError as error:
        return _refused(request, error, code)
    context = {
        "pulse": pulse,
        "parts": explain_pulse(pulse, names_groups=False),
        "back": reverse("pulse:sheet", args=[town, code]),
    }
    return _page(request, "explained", context)


def _send(request: TownRequest, town: str, code: str) -> HttpResponse:
    sheet = sheet_for(code)
    said = _said(request, sheet.blocks)
    try:
        send_answers(code=code, said=said)
    except AGAIN as error:
        return _form(request, town, code, sheet, {"problem": str(error)}, status=422)
    return redirect(reverse("pulse:sheet", args=[town, code]))


def _said(request: TownRequest, blocks: Iterable[Block]) -> Said:
    """What was ticked and written; an unreadable value is one that no button has."""
    values: dict[str, int | None] = {}
    for block in blocks:
        for one in block.questions:
            sent = request.POST.get(one.key, "")
            is_number = sent.isascii() and sent.isdigit() and len(sent) < 4
            values[one.key] = int(sent) if is_number else None if not sent else -1
    return Said(values, {TEXT: request.POST.get(TEXT, "")})


def _form(
    request: TownRequest, town: str, code: str, sheet: OpenSheet, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "pulse": sheet.pulse,
        "blocks": [_shown(request, block) for block in sheet.blocks],
        "minutes": sheet.minutes,
        "text": request.POST.get(TEXT, ""),
        "longest": LONGEST_TEXT,
        "here": reverse("pulse:sheet", args=[town, code]),
        **more,
    }
    return _page(request, "form", context, status)


def _shown(request: TownRequest, block: Block) -> dict[str, Any]:
    """A block as the page draws it, with what was ticked before."""
    questions = [
        {
            "key": one.key,
            "text": in_language(one.words),
            "low": in_language(one.low),
            "high": in_language(one.high),
            "steps": [str(step) for step in one.steps],
            "lowest": str(one.lowest),
            "highest": str(one.highest),
            "said": request.POST.get(one.key, ""),
        }
        for one in block.questions
    ]
    return {
        "key": block.key,
        "title": in_language(block.title),
        "intro": in_language(block.intro) if block.intro else "",
        "questions": questions,
    }


def _thanks(request: TownRequest, code: str) -> HttpResponse:
    """The end: counted, thank you; and what became of what was said before."""
    pulse = pulse_of(code)
    context = {"pulse": pulse, "became": what_became_of_it(pulse), "was_typed": _typed(request, pulse)}
    return _page(request, "thanks", context)


def _refused(request: TownRequest, error: DomainError, code: str) -> HttpResponse:
    """Say why no answer is taken, and hand back what was typed so that nothing is lost silently."""
    pulse = None
    if isinstance(error, CodeUnknown):
        count_this_minute(_guesses(request))
    try:
        pulse = pulse_of(code)
    except CodeUnknown:
        pulse = None
    if pulse is not None and isinstance(error, CodeUnknown) and pulse.state == "closed":
        error = SurveyClosed()
    context = {
        "sentence": str(error),
        "is_closed": isinstance(error, SurveyClosed),
        "is_unknown": isinstance(error, CodeUnknown),
        "can_send_again": isinstance(error, (TooManyTries, SurveyNotYetOpen)),
        "pulse": pulse,
        "became": what_became_of_it(pulse) if pulse and isinstance(error, SurveyClosed) else [],
        "was_typed": _typed(request, pulse),
    }
    return _page(request, "refused", context, STATUS.get(type(error), 409))


def _typed(request: TownRequest, pulse: Pulse | None) -> dict[str, Any] | None:
    """What somebody had ticked and written when it could not be taken; None where nothing was sent."""
    if request.method != "POST" or pulse is None:
        return None
    ticked = [
        (in_language(one.words), request.POST[one.key])
        for block in blocks_of(pulse)
        for one in block.questions
        if request.POST.get(one.key)
    ]
    text = request.POST.get(TEXT, "").strip()
    return {"ticked": ticked, "text": text} if ticked or text else None


def _count_try(code: str) -> None:
    """Refuse a slip that sends faster than people can."""
    if count_this_minute(f"pulse-tries:{tidy_code(code)}") > TRIES_PER_MINUTE:
        raise TooManyTries


def _refuse_guessing(request: TownRequest) -> None:
    if counted_this_minute(_guesses(request)) >= WRONG_PER_MINUTE:
        raise TooManyTries


def _guesses(request: TownRequest) -> str:
    return f"pulse-wrong:{address_of(request)}"


def _page(request: TownRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return page_behind_a_link(request, f"{FOLDER}/{name}.html", context, status)
