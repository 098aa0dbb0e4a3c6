"""Budgets of shortcuts: copied function bodies and suppressed warnings."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tools.budget.reading import Function, Module, body_without_docstring

DUPLICATE_LINES = 5
SUPPRESSIONS_PER_1000_LINES = 0.5
PRAGMA = re.compile(r"#\s*(?:noqa|type:\s*ignore|mypy:|pragma:\s*no cover|nosec)", re.I)
PRAGMA_WITH_CODES = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w, -]+\])?"
    r"|mypy:\s*[\w-]+|pragma:\s*no cover|nosec)",
    re.IGNORECASE,
)


def duplicate_bodies(modules: list[Module]) -> Iterator[str]:
    """Name functions whose body stands elsewhere too, also with other names for its variables."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in modules:
        if module.is_migration:
            continue
        for function in module.functions:
            body = body_without_docstring(function)
            if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 >= DUPLICATE_LINES:
                places[normalised(function)].append(f"{module.path}:{function.lineno} {function.name}")
    for copies in places.values():
        if len(copies) > 1:
            yield (
                f"the same body {len(copies)} times: {'; '.join(copies)}. A mistake would be mended in one "
                "of them only: keep one and import it."
            )


class _LocalNames(ast.NodeTransformer):
    """Numbers the local names of a function in the order in which they appear."""

    def __init__(self, local: set[str]) -> None:
        self.numbers: dict[str, str] = {}
        self.local = local

    def visit_Name(self, node: ast.Name) -> ast.Name:  # the name is ast's
        if node.id not in self.local:
            return node
        number = self.numbers.setdefault(node.id, f"v{len(self.numbers)}")
        return ast.Name(id=number, ctx=node.ctx)


def normalised(function: Function) -> str:
    """The body as text in which the names of variables do not matter."""
    body = ast.Module(body=body_without_docstring(function), type_ignores=[])
    arguments = [node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    assigned = [n.id for n in ast.walk(body) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    copy = ast.parse(ast.unparse(body))
    return ast.dump(_LocalNames({*arguments, *assigned}).visit(copy))


def suppressions(modules: list[Module]) -> Iterator[str]:
    """Name suppressed warnings without a reason, and all of them where there are too many."""
    found = [
        (module, line, text) for module in modules for line, text in module.comments() if PRAGMA.search(text)
    ]
    for module, line, text in found:
        reason = PRAGMA_WITH_CODES.sub("", text).strip(" #-:")
        if len(reason.split()) < 3:
            yield f"{module.path}:{line}: {text} gives no reason. Mend the cause, or say why it cannot be."
    lines = sum(module.lines for module in modules)
    if found and len(found) >= lines / 1000 * SUPPRESSIONS_PER_1000_LINES:
        places = ", ".join(f"{module.path}:{line}" for module, line, _ in found)
        yield (
            f"{len(found)} suppressed warnings in {lines} lines, fewer than {SUPPRESSIONS_PER_1000_LINES} "
            f"per 1,000 may be. Mend some: {places}"
        )
