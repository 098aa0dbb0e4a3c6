"""The town's own questions, and published instruments that it brings in and may use."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.foundation.pages import carry_out, form_page, found, sent_version, tell_with_undo
from kommune.maturity.actions import pulse_questions as actions
from kommune.maturity.models import Instrument
from kommune.maturity.queries.pulses.instrument_files import empty_table
from kommune.maturity.queries.pulses.pulses import instruments, own_questions
from kommune.maturity.queries.pulses.topics import shipped_topics, topic_titles
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import in_language
from kommune.maturity.web.pulses.forms import InstrumentForm, QuestionForm
from kommune.maturity.web.pulses.preparing import pulse_crumbs
from kommune.municipalities.public import TownRequest, require
from kommune.standards.spreadsheets import SheetOut, write_xlsx

SCORINGS: dict[str, str | Promise] = {
    "mean": gettext_lazy("scored as mean"),
    "sum": gettext_lazy("scored as sum"),
    "sus": gettext_lazy("scored by the rule of SUS, 0 to 100"),
    "pomp": gettext_lazy("scored in per cent of the scale"),
}
LARGEST_FILE = 200_000


@require_GET
def list_questions(request: TownRequest, town: str) -> HttpResponse:
    """Every question that a survey may ask: shipped topics, own questions, instruments."""
    require(may_run_pulses(request.viewer))
    titles = topic_titles()
    shipped = [
        (in_language(titles[block.key]), [in_language(one.words) for one in block.questions])
        for block in shipped_topics()
    ]
    context = {
        "shipped": shipped,
        "own": own_questions(),
        "instruments": [(one, scoring_text(one)) for one in instruments()],
        "crumbs": pulse_crumbs(town),
    }
    return render(request, "maturity/pulses/questions.html", context)


@require_http_methods(["GET", "POST"])
def new_question(request: TownRequest, town: str) -> HttpResponse:
    """Word a question of the town's own."""
    require(may_run_pulses(request.viewer))
    form = QuestionForm(request.POST or None)
    target = reverse("maturity:pulse_questions", args=[town])

    def save() -> str:
        actions.save_question(by=request.viewer, values=form.cleaned_data)
        return target

    context = {"title": _("New question"), "crumbs": _crumbs(town), "cancel_url": target}
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_question(request: TownRequest, town: str, question_id: UUID) -> HttpResponse:
    """Change a question; surveys that are open or closed keep its former words."""
    require(may_run_pulses(request.viewer))
    question = found(own_questions().filter(id=question_id).first())
    version, target = question.version, reverse("maturity:pulse_questions", args=[town])
    form = QuestionForm(request.POST or None, instance=question)

    def save() -> str:
        actions.save_question(
            by=request.viewer,
            values=form.cleaned_data,
            question_id=question_id,
            version=sent_version(request),
        )
        return target

    context = {
        "title": _("Change the question"),
        "version": version,
        "note": _("Surveys that are open or closed keep the words that they asked."),
        "crumbs": _crumbs(town),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_POST
def delete_question(request: TownRequest, town: str, question_id: UUID) -> HttpResponse:
    """Put a question into the trash."""
    require(may_run_pulses(request.viewer))
    found(own_questions().filter(id=question_id).first())
    batch_id = actions.delete_question(by=request.viewer, question_id=question_id)
    tell_with_undo(request, town, _("The question is in the trash."), batch_id)
    return redirect("maturity:pulse_questions", town)


@require_http_methods(["GET", "POST"])
def bring_in(request: TownRequest, town: str) -> HttpResponse:
    """Take in the file of an instrument that the town may use."""
    require(may_run_pulses(request.viewer))
    form = InstrumentForm(request.POST or None, request.FILES or None)
    target = reverse("maturity:pulse_questions", args=[town])

    def save() -> str:
        content = form.cleaned_data["file"].read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise DomainError(_("The file is too large for an instrument."))
        name = form.cleaned_data["file"].name
        key = actions.bring_in_instrument(by=request.viewer, content=content, name=name)
        made = found(instruments().filter(id=key).first())
        messages.success(request, f"{made.title}: {scoring_text(made)}")
        return target

    context = {
        "title": _("Bring in an instrument"),
        "crumbs": _crumbs(town),
        "cancel_url": target,
        "submit_label": _("Bring in"),
    }
    return form_page(request, form, save, context, "maturity/pulses/bring_in.html")


@require_GET
def download_table(request: TownRequest, town: str) -> HttpResponse:
    """The empty table of an instrument, to fill in."""
    require(may_run_pulses(request.viewer))
    headers, rows = empty_table()
    content = write_xlsx([SheetOut(name=_("Instrument"), headers=headers, rows=rows)])
    return attachment(content, "instrument.xlsx", XLSX_TYPE)


@require_POST
def delete_instrument(request: TownRequest, town: str, instrument_id: UUID) -> HttpResponse:
    """Put an instrument into the trash."""
    require(may_run_pulses(request.viewer))
    found(instruments().filter(id=instrument_id).first())
    carry_out(
        request,
        lambda: actions.delete_instrument(by=request.viewer, instrument_id=instrument_id),
        _("The instrument is in the trash."),
    )
    return redirect("maturity:pulse_questions", town)


def scoring_text(instrument: Instrument) -> str:
    """How many questions an instrument asks on which scale, and how they become a score."""
    rule = instrument.rule
    told = {
        "questions": ngettext("%(n)d question", "%(n)d questions", len(instrument.items))
        % {"n": len(instrument.items)},
        "low": rule["low"],
        "high": rule["high"],
        "scoring": str(SCORINGS[rule["kind"]]),
    }
    text = _("%(questions)s from %(low)s to %(high)s, %(scoring)s") % told
    turned = len(rule["reversed_items"])
    if rule["kind"] == "sus" or not turned:
        return text
    return text + ", " + ngettext("%(n)d turned round", "%(n)d turned round", turned) % {"n": turned}


def _crumbs(town: str) -> list[tuple[str, str]]:
    return pulse_crumbs(town, (_("Questions"), reverse("maturity:pulse_questions", args=[town])))
