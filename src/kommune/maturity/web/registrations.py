"""What the wing registers with the rooms below, one call per area."""


def register_wing() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
