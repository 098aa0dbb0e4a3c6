"""The product's settings with what tests want otherwise: an own data folder and a cheap password hash."""

import os
import tempfile
from pathlib import Path

DATA_FOLDER = tempfile.TemporaryDirectory(prefix="kommune-tests-")
os.environ["KOMMUNE_DATA_DIR"] = DATA_FOLDER.name
os.environ["KOMMUNE_SECRET_KEY"] = "tests-only-" + "x" * 50
os.environ["KOMMUNE_DEBUG"] = "0"

from kommune.project.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Where `kommune serve` gathers styles and scripts; none are gathered here.
Path(DATA_FOLDER.name, "static").mkdir()
