"""Who may bring lists into the town."""

from kommune.municipalities.public import Viewer, may_steer_strategy


def may_import(viewer: Viewer) -> bool:
    """Uploading, mapping, confirming and undoing imports."""
    return may_steer_strategy(viewer)
