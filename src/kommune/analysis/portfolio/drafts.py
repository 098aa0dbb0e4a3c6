"""The gaps of a portfolio as drafts for the register of findings, one per kind and subject."""

from collections.abc import Iterator, Mapping

from kommune.analysis.portfolio.results import FindingDraft, Proof
from kommune.analysis.portfolio.shapes import Id, MeasureFacts
from kommune.analysis.portfolio.tree import by_id, positive_relations, strengths

SEVERITY = {
    "city_goal_without_measure": 3,
    "digital_goal_without_measure": 2,
    "digital_goal_without_city_goal": 2,
    "measure_without_goal": 3,
    "measure_goals_outdated": 2,
    "measure_without_owner": 2,
    "measure_without_unit": 1,
    "measure_without_money": 2,
    "measure_without_dates": 1,
    "measure_stale": 2,
    "measure_overdue": 3,
    "measures_same_title": 1,
}


def draft_findings(proof: Proof) -> tuple[FindingDraft, ...]:
    """All findings, ordered by kind and subject; measures with one title make one finding on the first."""
    drafts = [*_goal_drafts(proof), *_measure_drafts(proof)]
    return tuple(sorted(drafts, key=lambda draft: draft.fingerprint))


def _goal_drafts(proof: Proof) -> Iterator[FindingDraft]:
    relations = positive_relations(proof.portfolio)
    kinds = {
        "city_goal_without_measure": proof.goals.city_orphans,
        "digital_goal_without_measure": proof.goals.digital_orphans,
        "digital_goal_without_city_goal": proof.goals.digital_untied,
    }
    for kind, goals in kinds.items():
        for goal in goals:
            proposed = (goal, *by_id(relations.get(goal, {})))
            yield FindingDraft(kind, "goal", goal, f"{kind}:{goal}", SEVERITY[kind], {}, proposed)


def _measure_drafts(proof: Proof) -> Iterator[FindingDraft]:
    measures = {m.id: m for m in proof.portfolio.measures}
    links = strengths(proof.portfolio)
    year = proof.portfolio.as_of.year
    for kind, subjects in _measure_kinds(proof).items():
        for subject, evidence in subjects.items():
            measure = measures[subject]
            yield FindingDraft(
                kind,
                "measure",
                subject,
                f"{kind}:{subject}",
                SEVERITY[kind],
                {"phase": measure.phase, **evidence},
                by_id(links[subject]),
                measure.costs_by_year.get(year),
            )


def _measure_kinds(proof: Proof) -> dict[str, dict[Id, Mapping[str, object]]]:
    gaps = proof.measures
    measures = {m.id: m for m in proof.portfolio.measures}
    dates = by_id([*gaps.without_start, *gaps.without_end])

    def plain(ids: tuple[Id, ...]) -> dict[Id, Mapping[str, object]]:
        return {measure: {} for measure in ids}

    def total(ids: tuple[Id, ...]) -> dict[Id, Mapping[str, object]]:
        return {measure: {"total_cents": measures[measure].total_cents} for measure in ids}

    return {
        "measure_without_goal": total(gaps.without_goal),
        "measure_goals_outdated": total(gaps.goals_outdated),
        "measure_without_owner": plain(gaps.without_owner),
        "measure_without_unit": plain(gaps.without_unit),
        "measure_without_money": plain(gaps.without_money),
        "measure_without_dates": {m: {"missing": _missing_dates(measures[m])} for m in dates},
        "measure_stale": {m: {"last_report_on": _day(measures[m])} for m in gaps.stale},
        "measure_overdue": {m: {"end_on": str(measures[m].end_on)} for m in gaps.overdue},
        "measures_same_title": {
            group[0]: {"others": [str(other) for other in group[1:]]} for group in gaps.same_title
        },
    }


def _missing_dates(measure: MeasureFacts) -> list[str]:
    return [name for name, day in (("start", measure.start_on), ("end", measure.end_on)) if day is None]


def _day(measure: MeasureFacts) -> str | None:
    return measure.last_report_on.isoformat() if measure.last_report_on else None
