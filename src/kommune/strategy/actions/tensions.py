"""Questions from typical tensions: finding them, answering them, and the town's own list of tensions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommune.analysis.suggestions import TensionProblem, check_tensions, load_tensions
from kommune.audit.public import history_of, journal, revision
from kommune.foundation.dates import today
from kommune.foundation.errors import StaleWrite
from kommune.foundation.scope import current_town
from kommune.municipalities.public import (
    ForeignTown,
    Rung,
    Viewer,
    change_object,
    create_object,
    delete_objects,
    require,
)
from kommune.strategy.actions.ratings import rate_relation
from kommune.strategy.errors import StrengthMissing, TensionUnknown, TensionUnusable
from kommune.strategy.models import DerivedFigures, GoalRelation, Tension, TensionAnswer
from kommune.strategy.queries.strategies import visible_goals
from kommune.strategy.queries.tensions import (
    QUESTIONS,
    TownTension,
    content_of,
    needs_search,
    search_questions,
    town_tensions,
)
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.shapes import Way

AGAINST = range(-3, 0)


def renew_questions(*, with_meaning: bool = True) -> None:
    """Find the questions of the town in scope and keep them, where what they are found in has changed.

    ``with_meaning`` False looks at words alone, which is done at once; the rest is left to the background.
    """
    if with_meaning and not needs_search():
        return
    found = search_questions(with_meaning=with_meaning)
    DerivedFigures.objects.update_or_create(
        kind=QUESTIONS,
        rung=Rung.WORKING_GROUP,
        defaults={
            "input_revision": revision(current_town()),
            "as_of": today(),
            "computed_at": timezone.now(),
            "data": {"print": found.print, "rows": list(found.rows)},
        },
    )


def deny_conflict(
    *, by: Viewer, digital_goal_id: UUID, city_goal_id: UUID, tension_key: str, note: str = ""
) -> UUID:
    """Answer a question with no; returns the batch that takes the answer back."""
    return _answer(by, digital_goal_id, city_goal_id, tension_key, is_conflict=False, note=note)


def confirm_conflict(
    *, by: Viewer, digital_goal_id: UUID, city_goal_id: UUID, tension_key: str, score: int | None, reason: str
) -> UUID:
    """Answer a question with yes: rate how strongly the two work against each other, −1 … −3.

    From −2 on a reason is required. Returns the batch that takes the rating back, which asks again.
    """
    if score not in AGAINST:
        raise StrengthMissing
    with transaction.atomic():
        _answer(by, digital_goal_id, city_goal_id, tension_key, is_conflict=True, note=reason)
        rate_relation(
            by=by,
            digital_goal_id=digital_goal_id,
            city_goal_id=city_goal_id,
            score=score,
            reason=reason,
            way=Way.QUESTION,
        )
        row = GoalRelation.objects.get(digital_goal=digital_goal_id, city_goal=city_goal_id)
        return history_of("goal_relation", str(row.id), limit=1)[0].batch_id


def _answer(by: Viewer, digital: UUID, city: UUID, tension_key: str, *, is_conflict: bool, note: str) -> UUID:
    require(may_settle_conflicts(by))
    if visible_goals(by).filter(id__in={digital, city}).count() != len({digital, city}):
        raise ForeignTown
    if tension_key not in {one.key for one in town_tensions()}:
        raise TensionUnknown
    values = {
        "is_conflict": is_conflict,
        "note": note.strip(),
        "answered_by_id": by.membership_id,
        "answered_at": timezone.now(),
    }
    with journal(action="answer_question", actor_id=by.user_id) as batch:
        pair = {"digital_goal_id": digital, "city_goal_id": city, "tension_key": tension_key}
        stored = TensionAnswer.objects.filter(**pair).first()
        if stored is None:
            create_object(batch, TensionAnswer(**pair, **values))
        else:
            change_object(batch, stored, values, None)
    return batch.id


def save_tension(*, by: Viewer, key: str | None, values: Mapping[str, Any], version: int) -> str:
    """Word a tension anew, or add one of the town's own (key None); returns its key.

    ``values``: question_de, question_en (empty takes the German one), first_words, first_sentences,
    second_words, second_sentences as lists of text, first_name and second_name where the poles have names.
    ``version`` is the one seen, 0 where none is stored.
    ``TensionUnusable`` names the fields that the search cannot work with.
    """
    require(may_settle_conflicts(by))
    known = {one.key: one for one in town_tensions()}
    if key is not None and key not in known:
        raise TensionUnknown
    name = key or _free_key(values, known)
    content = _content(name, values)
    if problems := check_tensions([content]):
        raise TensionUnusable(_told(problems))
    with journal(action="save_tension", actor_id=by.user_id) as batch:
        row = _stored(name, version)
        if row is None:
            create_object(batch, Tension(key=name, content=content))
        else:
            change_object(batch, row, {"content": content}, version)
    return name


def use_tension(*, by: Viewer, key: str, is_used: bool) -> UUID:
    """Ask with a tension, or put it aside; returns the batch that takes it back."""
    require(may_settle_conflicts(by))
    known = {one.key: one for one in town_tensions()}
    if key not in known:
        raise TensionUnknown
    with journal(action="use_tension", actor_id=by.user_id) as batch:
        row = Tension.objects.filter(key=key).first()
        if row is None:
            create_object(batch, Tension(key=key, content=content_of(known[key].plain), is_used=is_used))
        else:
            change_object(batch, row, {"is_used": is_used}, None)
    return batch.id


def drop_tension(*, by: Viewer, key: str) -> UUID:
    """Take a tension of the town's own away, or a shipped one back to its words; returns the batch."""
    require(may_settle_conflicts(by))
    with journal(action="drop_tension", actor_id=by.user_id) as batch:
        row = Tension.objects.filter(key=key).first()
        if row is None:
            raise TensionUnknown
        delete_objects(batch, [row])
    return batch.id


