"""Purposes of files, each with the rule of who may read them; registered by the rooms above."""

from kommune.files.shapes import MayRead
from kommune.municipalities.public import Viewer

_purposes: dict[str, MayRead] = {}


def register_purpose(purpose: str, may_read: MayRead) -> None:
    """Make a purpose known; called in ``AppConfig.ready``. Files of unknown purposes are read by nobody."""
    _purposes[purpose] = may_read


def may_read_purpose(viewer: Viewer, purpose: str) -> bool:
    """Whether the viewer may read files of this purpose."""
    rule = _purposes.get(purpose)
    return rule is not None and rule(viewer)
