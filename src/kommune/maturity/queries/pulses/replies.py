"""You said, we did: what was answered to earlier surveys, as the next one shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kommune.maturity.models import Pulse, PulseReply
from kommune.maturity.queries.pulses.topics import blocks_from
from kommune.maturity.shapes.pulses import PulseState, in_language
from kommune.municipalities.public import Rung, Viewer, released_for

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Reply:
    """What people said (the topic) and what the town does about it."""

    pulse: Pulse
    topic: str
    text: str
    state: str
    state_label: str


def what_became_of_it(pulse: Pulse) -> list[Reply]:
    """Replies to surveys closed before this one, newest first; for those who hold its slip.

    Only of surveys that the administration may see: who holds a slip need not be signed in.
    """
    seen = PulseReply.objects.filter(pulse__released_to__gte=Rung.ADMINISTRATION)
    rows = seen.filter(pulse__state=PulseState.CLOSED).exclude(pulse=pulse)
    if pulse.opened_at is not None:
        rows = rows.filter(pulse__opened_at__lt=pulse.opened_at)
    return told(
        rows.select_related("pulse").defer("pulse__results").order_by("-pulse__closed_at", "id")[:SHOWN]
    )


def latest_replies(viewer: Viewer, limit: int = SHOWN) -> list[Reply]:
    """Replies to surveys that this person may see, newest survey first."""
    rows = PulseReply.objects.filter(released_for(viewer, "pulse__released_to"))
    return told(
        rows.select_related("pulse").defer("pulse__results").order_by("-pulse__closed_at", "id")[:limit]
    )


def told(rows: Iterable[PulseReply]) -> list[Reply]:
    """Replies with the titles of their topics as the survey asked them."""
    return [
        Reply(row.pulse, title_of(row.pulse, row.topic), row.text, row.state, str(row.get_state_display()))
        for row in rows
    ]


def title_of(pulse: Pulse, topic: str) -> str:
    """The title of a topic of a survey."""
    titles = {block.key: in_language(block.title) for block in blocks_from(pulse.blocks)}
    return titles.get(topic, topic)
