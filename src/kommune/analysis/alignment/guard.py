"""Whether ratings tell anything apart: a value nearly everywhere, or always the same one, does not."""

import numpy as np

from kommune.analysis.alignment.arrays import Bools, Floats, closed, summed
from kommune.analysis.alignment.ratings import Ratings
from kommune.analysis.alignment.results import Guard

FEWEST_CELLS = 6
NEARLY_EVERYTHING = 0.8
NEARLY_ALWAYS = 0.95


def guard_ratings(ratings: Ratings, *, rows: Bools | None = None, columns: Bools | None = None) -> Guard:
    """The guard of these ratings; ``rows`` and ``columns`` mark those that count, all by default."""
    in_rows = np.ones(ratings.n_rows, dtype=bool) if rows is None else rows
    in_columns = np.ones(ratings.n_columns, dtype=bool) if columns is None else columns
    own = ratings
    if ratings.inherited.any() or not (in_rows.all() and in_columns.all()):
        own = ratings.kept(in_rows[ratings.rows] & in_columns[ratings.columns])
    n_inherited = int(own.inherited.sum())
    if n_inherited:
        own = own.kept(~own.inherited)
    n_columns = int(in_columns.sum())
    cells = int(in_rows.sum()) * n_columns - n_inherited
    valued = own.valued()
    entropy = _row_entropy(valued, n_columns)
    known = entropy[~np.isnan(entropy)]
    value, share = _commonest(valued)
    valued_share = len(valued) / cells if cells else 0.0
    reasons = []
    if cells >= FEWEST_CELLS and valued_share >= NEARLY_EVERYTHING:
        reasons.append("nearly_everything_valued")
    if len(valued) >= FEWEST_CELLS and share >= NEARLY_ALWAYS:
        reasons.append("same_value")
    return Guard(
        rated=len(own),
        valued=len(valued),
        fill=len(own) / cells if cells else 0.0,
        valued_share=valued_share,
        row_entropy=closed(entropy),
        mean_entropy=float(known.mean()) if len(known) else None,
        commonest_value=value,
        commonest_share=share,
        reasons=tuple(reasons),
    )


def _row_entropy(valued: Ratings, n_columns: int) -> Floats:
    """−Σ p ln p / ln(columns) with p = |value| / sum of the row; NaN without a value, 0 with one column."""
    sizes = np.abs(valued.values)
    sums = summed(valued.rows, sizes, valued.n_rows)
    parts = sizes / sums[valued.rows]
    heights = summed(valued.rows, -parts * np.log(parts), valued.n_rows)
    scaled = heights / np.log(n_columns) if n_columns > 1 else np.zeros(valued.n_rows)
    found: Floats = np.where(sums > 0, scaled, np.nan)
    return found


def _commonest(valued: Ratings) -> tuple[int | None, float]:
    if not len(valued):
        return None, 0.0
    values, counts = np.unique(valued.values, return_counts=True)
    at = int(counts.argmax())
    return int(values[at]), int(counts[at]) / len(valued)
