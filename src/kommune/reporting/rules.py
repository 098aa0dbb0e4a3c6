"""Who may make papers."""

from kommune.municipalities.public import Viewer, may_steer_strategy


def may_make_papers(viewer: Viewer) -> bool:
    """Making and deleting papers, changing the town's template, the papers before day one."""
    return may_steer_strategy(viewer)
