"""The two questions about a tool: opening and closing them, their link as a code, and the page behind it."""

from uuid import UUID

import segno
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.analysis.adoption import monday_of
from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError
from kommune.foundation.ids import parse_id
from kommune.foundation.pages import page_behind_a_link
from kommune.maturity.actions.answers import close_questions, count_answer, open_questions
from kommune.maturity.errors.tools import AlreadyAnswered, AnswerIncomplete, QuestionsClosed, QuestionsUnknown
from kommune.maturity.models import ToolSurvey
from kommune.maturity.queries.answers import places_of, survey_by_token, survey_token
from kommune.maturity.shapes.tools import ToolAnswer
from kommune.maturity.web.tools.pages import edited_tool, press_button, within_tool
from kommune.municipalities.public import TownRequest

ASKED = "tool_asked"
# Where a browser is led after sending, so that reload and back never send again.
COUNTED = "counted"
KEPT_SECONDS = 60 * 60 * 24 * 8
STATUS = {QuestionsUnknown: 404, QuestionsClosed: 410, AnswerIncomplete: 422}
signer = Signer(salt="kommune.maturity.tools.asked")


@require_POST
def open_survey(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Let people answer, and show the link."""
    edited_tool(request, tool_id)
    open_questions(by=request.viewer, introduction_id=tool_id)
    return redirect("maturity:tool_questions", town, tool_id)


@require_POST
def close_survey(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Take no more answers."""
    edited_tool(request, tool_id)

    def close() -> None:
        close_questions(by=request.viewer, introduction_id=tool_id)

    press_button(request, close, _("The questions are closed. What was counted stays."))
    return redirect("maturity:tool", town, tool_id)


@require_GET
def show_link(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """The link and the code to hang up."""
    tool = edited_tool(request, tool_id)
    survey = ToolSurvey.objects.filter(introduction=tool).first()
    address = ""
    if survey is not None and survey.is_open:
        path = reverse("tool_questions:answer", args=[town, survey_token(survey.id)])
        address = request.build_absolute_uri(path)
    context = {
        "tool": tool,
        "survey": survey,
        "address": address,
        "code": _code(address) if address else "",
        "places": places_of(tool),
        "crumbs": within_tool(town, tool),
    }
    return render(request, "maturity/tools/questions.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: TownRequest, town: str, token: str) -> HttpResponse:
    """The two questions, without sign-in; looking at them changes nothing."""
    try:
        survey = survey_by_token(token)
        if not survey.is_open:
            raise QuestionsClosed
        if request.method != "POST" and COUNTED in request.GET:
            return _page(request, "asked", {"sentence": "", "is_thanks": True})
        if _was_asked(request, survey):
            raise AlreadyAnswered
        if request.method != "POST":
            return _page(request, "ask", {"survey": survey, "places": places_of(survey.introduction)})
        unit_id = parse_id(request.POST.get("unit", ""))
        uses, helps = request.POST.get("uses", ""), request.POST.get("helps", "")
        count_answer(token=token, tool_unit_id=unit_id, uses=uses, helps=helps)
    except AnswerIncomplete as error:
        return _again(request, survey, str(error))
    except DomainError as error:
        is_thanks = isinstance(error, AlreadyAnswered)
        context = {"sentence": str(error), "is_thanks": is_thanks}
        return _page(request, "asked", context, STATUS.get(type(error), 200 if is_thanks else 409))
    response = redirect(f"{request.path}?{COUNTED}")
    week = monday_of(today()).isoformat()
    response.set_cookie(
        ASKED, signer.sign(f"{survey.id} {week}"), max_age=KEPT_SECONDS, path=request.path,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def _again(request: TownRequest, survey: ToolSurvey, sentence: str) -> HttpResponse:
    """The form once more with what was chosen."""
    context = {
        "survey": survey,
        "places": places_of(survey.introduction),
        "sentence": sentence,
        "sent": {key: request.POST.get(key, "") for key in ("unit", "uses", "helps")},
    }
    return _page(request, "ask", context, STATUS[AnswerIncomplete])


def _was_asked(request: TownRequest, survey: ToolSurvey) -> bool:
    """Whether this device answered this week; only the device knows, nothing is kept here."""
    try:
        return (
            signer.unsign(request.COOKIES.get(ASKED, "")) == f"{survey.id} {monday_of(today()).isoformat()}"
        )
    except BadSignature:
        return False


def _page(request: TownRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    told = {"answers": ToolAnswer.choices, **context}
    return page_behind_a_link(request, f"maturity/tools/{name}.html", told, status)


def _code(address: str) -> SafeString:
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    label = _("QR code of the link")
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', label, SafeString(drawn))
