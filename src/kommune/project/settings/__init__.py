"""Django's settings, split by topic; every value that an operator may set comes from KOMMUNE_…."""

from kommune.project.settings.applications import *  # noqa: F403 - this is how Django settings compose
from kommune.project.settings.data import *  # noqa: F403 - see above
from kommune.project.settings.language import *  # noqa: F403 - see above
from kommune.project.settings.security import *  # noqa: F403 - see above
