"""Making a paper from the figures of this moment, and the town's own template."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.municipalities.public import (
    TownShape,
    Viewer,
    WrongValues,
    create_object,
    delete_objects,
    find_object,
    require,
)
from kommune.reporting.draft_sources import SOURCES
from kommune.reporting.errors import NothingToReport, SubjectGone
from kommune.reporting.models import Paper, PaperFile, PaperTemplate
from kommune.reporting.queries import DECISION, paper_of_form, shortened, town_template, unit_name
from kommune.reporting.render.committee_docx import render_docx
from kommune.reporting.render.decision_docx import render_decision_docx
from kommune.reporting.render.decision_pdf import render_decision_pdf
from kommune.reporting.render.pdf import render_pdf
from kommune.reporting.render.template_check import check_template
from kommune.reporting.rules import may_make_papers
from kommune.reporting.shapes import (
    Block,
    CommitteePaper,
    DecisionDraft,
    DecisionNeeded,
    DutySection,
    Figure,
    GoalBar,
    Run,
    TemplateCheck,
)
from kommune.strategy.public import Briefing, SubjectBrief, brief, overview_for


def make_committee_paper(*, by: Viewer, town: TownShape, values: Mapping[str, Any], form_key: str) -> UUID:
    """Freeze the overview of this moment in a paper with DOCX and PDF; returns its id.

    ``values``: title, committee, paper_number, dated_on. The same form sent twice gives the same paper.
    """
    require(may_make_papers(by))
    made = paper_of_form(form_key)
    if made is not None:
        return made
    overview = overview_for(by)
    if overview is None:
        raise NothingToReport
    content = compose(town, brief(by, overview), values, unit_name(by))
    files = {"pdf": render_pdf(content), "docx": render_docx(shortened(content), town_template())}
    page = {**asdict(content), "dated_on": content.dated_on.isoformat()}
    return _keep(by, "make_paper", values, form_key, page, overview.as_of, files)


def compose(
    town: TownShape, briefing: Briefing, values: Mapping[str, Any], author_unit: str = ""
) -> CommitteePaper:
    """The page from the overview's plain words."""
    day: date = values["dated_on"]
    bars: tuple[GoalBar, ...] = ()
    if briefing.city_goals_carried is not None and briefing.city_goals_open is not None:
        bars = (GoalBar(_("City goals"), briefing.city_goals_carried, briefing.city_goals_open),)
    return CommitteePaper(
        town_name=town.name,
        committee=values["committee"],
        title=values["title"],
        paper_number=values["paper_number"],
        dated_on=day,
        source_line=_("Figures as of %(day)s, from the town's own lists of goals and measures.")
        % {"day": briefing.as_of.strftime("%d.%m.%Y")},
        sentences=tuple(tuple(Run(text, number) for text, number in runs) for runs in briefing.sentences),
        figures=tuple(Figure(f.label, f.value, f.formula, f.known) for f in briefing.figures),
        decisions=tuple(DecisionNeeded(*row) for row in briefing.decisions),
        goal_bars=bars,
        unknowns=briefing.unknowns,
        author_unit=author_unit,
        letterhead=tuple(line for line in town.letterhead.splitlines() if line.strip()),
        language=_language(),
    )


def make_decision_draft(
    *, by: Viewer, town: TownShape, kind: str, subject_id: UUID, values: Mapping[str, Any], form_key: str
) -> UUID:
    """Freeze what is known about a subject in a draft for a decision, as DOCX and PDF; returns its id.

    ``kind`` is one of ``draft_sources``; ``values`` as for a committee paper. ``SubjectGone`` where the
    subject is not there for this person. The same form sent twice gives the same paper.
    """
    require(may_make_papers(by))
    made = paper_of_form(form_key)
    if made is not None:
        return made
    source = SOURCES.get(kind)
    subject = source(by, subject_id) if source else None
    if subject is None:
        raise SubjectGone
    draft = compose_draft(town, kind, subject_id, subject, values, unit_name(by))
    files = {"pdf": render_decision_pdf(draft), "docx": render_decision_docx(draft)}
    content = {**asdict(draft), "dated_on": draft.dated_on.isoformat(), "form": DECISION}
    return _keep(by, "make_decision_draft", values, form_key, content, today(), files)


