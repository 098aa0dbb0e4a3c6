"""Signs the strategy lead of the large town in, without a password, for a browser that measures."""

from bench.caller import sign_in
from bench.page_list import strategy_lead


def measure() -> str:
    """The key of a session that was made directly in the database."""
    return sign_in(strategy_lead()).partition("=")[2]
