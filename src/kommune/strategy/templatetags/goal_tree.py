"""A strategy's goals as nested lists, written straight in Python: three hundred in a few milliseconds."""

from collections.abc import Iterable
from html import escape
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from kommune.foundation.markup import joined_markup
from kommune.strategy.queries.strategies import GoalNode

register = template.Library()

ANY_GOAL = UUID(int=0)


@register.simple_tag
def goal_entries(nodes: Iterable[GoalNode], slug: str) -> SafeString:
    """The entries of a list of goals, each with what works for it and its sub-goals."""
    address = escape(reverse("strategy:goal", args=[slug, ANY_GOAL]))
    return joined_markup(_entry(node, address) for node in nodes)


def _entry(node: GoalNode, address: str) -> str:
    goal = node.goal
    number = f'<span class="tree__number">{escape(goal.number)}</span> ' if goal.number else ""
    link = f'<a href="{address.replace(str(ANY_GOAL), str(goal.id))}">{number}{escape(goal.title)}</a>'
    entries = "".join(_entry(child, address) for child in node.children)
    below = f'<ul class="tree">{entries}</ul>' if entries else ""
    return f'<li>{link} <span class="muted">{escape(_counts(node))}</span>{below}</li>'


def _counts(node: GoalNode) -> str:
    """How many measures serve the goal, and how many digital goals act on it."""
    measures, relations = node.measure_count, node.relation_count
    texts = []
    if measures:
        texts.append(ngettext("%(n)s measure", "%(n)s measures", measures) % {"n": measures})
    if relations:
        texts.append(ngettext("%(n)s digital goal", "%(n)s digital goals", relations) % {"n": relations})
    return " · ".join(texts)
