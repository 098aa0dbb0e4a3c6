"""Measures linked straight to a city goal, without a digital goal between them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from kommune.analysis.alignment.arrays import closed
from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.ratings import CONTRIBUTIONS, RELATIONS, Ratings, Scale, Triple

LINKS = Scale("direct_links", CONTRIBUTIONS.least, CONTRIBUTIONS.most)


def with_direct_links(
    case: AlignmentCase, links: Iterable[Triple], *, inherited: Sequence[bool] | None = None
) -> AlignmentCase:
    """The case with links (measure, city goal, 0 … 3) added.

    Each linked city goal is appended once as a virtual digital goal with relation +3 to itself (marked in
    ``virtual_for``), to which the measures contribute. Links of 0 say nothing and are left out. Virtual goals
    count in coverage, depth, conflict (its denominator), money and paths, but neither as digital goals in
    anchoring and orphans nor in fill. Raises ``AlignmentError`` with the key ``direct_links``.
    """
    checked = Ratings.from_triples(links, case.n_measures, case.n_city, LINKS, inherited)
    found = checked.kept(checked.values > 0)
    position = {int(city): at for at, city in enumerate(case.virtual_for) if city >= 0}
    missing = sorted(set(found.columns.tolist()) - position.keys())
    position |= {city: case.n_digital + at for at, city in enumerate(missing)}
    n_digital = case.n_digital + len(missing)
    own = [(position[city], city, RELATIONS.most) for city in missing]
    columns = np.array([position[city] for city in found.columns.tolist()], dtype=np.int64)
    triples = np.stack([found.rows, columns, found.values], axis=1)
    return replace(
        case,
        relations=case.relations.extended(own, n_digital, case.n_city, RELATIONS),
        contributions=case.contributions.extended(
            triples, case.n_measures, n_digital, CONTRIBUTIONS, found.inherited
        ),
        goal_active=closed(np.append(case.goal_active, np.ones(len(missing), dtype=bool))),
        virtual_for=closed(np.append(case.virtual_for, np.array(missing, dtype=np.int64))),
    )
