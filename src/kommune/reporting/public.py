"""The papers' door: the papers that must exist before day one, for the command line."""

from kommune.reporting.installation import write_installation_papers

__all__ = ["write_installation_papers"]
