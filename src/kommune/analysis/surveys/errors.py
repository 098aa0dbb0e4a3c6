"""What is wrong with the figures of a survey: a code for the translator, and an English sentence."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "floor_low": "A floor of {found} protects nobody. The least is {expected}.",
    "size_negative": "Unit {unit} has {found} people. A size is 0 or more.",
    "unit_twice": "Unit {unit} stands twice in the list.",
    "parent_unknown": "Unit {unit} lies under {parent}, which is not in the list.",
    "tree_cycle": "Unit {unit} lies under itself. Give it another parent.",
    "too_few_people": "{found} people are invited, and {expected} are needed before anything can be shown.",
    "count_negative": "Group {unit}: the value {value} was counted {found} times.",
    "answer_out_of_range": "Item {item}: {value} is outside {least} to {most}.",
    "wrong_item_count": "{found} answers where the rule knows {expected} items.",
    "scale_empty": "The scale goes from {least} to {most}. The upper end must be above the lower one.",
    "share_out_of_range": "The least share answered is {value}. It must be above 0 and at most 1.",
    "item_unknown": "Item {item} is counted in reverse but was not asked.",
}


class SurveyError(ValueError):
    """Figures that cannot be reckoned with.

    ``code`` is a key of ``SENTENCES``, ``params`` are the values of its sentence; ``str(error)`` is the
    English sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(SENTENCES[code].format(**params))
        self.code = code
        self.params: Mapping[str, object] = params
