"""Profiles as pictures: present and target per dimension, and two assessments over each other."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from kommune.analysis.maturity import Change
from kommune.foundation.charts import ProfileChart, ProfileRow
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.results import standings_of, weakest_of
from kommune.maturity.web.assessments.words import difference_text, dimension_name, score_text

HIGHEST = 4


def profile_chart(assessment: Assessment, slug: str) -> ProfileChart:
    """Present, target and range of the answers per dimension."""
    sides = []
    for one in standings_of(assessment):
        stored = assessment.profile[one.key]
        sides.append(
            ProfileRow(
                label=dimension_name(one.key),
                text=f"{score_text(one.present)} → {score_text(one.target)}",
                value=one.present,
                goal=one.target,
                low=stored["lowest"],
                high=stored["highest"],
                url=reverse("maturity:assessment_dimension", args=[slug, assessment.id, one.key]),
            )
        )
    legend = [("value", _("today")), ("goal", _("target in 2 to 3 years"))]
    if any(side.low is not None for side in sides):
        legend.append(("range", _("lowest to highest answer")))
    return ProfileChart(
        name="profil",
        title=_("Profile by dimension"),
        summary=profile_summary(assessment),
        unit=_("Today → target"),
        label_head=_("Dimension"),
        sides=sides,
        legend=legend,
    )


def profile_summary(assessment: Assessment) -> str:
    """One sentence: the scale and the weakest dimensions."""
    weak = [f"{dimension_name(one.key)} ({score_text(one.present)})" for one in weakest_of(assessment)]
    scale = _("Steps from 0 (nothing there) to 4 (as good as one can wish).")
    if not weak:
        return scale
    told = _("Weakest: %(names)s.") % {"names": ", ".join(weak)}
    return f"{scale} {told}"


def change_chart(changes: Iterable[Change], old: Assessment, new: Assessment) -> ProfileChart:
    """Then and now per dimension over the same questions, with the target of then."""
    sides = [
        ProfileRow(
            label=dimension_name(one.dimension),
            text=difference_text(one.difference),
            value=one.after,
            goal=one.target,
            before=one.before,
        )
        for one in changes
    ]
    known = [one.difference for one in changes if one.difference is not None]
    better = sum(one > 0 for one in known)
    return ProfileChart(
        name="vergleich",
        title=_("Then and now"),
        summary=_("%(better)s of %(of)s comparable dimensions stand higher than before.")
        % {"better": better, "of": len(known)},
        unit=_("Difference"),
        label_head=_("Dimension"),
        sides=sides,
        legend=[("before", old.title), ("value", new.title), ("goal", _("target of then"))],
    )
