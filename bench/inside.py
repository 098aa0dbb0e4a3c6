"""`python -m bench.inside NAME …`: one measurement inside an installation, with Django set up first."""

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    print(json.dumps(import_module(f"bench.{sys.argv[1]}").measure(*sys.argv[2:])))
