"""What is wrong with a case: a code for the translator, where it is, and what to do about it."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "shape": "{key} has {found} entries instead of {expected}.",
    "row_shape": "{key}, row {row} has {found} columns instead of {expected}.",
    "not_a_number": "{key}, row {row}, column {column}: {value} is not a number. Leave unrated cells null.",
    "out_of_range": "{key}, row {row}, column {column}: {value} is outside {least} to {most}.",
    "not_whole": "{key}, row {row}, column {column}: {value} is not a whole number. Half steps do not exist.",
    "index_out_of_range": "{key}: there is no cell in row {row}, column {column} of {n_rows} × {n_columns}.",
    "rated_twice": "{key}, row {row}, column {column}: rated twice. Keep one rating per cell.",
    "weight_not_a_number": "{key}, entry {row}: {value} is not a number. Give every city goal a weight.",
    "weight_negative": "{key}, entry {row}: {value} is negative. A weight is 0 or more.",
    "weights_all_zero": "{key}: all weights are 0. At least one city goal must count.",
    "cost_not_a_number": "costs, entry {row}: {value} is not an amount. Leave unknown costs null.",
    "cost_negative": "costs, entry {row}: {value} is negative. Leave unknown costs null.",
    "cost_unknown": "The costs of measure {row} are unknown. State them before money is moved.",
    "money_short": "Measure {row} has {found}, less than the {value} to be moved.",
    "measure_unknown": "There is no measure {row}; there are {n_rows}, counted from 0.",
    "goal_unknown": "There is no digital goal {row}; there are {n_rows}, counted from 0.",
    "city_goal_unknown": "There is no city goal {row}; there are {n_rows}, counted from 0.",
    "node_twice": "Goal {node} stands twice in the tree.",
    "parent_unknown": "Goal {node} lies under {parent}, which is not in the tree.",
    "tree_cycle": "Goal {node} lies under itself. Give it another parent.",
    "share_negative": "Goal {node}: the share {value} is not a number of 0 or more.",
    "shares_all_zero": "All shares under {parent} are 0. At least one goal there must count.",
    "figure_unknown": "There is no figure called {value}.",
}


class AlignmentError(ValueError):
    """A case that cannot be reckoned with.

    ``code`` is a key of ``SENTENCES``; ``params`` are the values of its sentence: ``key`` (the name of the
    list or matrix), ``row`` and ``column`` (counted from 0), ``value``, and what else the sentence names.
    ``str(error)`` is the English sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(SENTENCES[code].format(**params))
        self.code = code
        self.params: Mapping[str, object] = params
