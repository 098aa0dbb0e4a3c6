"""What is said about texts: why one is refused, how a proposal was known, how editions differ."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "empty_file": _("The file is empty. Choose another one."),
    "too_large": _("The file is too large to be read."),
    "wrong_type": _("This file is no text document. Markdown, plain text, HTML, DOCX, ODT and PDF are read."),
    "old_word_format": _("This is an old Word file (.doc). Save it as .docx and upload that."),
    "password_protected": _("The file is protected by a password. Save it without one and upload that."),
    "macro_file": _("The file holds macros. Save it without them (.docx) and upload that."),
    "zip_bomb": _("The file unpacks to far more than a text holds, so it was not opened."),
    "unsafe_xml": _("The file holds parts that a text document does not need, so it was not opened."),
    "damaged": _("The file is damaged or cut off. Save it anew and upload that."),
    "no_text": _(
        "There is no text in this file, only pictures: probably a scan. "
        "Run text recognition (OCR) over it first, or upload the file from which it was printed."
    ),
    "too_many_pages": _("The file has %(found)s pages; at most %(limit)s are read. Upload it in parts."),
    "too_long": _("The text is longer than %(limit)s characters. Upload it in parts."),
}

REASONS: dict[str, str | Promise] = {
    "named": _("names itself"),
    "code": _("by its code"),
    "below_fields": _("stands under fields of action"),
    "has_goals_below": _("goals or measures stand below it"),
    "heading_below_goals": _("heading under goals"),
    "heading_below_measures": _("heading under measures"),
    "bold_below_goals": _("bold line under goals"),
    "bold_below_measures": _("bold line under measures"),
    "item_below_goals": _("list under goals"),
    "item_below_measures": _("list under measures"),
    "row": _("row of a table"),
    "sentence": _("sounds like a goal"),
    "paragraph_below_goals": _("paragraph under goals"),
}

CHANGES: dict[str, str | Promise] = {
    "same": _("the same"),
    "reworded": _("other wording"),
    "moved": _("stands elsewhere"),
    "new": _("new"),
    "gone": _("fallen away"),
}


def refusal(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a code of ``DocumentError``."""
    return str(REFUSALS.get(code, REFUSALS["damaged"])) % dict(params)
