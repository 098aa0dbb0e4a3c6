"""The strategy wing's door: figures, overview, measures and goals for other rooms."""

from uuid import UUID

from django.utils.translation import gettext as _

from kommune.jobs.public import has_waiting_job, start_job
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.alignment import refresh_alignment
from kommune.strategy.actions.answers import make_measure_of
from kommune.strategy.actions.conflict_register import sync_conflicts
from kommune.strategy.actions.conflicts import edit_conflict, release_conflicts
from kommune.strategy.actions.drafting import add_draft_strategy, answer_assumed_link
from kommune.strategy.actions.figures import refresh_rung
from kommune.strategy.actions.ideas import Idea, add_idea
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.ratings import Rating, rate_contributions, rate_relations
from kommune.strategy.actions.readings import decide_passages, keep_upload, read_text
from kommune.strategy.actions.round_closing import close_round
from kommune.strategy.actions.round_results import record_agreement, take_over_agreed
from kommune.strategy.actions.round_sheets import finish_sheet, invite_raters, save_answer
from kommune.strategy.actions.rounds import open_round, prepare_round
from kommune.strategy.actions.weights import set_weights
from kommune.strategy.briefing import Briefing, brief
from kommune.strategy.conflict_brief import BriefSection, SubjectBrief, brief_conflict
from kommune.strategy.drafts import (
    AssumedLink,
    DraftBasis,
    DraftGoal,
    DraftLink,
    DraftMeasure,
    DraftStrategy,
    ProposedGoal,
    StrategyEvidence,
    goal_key,
)
from kommune.strategy.errors import TextRefused
from kommune.strategy.imports.export import export_workbook
from kommune.strategy.measure_links import MeasureLink, register_measure_links
from kommune.strategy.published_map import PublicLine, PublicMap, public_strategy_map
from kommune.strategy.queries.alignment_kept import KeptAlignment, kept_alignment
from kommune.strategy.queries.conflicts import conflict_ids
from kommune.strategy.queries.drafting import (
    digital_strategies,
    evidence_of,
    has_city_strategy,
    kept_assumed_links,
    kept_city_goals,
    proposed_goals,
    strategy_title,
)
from kommune.strategy.queries.figures import Overview, count_unreleased, kept_overview
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.measures import (
    choose_measures,
    measure_for,
    measure_shapes,
    visible_measures,
)
from kommune.strategy.queries.published import (
    PublicField,
    PublicGoal,
    PublicGoalPage,
    PublicMeasure,
    PublicStrategy,
    public_goal,
    public_measure,
    public_measures,
    public_strategies,
    public_strategy,
    published_measure_phases,
)
from kommune.strategy.queries.readings import proposals_of, reading_titles
from kommune.strategy.queries.rounds import PairRef
from kommune.strategy.queries.stored_ratings import (
    ids_by_number,
    round_places,
    stored_contributions,
    stored_relations,
)
from kommune.strategy.rules import may_edit_measure, may_edit_strategies, may_see_measure, measures_edited_by
from kommune.strategy.shapes import Dimension, GoalShape, MeasureShape, Phase, Way

__all__ = [
    "AssumedLink",
    "BriefSection",
    "Briefing",
    "Dimension",
    "DraftBasis",
    "DraftGoal",
    "DraftLink",
    "DraftMeasure",
    "DraftStrategy",
    "GoalShape",
    "Idea",
    "KeptAlignment",
    "MeasureLink",
    "MeasureShape",
    "Overview",
    "PairRef",
    "Phase",
    "ProposedGoal",
    "PublicField",
    "PublicGoal",
    "PublicGoalPage",
    "PublicLine",
    "PublicMap",
    "PublicMeasure",
    "PublicStrategy",
    "Rating",
    "StrategyEvidence",
    "SubjectBrief",
    "TextRefused",
    "Way",
    "add_draft_strategy",
    "add_idea",
    "alignment_for",
    "answer_assumed_link",
    "brief",
    "brief_conflict",
    "choose_measures",
    "close_round",
    "conflict_ids",
    "count_unreleased",
    "create_measure",
    "decide_passages",
    "digital_strategies",
    "edit_conflict",
    "evidence_of",
    "export_workbook",
    "finish_sheet",
    "goal_key",
    "has_city_strategy",
    "ids_by_number",
    "invite_raters",
    "keep_upload",
    "kept_assumed_links",
    "kept_city_goals",
    "kept_overview",
    "kept_while_unchanged",
    "make_measure_of",
    "may_edit_measure",
    "may_edit_strategies",
    "may_see_measure",
    "measure_for",
    "measure_shapes",
    "measures_edited_by",
    "open_round",
    "overview_for",
    "prepare_round",
    "proposals_of",
    "proposed_goals",
    "public_goal",
    "public_measure",
    "public_measures",
    "public_strategies",
    "public_strategy",
    "public_strategy_map",
    "published_measure_phases",
    "rate_contributions",
    "rate_relations",
    "read_text",
    "reading_titles",
    "record_agreement",
    "register_measure_links",
    "release_conflicts",
    "renew_overview",
    "round_places",
    "save_answer",
    "set_weights",
    "stored_contributions",
    "stored_relations",
    "strategy_title",
    "sync_conflicts",
    "take_over_agreed",
    "visible_measures",
]

REFRESH = "refresh_figures"


def overview_for(viewer: Viewer) -> Overview | None:
    """The figures for this person's rung; asks for new ones in the background where they are old.

    None only where the town has never had any figures and they could not be made yet.
    """
    overview = kept_overview(viewer)
    if overview is None:
        refresh_rung(viewer.clearance)
        return kept_overview(viewer)
    if not overview.is_current and not has_waiting_job(REFRESH):
        renew_overview(by=viewer)
        return kept_overview(viewer)
    return overview


def alignment_for(viewer: Viewer, sector_as: str = "digital") -> KeptAlignment:
    """The alignment for this person's rung, reckoned at once where nobody asked before.

    ``sector_as`` says on which side goals of sector strategies stand: "digital" or "city". Where newer data
    wait, new figures are asked for in the background.
    """
    alignment = kept_alignment(viewer, sector_as)
    if alignment is not None and not alignment.is_current and not has_waiting_job(REFRESH):
        renew_overview(by=viewer)
        alignment = kept_alignment(viewer, sector_as)
    return alignment or refresh_alignment(viewer.clearance, sector_as)


def renew_overview(*, by: Viewer) -> UUID:
    """Compute all figures and look for findings in the background; returns the job's id."""
    return start_job(kind=REFRESH, title=_("Computing the figures"), by=by)
