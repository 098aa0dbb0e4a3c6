#!/usr/bin/env python3
"""Hold the code to its budgets: size, coupling, hints, docstrings, repetition, suppressions.

    tools/budgets.py [FOLDER OF THE PACKAGE]

Prints one line for each budget that is overdrawn, with the reason and the better way, and exits 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.budget import contracts, coupling, repetition, size
from tools.budget.reading import Module, read_modules

BUDGETS: tuple[Callable[[list[Module]], Iterator[str]], ...] = (
    size.long_modules,
    size.long_functions,
    coupling.imports_inside_functions,
    coupling.import_cycles,
    contracts.missing_hints,
    contracts.missing_docstrings,
    contracts.empty_names,
    repetition.duplicate_bodies,
    repetition.suppressions,
)


def overdrawn(package: Path) -> list[str]:
    """Return one line for each overdrawn budget of the package in this folder."""
    modules = read_modules(package)
    return [problem for budget in BUDGETS for problem in budget(modules)]


def main() -> int:
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "src" / "kommune"
    problems = overdrawn(package)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
