"""The page of one step: answer, save, read a text for the goals, go on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommune.analysis.guided_hour import Step, find_contradictions, load_hour
from kommune.files.public import skipped_upload
from kommune.foundation.errors import DomainError, StaleWrite
from kommune.foundation.pages import found, sent_version
from kommune.jobs.public import start_job
from kommune.maturity.actions.hours import read_goals_text, save_step
from kommune.maturity.errors.hour import AnswersWrong
from kommune.maturity.models import GuidedHour, HourStep
from kommune.maturity.queries.hours import draft_of, hour_for, merge_answers, steps_of
from kommune.maturity.rules import may_run_hours
from kommune.maturity.tasks import READ_FOR_HOUR
from kommune.maturity.web.hour.forms import CHOOSE_FIRST, StepForm
from kommune.maturity.web.hour.frame import hour_crumbs, language
from kommune.maturity.web.hour.offers import offers_for
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.public import keep_upload

LARGE_BYTES = 400_000
PASTED = "text"


@never_cache
@require_http_methods(["GET", "POST"])
def show_step(request: TownRequest, town: str, hour_id: UUID, key: str) -> HttpResponse:
    """One step of an hour that runs; a finished one is read on its own page."""
    require(may_run_hours(request.viewer))
    hour = found(hour_for(request.viewer, hour_id))
    step = load_hour().step(key)
    if step is None:
        raise Http404
    if draft_of(hour) is not None:
        return redirect("maturity:hour", town, hour_id)
    steps = steps_of(hour)
    row = found(steps.get(key))
    form = StepForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        step=step,
        answers=row.answers,
        offers=offers_for(request, hour, step, merge_answers(steps)),
        language=language(),
        first_number=_first_number(step),
    )
    context: dict[str, Any] = {"version": row.version}
    if request.method == "POST":
        answer = _keep(request, town, hour, step, form, context)
        if answer is not None:
            return answer
    return _page(request, town, hour, step, steps, form, context)


def _keep(
    request: TownRequest, town: str, hour: GuidedHour, step: Step, form: StepForm, context: dict[str, Any]
) -> HttpResponse | None:
    """Save what was sent and go on; None where the page shows again with what was typed."""
    context["version"] = request.POST.get("version", "")
    if not form.is_valid():
        return None
    wanted = request.POST.get("do", "next")
    try:
        row = save_step(
            by=request.viewer,
            hour_id=hour.id,
            key=step.key,
            version=sent_version(request),
            answers=form.answers(),
        )
    except StaleWrite as stale:
        context.update(stale=stale, version=stale.current_version)
        return None
    except AnswersWrong as wrong:
        for key, sentence in wrong.fields.items():
            form.add_question_error(key, sentence)
        return None
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    context["version"] = row.version
    if wanted == "read" and step.key == "goals":
        return _read(request, town, hour, form)
    if wanted == "stay":
        messages.success(request, _("Saved."))
        return redirect("maturity:hour_step", town, hour.id, step.key)
    return redirect(_after(town, hour, step))


def _first_number(step: Step) -> int:
    steps = load_hour().steps
    return 1 + sum(len(one.questions) for one in steps[: steps.index(step)])


def _after(town: str, hour: GuidedHour, step: Step) -> str:
    keys = [one.key for one in load_hour().steps]
    place = keys.index(step.key) + 1
    if place == len(keys):
        return reverse("maturity:hour", args=[town, hour.id])
    return reverse("maturity:hour_step", args=[town, hour.id, keys[place]])


def _read(request: TownRequest, town: str, hour: GuidedHour, form: StepForm) -> HttpResponse | None:
    """Read the text that came along: small ones at once, large ones in the background."""
    too_large = skipped_upload(request)
    file, pasted = form.cleaned_data.get("text_file"), form.cleaned_data.get("text_paste", "")
    if too_large is not None or (not file and not pasted.strip()):
        form.add_error("text_file", str(too_large or CHOOSE_FIRST))
        return None
    name = file.name if file else PASTED
    title = "" if file else _("Pasted text")
    try:
        if file and file.size > LARGE_BYTES:
            kept = keep_upload(by=request.viewer, upload=file, name=name)
            job_id = start_job(
                kind=READ_FOR_HOUR,
                title=_("Reading %(title)s") % {"title": name},
                by=request.viewer,
                params={
                    "hour": str(hour.id),
                    "file": str(kept.id),
                    "membership": str(request.viewer.membership_id or ""),
                },
            )
            return redirect("jobs:show", town, job_id)
        read_goals_text(by=request.viewer, hour_id=hour.id, upload=file or pasted, name=name, title=title)
    except DomainError as error:
        form.add_error("text_file" if file else "text_paste", str(error))
        return None
    messages.success(request, _("The text was read. Tick the goals that shall count and save."))
    return redirect(reverse("maturity:hour_step", args=[town, hour.id, "goals"]) + "#proposals")


def _page(
    request: TownRequest,
    town: str,
    hour: GuidedHour,
    step: Step,
    steps: dict[str, HourStep],
    form: StepForm,
    context: dict[str, Any],
) -> HttpResponse:
    hour_form, words = load_hour(), language()
    keys = [one.key for one in hour_form.steps]
    place = keys.index(step.key)
    ticked = set(request.POST.getlist("from_text")) if request.method == "POST" else set()
    page = {
        **context,
        "hour": hour,
        "step": step,
        "form": form,
        "row": steps[step.key],
        "groups": list(form.groups()),
        "name": step.words.say(words),
        "lead": step.lead.say(words),
        "number": place + 1,
        "total": len(keys),
        "minutes": step.minutes,
        "bar": step_bar(town, hour, steps, step.key),
        "back_url": reverse("maturity:hour_step", args=[town, hour.id, keys[place - 1]]) if place else "",
        "clashes": [one.sentence.say(words) for one in find_contradictions(hour_form, merge_answers(steps))
                    if _touches(one.one + one.other, step)],
        "ticked": ticked,
        "crumbs": hour_crumbs(town, (hour.title, reverse("maturity:hour", args=[town, hour.id]))),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "maturity/hour/step.html", page, status=status)


def step_bar(town: str, hour: GuidedHour, steps: dict[str, HourStep], current: str) -> list[dict[str, Any]]:
    """The six steps as links, with those already saved."""
    return [
        {
            "name": one.words.say(language()),
            "url": reverse("maturity:hour_step", args=[town, hour.id, one.key]),
            "is_current": one.key == current,
            "saved_at": steps[one.key].saved_at if one.key in steps else None,
            "saved_by": steps[one.key].saved_by if one.key in steps else None,
            "minutes": one.minutes,
        }
        for one in load_hour().steps
    ]


def _touches(signs: tuple[str, ...], step: Step) -> bool:
    own = {question.key for question in step.questions}
    return any(sign.replace("~", ":").replace(">", ":").partition(":")[0] in own for sign in signs)
