"""The results of a survey as a spreadsheet: exactly what the page shows this person, and nothing else."""

from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommune.foundation.dates import today
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.results import Results
from kommune.standards.spreadsheets import SheetOut, write_csv, write_xlsx


def result_file(results: Results, pulse: Pulse, kind: str) -> HttpResponse:
    """XLSX with topics and questions on two sheets, or CSV of the topics."""
    name = f"{slugify(pulse.title)}-{today()}"
    headers, rows = topic_rows(results)
    if kind == "csv":
        return attachment(write_csv(headers, rows), f"{name}.csv", "text/csv; charset=utf-8")
    question_headers, question_lines = question_rows(results)
    sheets = [
        SheetOut(name=_("Topics"), headers=headers, rows=rows),
        SheetOut(name=_("Questions"), headers=question_headers, rows=question_lines),
    ]
    return attachment(write_xlsx(sheets), f"{name}.xlsx", XLSX_TYPE)


def topic_rows(results: Results) -> tuple[list[str], list[list[Any]]]:
    """One line per topic and group, the whole town first; hidden cells say that they are."""
    hidden = _("hidden: too few answers, or almost all the same")
    headers = [_("Topic"), _("Group"), _("Mean"), _("Answers"), _("Lowest value"), _("Highest value")]
    rows: list[list[Any]] = []
    for topic in results.topics:
        groups = [(_("Whole administration"), topic.cell), *((one.name, one.cell) for one in topic.groups)]
        for name, cell in groups:
            values = [hidden, None] if cell is None else [cell.mean, cell.n]
            rows.append([topic.title, name, *values, topic.lowest, topic.highest])
    return headers, rows


def question_rows(results: Results) -> tuple[list[str], list[list[Any]]]:
    """One line per question: mean, answers, and the share of each step in per cent, of the whole town."""
    hidden = _("hidden: too few answers, or almost all the same")
    steps = sorted({step for topic in results.topics for one in topic.questions for step in one.steps})
    shares = [_("%(step)s in %%") % {"step": step} for step in steps]
    headers = [_("Topic"), _("Question"), _("Mean"), _("Answers"), *shares]
    rows: list[list[Any]] = []
    for topic in results.topics:
        for one in topic.questions:
            cell = one.cell
            told = (
                [hidden, None, *(None for _step in steps)]
                if cell is None
                else [cell.mean, cell.n, *(round(100 * cell.shares.get(step, 0)) for step in steps)]
            )
            rows.append([topic.title, one.text, *told])
    return headers, rows
