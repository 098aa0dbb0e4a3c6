"""Django's settings, split by topic; every value that an operator may set comes from KOMMUNE_…."""

from kommune.project.settings.applications import *
from kommune.project.settings.data import *
from kommune.project.settings.language import *
from kommune.project.settings.logs import *
from kommune.project.settings.security import *