def _stored(key: str, version: int) -> Tension | None:
    """The stored row; somebody else may have made or removed it since it was seen."""
    row: Tension | None = Tension.objects.filter(key=key).first()
    if (row.version if row else 0) != version:
        sentence = _("Somebody else changed this tension in the meantime. Look at it and save again.")
        raise StaleWrite(sentence, {}, row.version if row else 0)
    return row


def _free_key(values: Mapping[str, Any], known: Mapping[str, TownTension]) -> str:
    firsts = [
        (
            *filter(None, [values.get(f"{pole}_name")]),
            *values[f"{pole}_words"],
            *values[f"{pole}_sentences"],
            pole,
        )[0]
        for pole in ("first", "second")
    ]
    name = slugify("-".join(firsts)).replace("-", "_")[:50].strip("_") or "spannung"
    taken = known.keys() | {one.id for one in load_tensions()}
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}_{number}"
    return key


def _content(key: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": key,
        "question_de": values["question_de"],
        "question_en": values["question_en"].strip() or values["question_de"],
        **{
            pole: {kind: list(values[f"{pole}_{kind}"]) for kind in ("words", "sentences")}
            | ({"name": name} if (name := values.get(f"{pole}_name", "").strip()) else {})
            for pole in ("first", "second")
        },
    }


def _told(problems: Sequence[TensionProblem]) -> dict[str, list[str]]:
    """The problems by field of the form, in sentences."""
    sentences = {
        "placeholder_missing": _("The question must name both goals: {%(found)s} is missing."),
        "placeholder_unknown": _("The question knows {digital_goal} and {city_goal}, but not {%(found)s}."),
        "empty_pole": _("Name at least one word or one sentence."),
        "too_long": _("That is too long: at most 400 characters."),
        "too_many": _("These are too many lines: at most 100."),
        "not_text": _("Write a text here."),
    }
    told: dict[str, list[str]] = {}
    for problem in problems:
        field = problem.field.replace(".", "_")
        field = f"{field}_words" if field in ("first", "second") else field
        sentence = sentences.get(problem.code, _("This tension cannot be used like this."))
        told.setdefault(field, []).append(sentence % {"found": problem.found})
    return told
