"""The table of findings."""

from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kommune.findings.models import Finding
from kommune.findings.queries import read_findings, visible_findings
from kommune.findings.registry import finding_kinds
from kommune.findings.shapes import FindingState
from kommune.foundation.addresses import address_maker
from kommune.foundation.money import euros
from kommune.foundation.tables import Column, Filter, Table
from kommune.foundation.templatetags.components import state
from kommune.municipalities.public import TownRequest, choose_members

TONES = {
    FindingState.OPEN: "bad",
    FindingState.IN_WORK: "warn",
    FindingState.DISMISSED: "none",
    FindingState.GONE: "good",
}


class FindingTable(Table):
    """Adds the sentences of a whole page in as many queries as there are kinds of subjects."""

    slug = ""

    @property
    def sentences(self) -> dict[Any, str]:
        """The sentence of each finding on this page by id."""
        cached: dict[Any, str] | None = getattr(self, "_sentences", None)
        if cached is None:
            cached = {
                read.finding.pk: read.sentence
                for read in read_findings(list(self.page.object_list), self.slug)
            }
            self._sentences = cached
        return cached


def state_badge(value: str) -> SafeString:
    """The state by word, shape and colour."""
    return state(TONES[FindingState(value)], FindingState(value).label)


def finding_table(request: TownRequest, slug: str) -> Table:
    """The findings that this person may see; gone ones only where asked for."""
    findings = visible_findings(request.viewer)
    if not request.GET.getlist("state"):
        findings = findings.exclude(state__in=[FindingState.GONE, FindingState.DISMISSED])
    kinds, badge, address = finding_kinds(), cache(state_badge), address_maker("findings:show", slug)

    def sentence(row: Finding) -> str:
        return table.sentences.get(row.pk) or _plain_sentence(row, slug)

    columns = [
        Column("sentence", _("Finding"), sentence),
        Column("kind", _("Kind"), lambda row: kinds[row.kind].title if row.kind in kinds else row.kind,
               sort=("kind",), priority=2),
        Column("severity", _("Severity"), lambda row: "●" * row.severity, sort=("severity",), priority=2,
               export="severity"),
        Column("state", _("State"), lambda row: badge(row.state), sort=("state",),
               export=lambda row: row.get_state_display()),
        Column("owner", _("Owner"), lambda row: str(row.owner.user) if row.owner else "",
               sort=("owner__user__name",), priority=3),
        Column("cost", _("Cost a year in €"), lambda row: euros(row.cost_cents), sort=("cost_cents",),
               align="end", priority=3),
        Column("since", _("Since"), lambda row: row.first_seen_at.date(), sort=("first_seen_at",),
               align="end", priority=3),
    ]  # fmt: skip
    table = FindingTable(
        request,
        findings,
        columns,
        caption=_("Findings"),
        filters=[
            Filter("kind", _("Kind"), "multi", [(key, kind.title) for key, kind in kinds.items()]),
            Filter("state", _("State"), "multi", FindingState.choices),
            Filter("owner", _("Owner"), "choice", _owners, lookup="owner_id"),
        ],
        default_sort="-severity",
        row_url=lambda row: address(row.pk),
        empty_template="findings/_none.html",
        empty_context={"town": request.town},
    )
    table.slug = slug
    return table


def _owners() -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in choose_members()]


def _plain_sentence(row: Finding, slug: str) -> str:
    return read_findings([row], slug)[0].sentence
