"""What can go wrong with a paper or with a town's own template, each with a sentence for people."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kommune.foundation.errors import DomainError


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One reason why a template cannot be used.

    `code` names the rule (`render.problem_texts` holds its sentence), `subject` the field, tag or part.
    `part` is "document", "header", "footer" or "footnotes", `paragraph` counts from 1 within it and `excerpt`
    is how that paragraph begins; `part` is empty and `paragraph` 0 when the file as a whole is meant.
    """

    code: str
    subject: str = ""
    part: str = ""
    paragraph: int = 0
    excerpt: str = ""


class ReportingError(DomainError):
    """Root of all errors of this room."""


class PaperCannotBeDrawn(ReportingError):
    """The paper could not be turned into a PDF; `detail` is for the operator, not for the reader."""

    sentence = _(
        "This paper could not be turned into a PDF. Please download it as DOCX and tell your administrator."
    )

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


class TemplateRefused(ReportingError):
    """The town's template cannot be used; `problems` names every reason with its place."""

    sentence = _("This template cannot be used. The reasons are listed below; nothing has been changed.")

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        super().__init__()
        self.problems = problems


class NothingToReport(ReportingError):
    """There are no figures to make a paper of."""

    sentence = _("There is nothing to report yet. Import goals and measures first.")


class SubjectGone(ReportingError):
    """A draft needs its subject."""

    sentence = _("What this draft was to be about is no longer there.")
