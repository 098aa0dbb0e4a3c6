"""What the wing registers with the rooms below, one call per area."""

from kommune.maturity.web.assessments.registering import register_assessments
from kommune.maturity.web.hour.registering import register_hour
from kommune.maturity.web.peers.registering import register_peers
from kommune.maturity.web.pulses.registering import register_pulses
from kommune.maturity.web.steps.registering import register_steps
from kommune.maturity.web.tools.registering import register_tools


def register_wing() -> None:
    """Everything at once; called in ``AppConfig.ready``."""
    register_hour()
    register_assessments()
    register_pulses()
    register_tools()
    register_peers()
    register_steps()
