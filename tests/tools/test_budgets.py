"""Each budget can be overdrawn, and a tidy package overdraws none."""

from pathlib import Path

import pytest

from tools.budgets import overdrawn

TIDY = '''"""What a reader finds here."""


def count_goals(goals: list[str]) -> int:
    """Goals of the city, the drafts not counted."""
    return len(goals)
'''


def write_package(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "kommune"
    for name, source in {"__init__.py": "", **files}.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return package


def opened(code: str) -> str:
    return f'"""What a reader finds here."""\n\n{code}'


def test_a_tidy_package_overdraws_nothing(tmp_path: Path) -> None:
    files = {"strategy/public.py": TIDY, "strategy/models.py": opened("TOWN = 1\n")}
    assert overdrawn(write_package(tmp_path, files)) == []


LONG_BODY = "".join(f"    a{number} = {number}\n" for number in range(50))
COPIED = """def {name}({x}: int) -> int:
    y = {x} + 1
    z = y * 2
    z += 3
    z -= 4
    return z
"""

OVERDRAWN = {
    "a module over the ceiling": (
        {"a.py": opened("x = 1\n" * 399)},
        "a.py: 401 lines, 400 at most",
    ),
    "too many modules of middling size": (
        {"a.py": opened("x = 1\n" * 198), "b.py": TIDY},
        "1 of 2 modules have 200 lines or more",
    ),
    "a function longer than a screen": (
        {"a.py": opened(f"def long() -> None:\n{LONG_BODY}")},
        "long has 51 lines, 50 at most",
    ),
    "an import inside a function": (
        {"strategy/a.py": opened("def f() -> None:\n    import json\n    json.dumps(1)\n")},
        "f imports json",
    ),
    "an import by name inside a function": (
        {"strategy/a.py": opened("def f() -> None:\n    import_module('kommune.b')\n")},
        "f imports kommune.b",
    ),
    "a cycle": (
        {"a.py": opened("import kommune.b\n"), "b.py": opened("from kommune.a import x\n")},
        "import cycle: kommune.a <-> kommune.b",
    ),
    "a cycle that a lazy import hides": (
        {
            "a.py": opened("import kommune.b\n"),
            "b.py": opened("def f() -> None:\n    from kommune import a\n    a.x()\n"),
        },
        "import cycle: kommune.a <-> kommune.b",
    ),
    "an argument without a type": (
        {"a.py": opened("def f(x, *, y: int) -> None:\n    print(x, y)\n")},
        "f lacks a type for x.",
    ),
    "a result without a type": (
        {"a.py": opened("def f(x: int):\n    print(x)\n")},
        "f lacks a type for its result.",
    ),
    "a module without its sentence": ({"a.py": "x = 1\n"}, "a.py: opens without a sentence"),
    "a door without docstring": (
        {"strategy/public.py": opened("def list_goals() -> None: ...\n")},
        "list_goals has no docstring",
    ),
    "a method of the library without docstring": (
        {"analysis/a.py": opened('class A:\n    """Sums per goal."""\n\n    def b(self) -> None: ...\n')},
        "b has no docstring",
    ),
    "a docstring that repeats the name": (
        {"standards/ags.py": opened('def parse_ags() -> None:\n    """Parse the AGS."""\n')},
        "the docstring of parse_ags repeats its name",
    ),
    "a function named process": (
        {"a.py": opened("def process() -> None: ...\n")},
        "a function named process says neither",
    ),
    "a drawer": ({"strategy/utils.py": TIDY}, "utils is a drawer"),
    "the same body with other names": (
        {"a.py": opened(COPIED.format(name="f", x="x")), "b.py": opened(COPIED.format(name="g", x="w"))},
        "the same body 2 times",
    ),
    "a suppression without reason": (
        {"a.py": opened("x = 1\n" * 3), "b.py": opened("import os  # noqa: F401\n")},
        "# noqa: F401 gives no reason",
    ),
    "too many suppressions": (
        {"a.py": opened("import os  # noqa: F401 - others import it from here\n")},
        "1 suppressed warnings in 3 lines",
    ),
}


@pytest.mark.parametrize(("files", "message"), OVERDRAWN.values(), ids=OVERDRAWN.keys())
def test_what_overdraws_a_budget_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    problems = overdrawn(write_package(tmp_path, files))
    assert [problem for problem in problems if message in problem], problems


ALLOWED = {
    "lazy imports in the command line": {
        "cli/a.py": "def f() -> None:\n    import json\n    json.dumps(1)\n"
    },
    "imports in ready()": {"strategy/apps.py": "def ready() -> None:\n    import json\n    json.dumps(1)\n"},
    "heavy libraries": {"files/a.py": "def f() -> None:\n    import openpyxl\n    openpyxl.x()\n"},
    "imports for types only": {
        "a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import kommune.b\n",
        "b.py": "import kommune.a\n",
    },
    "a docstring is not counted": {
        "a.py": f'def long() -> None:\n    """One.\n\n    Two.\n    """\n{LONG_BODY[:-12]}'
    },
    "a command's handle": {"strategy/a.py": "class C:\n    def handle(self) -> None: ...\n"},
}


@pytest.mark.parametrize("files", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_has_a_good_reason_is_allowed(tmp_path: Path, files: dict[str, str]) -> None:
    sources = {name: opened(source) for name, source in files.items()}
    assert overdrawn(write_package(tmp_path, sources)) == []
