"""Who sees whose work in the background."""

from kommune.municipalities.public import Viewer, may_steer_strategy


def may_see_all_jobs(viewer: Viewer) -> bool:
    """Seeing and cancelling what others asked for; everybody sees and cancels her own."""
    return may_steer_strategy(viewer)
