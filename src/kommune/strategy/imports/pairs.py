"""Links between two things: new, changed or gone."""

from typing import Any

from kommune.audit.public import image_of
from kommune.strategy.imports.shelves import same
from kommune.strategy.imports.stock import Pairs


def drop_pair(pairs: Pairs, pair: tuple[Any, Any]) -> None:
    """Let a link go; a stored one is deleted when the list is taken over."""
    pairs.made.pop(pair, None)
    pairs.changed.pop(pair, None)
    if pair in pairs.stored:
        pairs.gone[pair] = pairs.stored[pair]


def change_pair(pairs: Pairs, pair: tuple[Any, Any], **values: Any) -> bool:
    """Set values on a link that is there; False where all are as they were."""
    link = pairs.get(pair)
    differing = {name: value for name, value in values.items() if not same(getattr(link, name), value)}
    if not differing:
        return False
    if pair in pairs.stored and pair not in pairs.changed and pair not in pairs.made:
        pairs.changed[pair] = (link, image_of(link))
    for name, value in differing.items():
        setattr(link, name, value)
    return True
