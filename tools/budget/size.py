"""Budgets of size: modules that are read at a sitting, functions that fit on a screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.budget.reading import Function, Module

MODULE_LINES = 400
SMALL_MODULE_LINES = 200
SMALL_MODULE_SHARE = 0.9
FUNCTION_LINES = 50


def long_modules(modules: list[Module]) -> Iterator[str]:
    """Name modules over the ceiling, and the largest ones where too few are small."""
    counted = [module for module in modules if not module.is_migration and not module.is_empty]
    for module in counted:
        if module.lines > MODULE_LINES:
            yield (
                f"{module.path}: {module.lines} lines, {MODULE_LINES} at most. Beauty is lost in the top one "
                "per cent: split it by topic into a package of the same name."
            )
    large = sorted((m for m in counted if m.lines >= SMALL_MODULE_LINES), key=lambda m: -m.lines)
    if len(large) > len(counted) * (1 - SMALL_MODULE_SHARE):
        names = ", ".join(f"{module.path} ({module.lines})" for module in large)
        yield (
            f"{len(large)} of {len(counted)} modules have {SMALL_MODULE_LINES} lines or more, one in ten "
            f"may. Split some of these by topic: {names}"
        )


def long_functions(modules: list[Module]) -> Iterator[str]:
    """Name functions that do not fit on a screen."""
    for module in modules:
        if module.is_migration:
            continue
        for function in module.functions:
            lines = code_lines(function)
            if lines > FUNCTION_LINES:
                yield (
                    f"{module.path}:{function.lineno}: {function.name} has {lines} lines, {FUNCTION_LINES} "
                    "at most. Name its steps as functions; a table of data becomes a data file."
                )


def code_lines(function: Function) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines
