"""The form of one step of the guided hour, made of its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommune.analysis.guided_hour import Question, Step
from kommune.maturity.web.hour.measure_fields import add_measures, count_own, read_measures, serves_name
from kommune.maturity.web.hour.offers import Offers

ACCEPTED = ".pdf,.docx,.odt,.md,.markdown,.txt,.html,.htm"
TICK = "from_text"


@dataclass
class Group:
    """One question with its controls, as a template draws it."""

    question: Question
    label: str
    help: str
    fields: list[BoundField] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    own: list[tuple[BoundField, BoundField | None]] = field(default_factory=list)
    serves: list[BoundField] = field(default_factory=list)
    guess: BoundField | None = None


class StepForm(forms.Form):
    """Controls for every question of a step; ``answers`` gives the answers in the form that is kept."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        step: Step,
        answers: Mapping[str, Any],
        offers: Offers,
        language: str,
        first_number: int = 1,
    ) -> None:
        super().__init__(data, files)
        self.step, self.offers, self.language, self.kept = step, offers, language, answers
        self.first_number = first_number
        for question in step.questions:
            MAKERS[question.kind](self, question, answers.get(question.key) or {})
            if question.kind != "measures":
                self.fields[f"guess-{question.key}"] = forms.BooleanField(
                    label=_("We only assume this"),
                    required=False,
                    initial=bool((answers.get(question.key) or {}).get("guess")),
                )
        if step.key == "goals":
            self._add_text()

    def _add_text(self) -> None:
        proposals = [(str(one.id), one.title) for one in self.offers.proposals]
        self.fields[TICK] = forms.MultipleChoiceField(
            required=False, choices=[*proposals, *self.offers.city_goals]
        )
        self.fields["text_file"] = forms.FileField(
            label=_("File"),
            required=False,
            help_text=_("PDF, DOCX, ODT, Markdown, HTML or plain text, at most 30 MB."),
            widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        )
        self.fields["text_paste"] = forms.CharField(
            label=_("or paste the text here"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def answers(self) -> dict[str, Any]:
        """What was sent, by question."""
        told = {}
        for question in self.step.questions:
            answer = READERS[question.kind](self, question)
            answer["guess"] = self.cleaned_data.get(f"guess-{question.key}", False)
            told[question.key] = answer
        return told

    def add_question_error(self, key: str, sentence: str) -> None:
        """Say at the first control of a question what is wrong with its answer."""
        names = [name for name in self.fields if _belongs(name, key)]
        self.add_error(names[0] if names else None, sentence)

    def label_of(self, question: Question) -> str:
        """A question with its number."""
        return (
            f"{self.first_number + self.step.questions.index(question)}. {question.words.say(self.language)}"
        )

    def groups(self) -> Iterable[Group]:
        """The questions with their controls, numbered through all steps."""
        for question in self.step.questions:
            group = Group(question, self.label_of(question), question.help.say(self.language))
            names = [name for name in self.fields if _belongs(name, question.key)]
            group.fields = [self[name] for name in names]
            if f"guess-{question.key}" in self.fields:
                group.guess = self[f"guess-{question.key}"]
            if question.kind == "asked":
                group.rows = [
                    (self[f"asked-{one.key}"], self[f"asked-{one.key}-on"]) for one in question.options
                ]
            if question.kind == "measures":
                self._fill_measures(group)
            yield group

    def _fill_measures(self, group: Group) -> None:
        group.rows = [
            (one, self[f"measures-{one.key}"], self[f"measures-{one.key}-title"])
            for one in self.offers.candidates
        ]
        for place in range(count_own(self.offers, self.kept.get("measures") or {})):
            goal = f"measures-own{place}-goal"
            group.own.append((self[f"measures-own{place}"], self[goal] if goal in self.fields else None))
        names = [serves_name(one.choice) for one in self.offers.plan.goals]
        group.serves = [self[name] for name in names if name in self.fields]

    def ticked_goals(self) -> list[tuple[str, str]]:
        """Goals that were ticked in a text or in the city strategy, each with its source."""
        ticked = set(self.cleaned_data.get(TICK, ()))
        found = []
        for one in self.offers.proposals:
            if str(one.id) in ticked:
                page = _(", page %(page)d") % {"page": one.page} if one.page else ""
                found.append((one.title, f"{self.offers.text_title}{page}"))
        found += [(title, self.offers.city_title) for key, title in self.offers.city_goals if key in ticked]
        return found


def _belongs(name: str, key: str) -> bool:
    return name == key or name.startswith(f"{key}-")


def _choices(form: StepForm, question: Question) -> list[tuple[str, str]]:
    return [(one.key, one.label.say(form.language)) for one in question.options]


def _add_single(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    form.fields[question.key] = forms.ChoiceField(
        label=form.label_of(question),
        required=False,
        choices=_choices(form, question),
        widget=forms.RadioSelect,
        initial=next(iter(answer.get("chosen", ())), None),
    )


def _add_multi(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    form.fields[question.key] = forms.MultipleChoiceField(
        label=form.label_of(question),
        help_text=question.help.say(form.language),
        required=False,
        choices=_choices(form, question),
        widget=forms.CheckboxSelectMultiple,
        initial=list(answer.get("chosen", ())),
    )


def _add_lines(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    lines = list(answer.get("lines", ()))
    for place in range(question.most):
        form.fields[f"{question.key}-{place}"] = forms.CharField(
            label=f"{place + 1}.",
            required=False,
            widget=forms.Textarea(attrs={"rows": 1, "class": "hour__line"}),
            initial=lines[place] if place < len(lines) else "",
        )


def _add_text(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    form.fields[question.key] = forms.CharField(
        label=form.label_of(question),
        help_text=question.help.say(form.language),
        required=False,
        initial=answer.get("text", ""),
    )


def _add_asked(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    asked = answer.get("asked", {})
    for option in question.options:
        label = option.label.say(form.language)
        form.fields[f"asked-{option.key}"] = forms.BooleanField(
            label=label, required=False, initial=option.key in asked
        )
        form.fields[f"asked-{option.key}-on"] = _day_field(
            _("%(who)s: ask by") % {"who": label}, asked.get(option.key, "")
        )


def _add_measures(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    add_measures(form.fields, form.offers, answer)


def _add_next(form: StepForm, question: Question, answer: Mapping[str, Any]) -> None:
    form.fields["next-what"] = forms.CharField(
        label=_("What"), required=False, initial=answer.get("what", "")
    )
    form.fields["next-on"] = _day_field(_("By when"), answer.get("on", ""))
    form.fields["next-owner"] = forms.ChoiceField(
        label=_("By whom"),
        required=False,
        choices=[("", "—"), *((str(key), label) for key, label in form.offers.members)],
        initial=answer.get("owner", ""),
    )


def _day_field(label: str, initial: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, initial=initial or None, widget=widget)


def _read_chosen(form: StepForm, question: Question) -> dict[str, Any]:
    sent = form.cleaned_data.get(question.key) or []
    return {"chosen": [sent] if isinstance(sent, str) else sent}


def _read_lines(form: StepForm, question: Question) -> dict[str, Any]:
    sent = [form.cleaned_data.get(f"{question.key}-{place}", "") for place in range(question.most)]
    lines = [line for line in sent if line.strip()]
    sources = dict((form.kept.get(question.key) or {}).get("sources", {}))
    if question.key == "goals":
        for title, source in form.ticked_goals():
            lines.append(title)
            sources[title] = source
    return {"lines": lines, "sources": sources}


def _read_text(form: StepForm, question: Question) -> dict[str, Any]:
    return {"text": form.cleaned_data.get(question.key, "")}


def _read_asked(form: StepForm, question: Question) -> dict[str, Any]:
    told = form.cleaned_data
    days = {one.key: told.get(f"asked-{one.key}-on") for one in question.options}
    return {"asked": {key: day or "" for key, day in days.items() if day or told.get(f"asked-{key}")}}


def _read_measures(form: StepForm, question: Question) -> dict[str, Any]:
    return read_measures(form.cleaned_data, form.offers)


def _read_next(form: StepForm, question: Question) -> dict[str, Any]:
    told = form.cleaned_data
    return {
        "what": told.get("next-what", ""),
        "on": told.get("next-on") or "",
        "owner": told.get("next-owner", ""),
    }


MAKERS: Mapping[str, Any] = {
    "single": _add_single,
    "multi": _add_multi,
    "lines": _add_lines,
    "text": _add_text,
    "asked": _add_asked,
    "measures": _add_measures,
    "next": _add_next,
}
READERS: Mapping[str, Any] = {
    "single": _read_chosen,
    "multi": _read_chosen,
    "lines": _read_lines,
    "text": _read_text,
    "asked": _read_asked,
    "measures": _read_measures,
    "next": _read_next,
}
CHOOSE_FIRST = gettext_lazy("Choose a file or paste a text.")
