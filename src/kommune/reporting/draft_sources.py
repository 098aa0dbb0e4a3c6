"""What drafts for decisions can be about: one function per kind that briefs its subject."""

from collections.abc import Callable, Mapping
from uuid import UUID

from kommune.maturity.public import brief_hour
from kommune.municipalities.public import Viewer
from kommune.strategy.public import SubjectBrief, brief_conflict

Source = Callable[[Viewer, UUID], SubjectBrief | None]

SOURCES: Mapping[str, Source] = {"goal_conflict": brief_conflict, "guided_hour": brief_hour}
