"""What needs, preconditions and sources of first steps are called on screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from kommune.analysis.first_steps import Against, FirstStep, Precondition, Reason, load_catalogue
from kommune.maturity.shapes.steps import KnownFact

Text = str | Promise
# The second half of "because …".
BECAUSE: Mapping[str, Text] = {
    "paper": gettext_lazy("much still runs on paper"),
    "media_breaks": gettext_lazy("things are typed or printed over again"),
    "documents": gettext_lazy("documents are hard to find or exist several times"),
    "meetings": gettext_lazy("meetings take much time"),
    "mail_attachments": gettext_lazy("files go round as attachments"),
    "coordination": gettext_lazy("offices know too little of each other"),
    "decisions": gettext_lazy("decisions get lost or take long"),
    "knowledge": gettext_lazy("knowledge sits in single heads"),
    "services": gettext_lazy("few services work online"),
    "appointments": gettext_lazy("getting an appointment is tedious"),
    "payments": gettext_lazy("fees can hardly be paid online"),
    "data": gettext_lazy("nobody knows which data there are"),
    "security": gettext_lazy("security has gaps"),
    "skills": gettext_lazy("skills with technology are lacking"),
    "leadership": gettext_lazy("it is unclear who is in charge"),
    "participation": gettext_lazy("citizens are seldom asked"),
    "cooperation": gettext_lazy("others solve the same things next door"),
    "finance": gettext_lazy("money is short or unclear"),
    "culture": gettext_lazy("trying things out is not usual"),
    "rooms": gettext_lazy("rooms do not suit the work"),
    "procurement": gettext_lazy("buying takes long"),
    "automation": gettext_lazy("the same is done by hand again and again"),
    "communication": gettext_lazy("letters and pages are hard to understand"),
    "accessibility": gettext_lazy("not everybody can use the pages"),
}
NEED_LEVELS: tuple[tuple[int, Text], ...] = (
    (0, gettext_lazy("no")),
    (25, gettext_lazy("hardly")),
    (50, gettext_lazy("partly")),
    (75, gettext_lazy("largely")),
    (100, gettext_lazy("fully")),
)
HAVE_LEVELS: tuple[tuple[int, Text], ...] = (
    (0, gettext_lazy("no")),
    (50, gettext_lazy("partly")),
    (100, gettext_lazy("yes")),
)


def is_german() -> bool:
    """Whether the page speaks German."""
    return (get_language() or "").startswith("de")


def step_title(step: FirstStep) -> str:
    """The title in the language of the page."""
    return step.title_de if is_german() else step.title_en


def step_text(step: FirstStep) -> str:
    """What the step is, in the language of the page."""
    return step.what_de if is_german() else step.what_en


def step_replaces(step: FirstStep) -> str:
    """What the step replaces, in the language of the page."""
    return step.replaces_de if is_german() else step.replaces_en


def step_leave(step: FirstStep) -> str:
    """When to leave it, in the language of the page."""
    return step.leave_de if is_german() else step.leave_en


def step_field(step: FirstStep) -> str:
    """The field of action, in the language of the page; a measure made of the step names it in German."""
    return step.field_de if is_german() else step.field_en


def step_measure(step: FirstStep) -> str:
    """What the measure would say, in the language of the page; the measure itself says it in German."""
    return step.measure_de if is_german() else step.measure_en


def evidence_lines(step: FirstStep) -> list[tuple[str, str]]:
    """What is known about the step and who says so, in the language of the page."""
    if is_german():
        return [(one.text_de, one.source_de) for one in step.evidence]
    return [(one.text_en, one.source_en) for one in step.evidence]


def precondition_text(one: Precondition) -> str:
    """What a town has or lacks, in the language of the page."""
    return one.text_de if is_german() else one.text_en


def all_preconditions() -> dict[str, Precondition]:
    """Everything that some step presumes or replaces, by fact, in the order of the list."""
    found: dict[str, Precondition] = {}
    for step in load_catalogue():
        for one in (*step.preconditions, *step.already):
            found.setdefault(one.fact, one)
    return found


def source_text(source: str) -> str:
    """Where a fact comes from."""
    texts = {
        "answer": _("your answers"),
        "hour": _("the guided hour"),
        "assessment": _("the self-assessment"),
        "list": _("the list of measures"),
    }
    return texts.get(source, "")


def reason_text(reason: Reason, facts: Mapping[str, KnownFact]) -> str:
    """Why a step makes sense, as the second half of a sentence that begins with "because"."""
    words = BECAUSE[reason.fact.partition(".")[2]]
    source = source_text(facts[reason.fact].source) if reason.fact in facts else ""
    return _("%(need)s (%(source)s)") % {"need": words, "source": source} if source else str(words)


def against_text(against: Against) -> str:
    """What speaks against a step, or is not known."""
    if against.kind in ("too_small", "too_large"):
        return (
            _("your town is too small for it")
            if against.kind == "too_small"
            else _("your town is too large for it")
        )
    key = against.fact.partition(".")[2]
    if against.kind in ("no_need", "unknown_need"):
        sentence = (
            _("hardly true: %(what)s") if against.kind == "no_need" else _("nobody has said yet: %(what)s")
        )
        return sentence % {"what": BECAUSE[key]}
    sentences = {
        "missing": _("lacking: %(what)s"),
        "unknown": _("please check: %(what)s"),
        "already": pgettext("first step", "you have it: %(what)s"),
    }
    return sentences[against.kind] % {"what": precondition_text(all_preconditions()[against.fact])}


def band_text(band: tuple[int, int], unit: str) -> str:
    """Least to most with the unit; one number where both are the same."""
    least, most = band
    numbers = str(most) if least == most else f"{least}–{most}"
    return f"{numbers} {unit}"


def effort_text(step: FirstStep) -> str:
    """Hours of all together, money once, weeks until it works."""
    money = _("no money") if step.euros == (0, 0) else _money(step.euros)
    return " · ".join((band_text(step.hours, _("hours")), money, band_text(step.weeks, _("weeks"))))


def _money(band: tuple[int, int]) -> str:
    least, most = (f"{value:,}".replace(",", ".") if is_german() else f"{value:,}" for value in band)
    return f"{least}–{most} €" if band[0] else _("up to %(most)s €") % {"most": most}
