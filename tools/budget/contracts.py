"""Budgets of what is written down: type hints, docstrings where a contract lives, honest names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.budget.reading import Documented, Function, Module

DOCUMENTED_ROOMS = {"analysis", "standards"}
EMPTY_NAMES = {"apply", "run", "process", "handle"}
DRAWER_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base_utils"}
FILLER = frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "class",
        "for",
        "function",
        "get",
        "in",
        "is",
        "of",
        "return",
        "the",
        "this",
        "to",
    ]
)


def missing_hints(modules: list[Module]) -> Iterator[str]:
    """Name public functions with an argument or result that carries no type."""
    for module in modules:
        for function in module.functions:
            if function.name.startswith("_") or module.is_migration:
                continue
            bare = unhinted(function)
            if bare:
                yield (
                    f"{module.path}:{function.lineno}: {function.name} lacks a type for {', '.join(bare)}. "
                    "The signature is the shortest manual: write the types."
                )


def unhinted(function: Function) -> list[str]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    bare = [a.arg for a in named if a.annotation is None and a.arg not in {"self", "cls"}]
    return bare + (["its result"] if function.returns is None else [])


def missing_docstrings(modules: list[Module]) -> Iterator[str]:
    """Name modules that do not open with a sentence, and contracts that are not written down."""
    for module in modules:
        if module.is_empty or module.is_migration:
            continue
        if not ast.get_docstring(module.tree):
            yield f"{module.path}: opens without a sentence that says what a reader finds in it."
        if holds_contract(module):
            yield from undocumented(module)


def holds_contract(module: Module) -> bool:
    in_door = module.path.name == "public.py" or "public" in module.path.parts[:-1]
    return in_door or module.room in DOCUMENTED_ROOMS


def undocumented(module: Module) -> Iterator[str]:
    for node in public_definitions(module.tree):
        docstring = ast.get_docstring(node)
        if not docstring:
            yield (
                f"{module.path}:{node.lineno}: {node.name} has no docstring. Others rely on it without "
                "reading the code: say arguments with units and shapes, result, errors."
            )
        elif repeats_name(docstring, node.name):
            yield (
                f"{module.path}:{node.lineno}: the docstring of {node.name} repeats its name. Say what the "
                "name cannot: units, shapes, errors, where a formula comes from."
            )


def public_definitions(parent: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """Yield public functions and classes of a module and the public methods inside."""
    for node in parent.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            if not is_overload(node):
                yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def is_overload(node: Documented) -> bool:
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)


def repeats_name(docstring: str, name: str) -> bool:
    """True where the docstring holds no word beyond those of the name."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ")
    return not stems(docstring) - stems(spaced)


def stems(text: str) -> set[str]:
    words = re.findall(r"[a-zA-Z]+", text.lower())
    return {word.rstrip("s") for word in words if word not in FILLER}


def empty_names(modules: list[Module]) -> Iterator[str]:
    """Name functions and modules whose name says nothing about what they do."""
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, Function) and node.name in EMPTY_NAMES:
                yield (
                    f"{module.path}:{node.lineno}: a function named {node.name} says neither what it does "
                    "nor to what: verb and noun, as in publish_strategy."
                )
        drawers = DRAWER_NAMES.intersection(module.name.split("."))
        if drawers:
            yield (
                f"{module.path}: {', '.join(sorted(drawers))} is a drawer that fills up. Name the module "
                "after its topic, as in dates.py or signing.py."
            )
