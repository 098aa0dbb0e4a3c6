"""Sentences for the problems that lists of strategies can have."""

from django.utils.translation import gettext_lazy as _

from kommune.imports.public import Text

SENTENCES: dict[str, Text] = {
    "unknown_goal": _('The goal "%(name)s" does not exist.'),
    "ambiguous_goal": _('"%(name)s" may mean goals of several strategies. Which one?'),
    "negative_contribution": _(
        '"%(text)s": a contribution cannot be negative. '
        "What works against a goal is entered as a relation between goals."
    ),
    "relation_of_city_goal": _(
        "A city goal cannot contribute to a city goal; such relations start from digital or sector goals."
    ),
    "reason_missing": _("A relation of %(text)s needs a reason. Say it here, or leave the row out."),
    "share_unclear": _('"%(text)s" is no share: a number of 0 or more, for example 40.'),
    "shares_all_zero": _("All goals beside %(text)s would weigh 0; at least one of them must weigh more."),
    "weights_need_source": _("Say where the weights of %(text)s come from, for example the decision."),
    "unknown_unit": _('The unit "%(text)s" does not exist.'),
    "unknown_measure": _('The measure "%(text)s" does not exist, or several are called that.'),
    "measure_missing": _("It is not said to which measure this report belongs."),
    "unknown_strategy": _('The strategy "%(text)s" does not exist.'),
    "strategy_missing": _("It is not said to which strategy this row belongs."),
    "field_without_strategy": _(
        'The field of action "%(text)s" needs a strategy: choose one for this sheet, or leave it out.'
    ),
    "parent_elsewhere": _(
        '"%(text)s" belongs to another strategy; a goal lies below goals of its own strategy only.'
    ),
    "end_before_start": _("The end (%(text)s) lies before the start (%(start)s)."),
    "split_not_hundred": _("The shares add up to %(text)s %%, not to 100 %%."),
    "adopted_text": _(
        'This text was adopted and stays as it was decided; the list says "%(text)s". '
        "Start a new edition to change it."
    ),
    "adopted_addition": _(
        'The strategy "%(text)s" is adopted, and this list would add to it. Start a new edition and choose '
        "that one for the sheet, or leave these rows out."
    ),
    "adopted_field": _(
        'The strategy "%(strategy)s" is adopted and has no field of action "%(text)s". '
        "Name one of its own, or start a new edition to add it."
    ),
    "quarter_start": _('Start "%(text)s" read as %(read)s.'),
    "quarter_end": _('End "%(text)s" read as %(read)s.'),
}
