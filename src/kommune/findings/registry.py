"""What wings tell the register: sentences for their findings, labels of subjects, things to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kommune.findings.shapes import Detected
from kommune.municipalities.public import Viewer


@dataclass(frozen=True, slots=True)
class FindingKind:
    """How one kind of finding reads.

    ``title`` is the short name for filters, ``sentence`` a template with ``%(subject)s`` and the
    evidence's keys, ``advice`` what to do about it. ``read_evidence`` puts words of the evidence into the
    language of the reader; None where it holds none.
    """

    key: str
    title: str | Promise
    sentence: str | Promise
    advice: str | Promise
    read_evidence: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about, as shown: label and address (empty where there is no page)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FindingHandler:
    """Something to do with a finding in one click: button label, permission, action, and where to go.

    ``handle_finding`` takes the viewer and the finding's id and returns the address to go to.
    """

    key: str
    label: str | Promise
    may_handle: Callable[[Viewer], bool]
    handle_finding: Callable[[Viewer, Any, str], str]


Detector = Callable[[], Iterable[Detected]]
SubjectResolver = Callable[[Iterable[str], str], Mapping[str, Subject]]

_kinds: dict[str, FindingKind] = {}
_detectors: dict[str, Detector] = {}
_resolvers: dict[str, SubjectResolver] = {}
_handlers: dict[str, FindingHandler] = {}


def register_finding_kind(kind: FindingKind) -> None:
    """Make a kind of finding readable; called in ``AppConfig.ready``."""
    _kinds[kind.key] = kind


def register_detector(source: str, detector: Detector) -> None:
    """Add a source of findings; it works on the town in scope; called in ``AppConfig.ready``."""
    _detectors[source] = detector


def register_subject(subject_kind: str, resolver: SubjectResolver) -> None:
    """Say how subjects of a kind are shown: ids and the town's slug in, subjects by id out, in bulk."""
    _resolvers[subject_kind] = resolver


def register_handler(handler: FindingHandler) -> None:
    """Offer something to do with findings; called in ``AppConfig.ready``."""
    _handlers[handler.key] = handler


def finding_kinds() -> dict[str, FindingKind]:
    """All readable kinds."""
    return dict(_kinds)


def detectors() -> dict[str, Detector]:
    """All sources of findings."""
    return dict(_detectors)


def handlers_for(viewer: Viewer) -> list[FindingHandler]:
    """What this person may do with a finding."""
    return [handler for handler in _handlers.values() if handler.may_handle(viewer)]


def handler(key: str) -> FindingHandler | None:
    """One handler by key."""
    return _handlers.get(key)


def resolve_subjects(wanted: Mapping[str, Iterable[str]], slug: str) -> dict[tuple[str, str], Subject]:
    """Subjects by (kind, id), one call per kind; subjects that no longer exist are left out."""
    found: dict[tuple[str, str], Subject] = {}
    for kind, ids in wanted.items():
        if kind in _resolvers:
            found.update({(kind, key): subject for key, subject in _resolvers[kind](ids, slug).items()})
    return found
