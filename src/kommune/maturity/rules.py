"""Who may do what in the wing: each predicate together with its filter."""

from kommune.municipalities.public import Viewer, may_steer_strategy


def may_run_pulses(viewer: Viewer) -> bool:
    """Preparing, opening, closing and answering surveys, own questions, instruments."""
    return may_steer_strategy(viewer)
