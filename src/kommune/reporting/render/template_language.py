"""The small language of a template: fields, loops over lists, conditions, five filters, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from kommune.reporting.render.fields import Field, known_fields

ALLOWED_FILTERS = frozenset({"upper", "lower", "trim", "length", "join"})
ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
)
LOOP_FIELDS = frozenset({"first", "last", "index", "length"})
Scope = Mapping[str, Field | None]


@dataclass
class Findings:
    """What a piece of template uses: known fields, unknown ones, what is refused as (code, subject)."""

    used: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def open_sandbox() -> SandboxedEnvironment:
    """Return an environment that escapes every value and knows no functions, no tests and five filters."""
    environment = SandboxedEnvironment(autoescape=True)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {name: environment.filters[name] for name in ALLOWED_FILTERS}
    return environment


def top_scope() -> dict[str, Field | None]:
    """Return the fields visible outside every loop."""
    return dict(known_fields())


def inspect_source(source: str, scope: Scope, environment: SandboxedEnvironment) -> Findings:
    """Parse a piece of template and collect what it uses. Raises TemplateSyntaxError when it is broken."""
    findings = Findings()
    _inspect(environment.parse(source), scope, findings)
    return findings


def scope_of_loop(source: str, scope: Scope, environment: SandboxedEnvironment) -> Scope:
    """Return what is visible inside the loop that `source` ("{% for … %}{% endfor %}") opens."""
    loop = next(iter(environment.parse(source).find_all(nodes.For)), None)
    if loop is None:
        raise TemplateSyntaxError("a loop is expected", 1)
    return _scope_inside(loop, scope)


def _scope_inside(loop: nodes.For, scope: Scope) -> Scope:
    listed = _resolve(loop.iter, scope)
    inner = dict(scope)
    if isinstance(loop.target, nodes.Name):
        entry_fields = listed.entries if listed else None
        inner[loop.target.name] = Field(loop.target.name, "", entries=entry_fields or None)
    inner["loop"] = None
    return inner


def _inspect(node: nodes.Node, scope: Scope, findings: Findings) -> None:
    if not isinstance(node, ALLOWED_NODES):
        findings.refused.append(("forbidden_expression", type(node).__name__))
        return
    if isinstance(node, nodes.Filter) and node.name not in ALLOWED_FILTERS:
        findings.refused.append(("unknown_filter", node.name))
    if isinstance(node, (nodes.Name, nodes.Getattr)):
        _note_field(node, scope, findings)
        return
    if isinstance(node, nodes.For):
        _inspect_loop(node, scope, findings)
        return
    for child in node.iter_child_nodes():
        _inspect(child, scope, findings)


def _inspect_loop(loop: nodes.For, scope: Scope, findings: Findings) -> None:
    """Refuse loops over anything but a list of the paper, so that a template cannot run for ever."""
    listed = _resolve(loop.iter, scope)
    _inspect(loop.iter, scope, findings)
    is_plain = isinstance(loop.target, nodes.Name) and loop.test is None and not loop.recursive
    is_over_list = (
        listed is not None and (listed.entries is not None) and not _is_loop_variable(loop.iter, scope)
    )
    if not is_plain or (listed is not None and not is_over_list):
        findings.refused.append(("loop_over_no_list", _dotted(loop.iter)))
    inner = _scope_inside(loop, scope)
    for child in (*loop.body, *loop.else_):
        _inspect(child, inner, findings)


def _is_loop_variable(node: nodes.Node, scope: Scope) -> bool:
    return isinstance(node, nodes.Name) and scope.get(node.name) is not known_fields().get(node.name)


def _note_field(node: nodes.Name | nodes.Getattr, scope: Scope, findings: Findings) -> None:
    dotted = _dotted(node)
    if any(part.startswith("_") for part in dotted.split(".")) or not dotted:
        findings.refused.append(("forbidden_expression", dotted or type(node).__name__))
    elif dotted.startswith("loop.") and "loop" in scope and dotted.removeprefix("loop.") in LOOP_FIELDS:
        return
    elif _resolve(node, scope) is None:
        findings.unknown.append(dotted)
    else:
        findings.used.append(dotted)


def _resolve(node: nodes.Node, scope: Scope) -> Field | None:
    """Find the field that a name or a dotted name stands for."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        owner = node.node
        is_entry = isinstance(owner, nodes.Name) and _is_loop_variable(owner, scope)
        holder = _resolve(owner, scope)
        return holder.entries.get(node.attr) if is_entry and holder and holder.entries else None
    return None


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = _dotted(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def list_refusals(source: str) -> list[tuple[str, str]]:
    """Look once more at what will really be filled in, tags put together across runs included."""
    return inspect_source(source, top_scope(), open_sandbox()).refused
