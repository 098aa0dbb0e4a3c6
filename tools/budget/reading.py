"""Read a tree of Python modules into what the budgets look at: source, syntax, functions, imports."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One Python file below a package folder: its dotted name, its path inside and its source."""

    name: str
    path: Path
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def lines(self) -> int:
        return len(self.source.splitlines())

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method, nested ones included."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @property
    def room(self) -> str:
        """The folder right below the package: kommune.strategy.models lies in `strategy`."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def is_empty(self) -> bool:
        return not self.tree.body

    def comments(self) -> Iterator[tuple[int, str]]:
        """Yield line and text of every comment."""
        for token in tokenize.generate_tokens(io.StringIO(self.source).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


@dataclass(frozen=True)
class Import:
    """An import of a module: where it stands, and the function around it if there is one."""

    importer: Module
    target: str
    line: int
    function: str | None
    only_for_types: bool


def read_modules(package: Path) -> list[Module]:
    """Read every Python file of the package folder, in the order of their names."""
    return [
        Module(dotted_name(path, package), path.relative_to(package.parent), path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*.py"))
    ]


def dotted_name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(module: Module) -> list[Import]:
    """Every import of a module, also those inside functions and those by `import_module("…")`."""
    found: list[Import] = []

    def visit(node: ast.AST, function: str | None, only_for_types: bool) -> None:
        if isinstance(node, Function):
            function = node.name
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for guarded in node.body:
                visit(guarded, function, True)
            for other in node.orelse:
                visit(other, function, only_for_types)
            return
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Call):
            targets = imported_names(node)
            found.extend(Import(module, target, node.lineno, function, only_for_types) for target in targets)
        for child in ast.iter_child_nodes(node):
            visit(child, function, only_for_types)

    visit(module.tree, None, False)
    return found


def imported_names(node: ast.Import | ast.ImportFrom | ast.Call) -> list[str]:
    """The dotted names that a node imports; `from a import b` gives a.b, which may be a module or not."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    if ast.unparse(node.func).rpartition(".")[2] != "import_module":
        return []
    return [
        name.value for name in node.args[:1] if isinstance(name, ast.Constant) and isinstance(name.value, str)
    ]


def body_without_docstring(function: Function) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function) is not None else function.body
