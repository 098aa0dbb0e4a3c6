"""The sentence for each problem of a template, with the place in the file where a person finds it."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommune.reporting.errors import TemplateProblem

PROBLEM_TEXTS: dict[str, str | Promise] = {
    "too_large": _("The file is too large or unpacks to too much. A template may have at most 5 MB."),
    "encrypted_or_old": _(
        "The file is protected by a password or comes from an old Word version. "
        "Remove the password and save it as .docx."
    ),
    "not_a_docx": _("This is not a Word document (.docx). Save the template as .docx and upload it again."),
    "damaged": _(
        "The file is damaged (%(subject)s). Open it in Word, save it again and upload it once more."
    ),
    "macros": _("The template contains macros. Save it as .docx without macros."),
    "active_content": _("The template contains active control elements. Remove them and save it again."),
    "embedded_object": _(
        "The template contains an embedded object (%(subject)s). Remove it and save it again."
    ),
    "external_link": _(
        "The template refers to another file or address (%(subject)s). "
        "Remove the link, in Word also under File, Info, Edit Links or under Document Template."
    ),
    "outside_field": _(
        "A Word field of the kind %(subject)s fetches content from elsewhere. Replace it by plain text."
    ),
    "hidden_tag": _(
        "A field stands in a hidden place of the file (%(subject)s). Fields may only stand in visible text."
    ),
    "unclosed_tag": _("The field %(subject)s has no closing brackets."),
    "unopened_tag": _("Closing brackets without opening ones near %(subject)s."),
    "broken_tag": _("The field %(subject)s cannot be read. Check its brackets and spelling."),
    "unclosed_block": _("The block that begins here with %(subject)s is never closed."),
    "unopened_block": _("%(subject)s closes or divides a block that was never opened."),
    "forbidden_tag": _("The instruction %(subject)s is not available. Only for and if may be used."),
    "forbidden_expression": _("%(subject)s is not allowed in a template. Only fields may be used."),
    "unknown_filter": _("There is no filter %(subject)s. Available are upper, lower, trim, length and join."),
    "loop_over_no_list": _("%(subject)s is not a list, so it cannot be repeated."),
    "unknown_field": _("There is no field %(subject)s. The starting template names all fields."),
    "missing_field": _("The field %(subject)s is missing. A paper needs it."),
    "too_many_tags": _("The template has %(subject)s fields. At most 1,000 are possible."),
    "block_across_structure": _(
        "A block begins in one table, cell or paragraph and ends in another. "
        "Put both ends into paragraphs or rows of the same table."
    ),
    "cannot_be_filled": _("The template cannot be filled in (%(subject)s)."),
}
PART_NAMES: dict[str, str | Promise] = {
    "document": _("Document"),
    "header": _("Page header"),
    "footer": _("Page footer"),
    "footnotes": _("Footnotes"),
}


def describe_problem(problem: TemplateProblem) -> str:
    """Say what is wrong and what to do about it, in the language of the person reading."""
    return str(PROBLEM_TEXTS[problem.code]) % {"subject": f"„{problem.subject}“"}


def describe_place(problem: TemplateProblem) -> str:
    """Say where it stands; empty when the file as a whole is meant."""
    if not problem.part:
        return ""
    if not problem.paragraph:
        return str(PART_NAMES[problem.part])
    return gettext("%(part)s, paragraph %(number)s: “%(excerpt)s”") % {
        "part": PART_NAMES[problem.part],
        "number": problem.paragraph,
        "excerpt": problem.excerpt,
    }