def sketch_draft(*, by: Viewer, town: TownShape, kind: str, subject_id: UUID) -> DecisionDraft | None:
    """What is known about a subject now, to be worked on at once and not kept; None where it is not there."""
    require(may_make_papers(by))
    source = SOURCES.get(kind)
    subject = source(by, subject_id) if source else None
    if subject is None:
        return None
    values = {"title": subject.title, "committee": "", "paper_number": "", "dated_on": today()}
    return compose_draft(town, kind, subject_id, subject, values, unit_name(by))


def compose_draft(
    town: TownShape,
    kind: str,
    subject_id: UUID,
    subject: SubjectBrief,
    values: Mapping[str, Any],
    author_unit: str,
) -> DecisionDraft:
    """The draft from the subject's plain words."""
    told = _("As of %(day)s, from the town's own goals, measures and ratings.")
    return DecisionDraft(
        kind=kind,
        subject_id=str(subject_id),
        town_name=town.name,
        committee=values["committee"],
        title=values["title"],
        paper_number=values["paper_number"],
        dated_on=values["dated_on"],
        lead=subject.lead,
        sections=tuple(
            DutySection(one.heading, tuple(Block(form, rows) for form, rows in one.parts))
            for one in subject.sections
        ),
        source_line=told % {"day": today().strftime("%d.%m.%Y")},
        author_unit=author_unit,
        letterhead=tuple(
            line for line in town.letterhead.splitlines() if line.strip() not in {"", town.name.strip()}
        ),
        language=_language(),
    )


def _keep(
    by: Viewer,
    action: str,
    values: Mapping[str, Any],
    form_key: str,
    content: dict[str, Any],
    figures_as_of: date,
    files: Mapping[str, bytes],
) -> UUID:
    """Store a paper with its files once, whoever sends the same form at the same time."""
    try:
        with journal(action=action, actor_id=by.user_id) as batch:
            paper = Paper(
                **values,
                figures_as_of=figures_as_of,
                form_key=form_key,
                author_id=by.membership_id,
                content=content,
            )
            create_object(batch, paper)
            for kind, data in files.items():
                digest = hashlib.sha256(data).hexdigest()
                create_object(batch, PaperFile(paper=paper, kind=kind, content=data, sha256=digest))
    except (IntegrityError, WrongValues):
        made = paper_of_form(form_key)
        if made is None:
            raise
        return made
    return paper.id


def _language() -> str:
    return "en" if (get_language() or "de").startswith("en") else "de"


def delete_paper(*, by: Viewer, paper_id: UUID) -> None:
    """Put a paper into the trash."""
    require(may_make_papers(by))
    with journal(action="delete_paper", actor_id=by.user_id) as batch:
        delete_objects(batch, [find_object(Paper, paper_id)])


def use_template(*, by: Viewer, name: str, content: bytes) -> TemplateCheck:
    """Check a DOCX template and, if it is usable, write papers with it from now on."""
    require(may_make_papers(by))
    check = check_template(content)
    if check.is_usable:
        with journal(action="use_template", actor_id=by.user_id) as batch:
            delete_objects(batch, PaperTemplate.objects.all())
            text = base64.b64encode(content).decode("ascii")
            create_object(batch, PaperTemplate(name=name[:200], content_base64=text))
    return check


def remove_template(*, by: Viewer) -> None:
    """Write papers with our own template again."""
    require(may_make_papers(by))
    with journal(action="remove_template", actor_id=by.user_id) as batch:
        delete_objects(batch, PaperTemplate.objects.all())
