"""Follows loops and conditions through the tags of a template and checks each tag where it stands."""

import re
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from kommune.reporting.errors import TemplateProblem
from kommune.reporting.render.template_language import (
    Scope,
    inspect_source,
    open_sandbox,
    scope_of_loop,
    top_scope,
)
from kommune.reporting.render.template_tags import Tag

WORD_MERGES = frozenset({"vm", "hm"})


@dataclass
class BlockFindings:
    """What the tags of one part use and what is wrong with them."""

    used: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[TemplateProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    scope: Scope
    names: dict[str, str]


def check_blocks(tags: list[Tag], *, is_whole: bool) -> BlockFindings:
    """Check every tag; `is_whole` is False when a tag was broken: then unclosed blocks are not reported."""
    environment = open_sandbox()
    findings = BlockFindings()
    stack: list[_Open] = []
    for tag in tags:
        scope = stack[-1].scope if stack else top_scope()
        names = stack[-1].names if stack else {}
        if tag.opening == "{{":
            _note(tag, "{{ " + tag.body + " }}", scope, names, findings, environment)
        elif tag.keyword in {"for", "if"}:
            stack.append(_open_block(tag, scope, names, findings, environment))
        elif tag.keyword in {"endfor", "endif"}:
            _close_block(tag, stack, findings, is_whole=is_whole)
        elif tag.keyword in {"else", "elif"}:
            _check_branch(tag, stack, findings, environment)
        elif tag.keyword not in WORD_MERGES:
            findings.problems.append(tag.place.problem("forbidden_tag", tag.body))
    if is_whole:
        findings.problems.extend(
            entry.tag.place.problem("unclosed_block", entry.tag.keyword) for entry in stack
        )
    return findings


def _open_block(
    tag: Tag, scope: Scope, names: dict[str, str], findings: BlockFindings, environment: SandboxedEnvironment
) -> _Open:
    source = "{% " + tag.body + " %}{% end" + tag.keyword + " %}"
    is_valid = _note(tag, source, scope, names, findings, environment)
    if not is_valid or tag.keyword == "if":
        return _Open(tag, scope, names)
    loop = re.match(r"for\s+(\w+)\s+in\s+([\w.]+)", tag.body)
    inner_names = names | ({loop.group(1): _full_name(loop.group(2), names)} if loop else {})
    return _Open(tag, scope_of_loop(source, scope, environment), inner_names)


def _close_block(tag: Tag, stack: list[_Open], findings: BlockFindings, *, is_whole: bool) -> None:
    if stack and "end" + stack[-1].tag.keyword == tag.keyword:
        stack.pop()
    elif is_whole:
        findings.problems.append(tag.place.problem("unopened_block", tag.keyword))


def _check_branch(
    tag: Tag, stack: list[_Open], findings: BlockFindings, environment: SandboxedEnvironment
) -> None:
    if not stack:
        findings.problems.append(tag.place.problem("unopened_block", tag.keyword))
    elif tag.keyword == "elif":
        source = "{% " + tag.body.removeprefix("el") + " %}{% endif %}"
        _note(tag, source, stack[-1].scope, stack[-1].names, findings, environment)


def _note(
    tag: Tag,
    source: str,
    scope: Scope,
    names: dict[str, str],
    findings: BlockFindings,
    environment: SandboxedEnvironment,
) -> bool:
    """Inspect one tag on its own and note what it uses under its full name; return whether it can be read."""
    try:
        found = inspect_source(source, scope, environment)
    except TemplateSyntaxError:
        findings.problems.append(tag.place.problem("broken_tag", tag.body))
        return False
    findings.used.extend(_full_name(name, names) for name in found.used)
    findings.unknown.extend(_full_name(name, names) for name in found.unknown)
    findings.problems.extend(
        tag.place.problem("unknown_field", _full_name(name, names)) for name in found.unknown
    )
    findings.problems.extend(tag.place.problem(code, subject) for code, subject in found.refused)
    return True


def _full_name(name: str, names: dict[str, str]) -> str:
    """Say kennzahlen.wert where the template says zahl.wert inside a loop over kennzahlen."""
    first, dot, rest = name.partition(".")
    return names.get(first, first) + dot + rest
