"""What the town says elsewhere for choosing first steps: guided hour, self-assessment, list of measures."""

from django.db.models import Subquery

from kommune.analysis.guided_hour import load_hour, read_facts
from kommune.maturity.models import GuidedHour, HourStep
from kommune.maturity.queries.assessments.reading import latest_profile
from kommune.maturity.shapes.steps import KnownFact
from kommune.municipalities.public import Viewer, released_for
from kommune.strategy.public import kept_overview

SIZE = "size.population"
# What the list of measures hints at: a figure of the overview as a share, and the need that it speaks of.
HINTS = {
    "measures_without_owner": "need.leadership",
    "measures_stale": "need.coordination",
    "measures_overdue": "need.decisions",
    "measures_without_money": "need.finance",
}
# A weak dimension of the self-assessment speaks of these needs.
DIMENSION_NEEDS = {
    "steering": ("decisions", "leadership"),
    "services": ("services", "media_breaks"),
    "data": ("data",),
    "technology": ("security",),
    "people": ("skills", "culture", "knowledge"),
    "cooperation": ("cooperation",),
    "access": ("accessibility", "participation", "communication"),
}
HIGHEST_SCORE = 4
Facts = dict[str, KnownFact]


def facts_of_list(viewer: Viewer) -> Facts:
    """Hints from the figures of the overview, where they are known; two queries."""
    overview = kept_overview(viewer)
    found: Facts = {}
    for code, fact in HINTS.items():
        figure = overview.data["figures"].get(code) or {} if overview else {}
        part, whole = figure.get("numerator"), figure.get("denominator")
        if figure.get("value") is not None and whole:
            found[fact] = KnownFact(min(part / whole, 1.0), "list")
    return found


def facts_of_assessment(viewer: Viewer) -> Facts:
    """Needs from the newest profile that this person may see: the lower the score, the greater; one query."""
    profile = latest_profile(viewer)
    found: Facts = {}
    for key, dimension in (profile.dimensions if profile else {}).items():
        if dimension.present is None:
            continue
        for topic in DIMENSION_NEEDS.get(key, ()):
            found[f"need.{topic}"] = KnownFact(1 - dimension.present / HIGHEST_SCORE, "assessment")
    return found


def facts_of_hour(viewer: Viewer) -> Facts:
    """What the newest guided hour that this person may see said; one query."""
    newest = GuidedHour.objects.filter(released_for(viewer)).order_by("-id").values("id")[:1]
    steps = HourStep.objects.filter(hour_id__in=Subquery(newest)).values_list("answers", flat=True)
    answers = {key: answer for one in steps for key, answer in one.items()}
    if not answers:
        return {}
    return {fact: KnownFact(value, "hour") for fact, value in read_facts(load_hour(), answers).items()}
