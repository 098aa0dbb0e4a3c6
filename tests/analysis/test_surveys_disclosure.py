"""An attack on everything that is ever published of a survey: subtract, solve, bound, enumerate.

The attacker is stronger than a person at a screen. She keeps all she ever saw (totals, groups, any filter,
any question, scales, every pulse, in any order) and is given the exact counts behind every published cell,
rounding aside. She knows who was invited where, that counts are whole and not negative, that nobody answers
twice, and in the last part the algorithm itself, which she runs on every town that could have led to what she
sees. She wins if she learns the distribution, or the number of answers, of people who are fewer than the
floor, or of a published group or remainder in which all but one said the same.

What she does not have: the database, a look at the survey while it is open, two cuts of the same answers,
colleagues who tell her their answers. See the head of ``publishing`` for what callers owe.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import product
from random import Random

import pytest

from kommune.analysis.surveys import (
    Cell,
    Group,
    Published,
    ScoringRule,
    publish,
    publish_scale,
    roll_up,
    score_scale,
)
from tests.analysis.survey_attacks import FLOOR, Counts, attack

SEQUENCES = 1000
VALUES = (1, 2, 3, 4, 5)
# For each group, how many said yes and no; for each group, what is seen of that.
Town = tuple[tuple[int, int], ...]
Sight = tuple[tuple[int, int] | None, ...]
RULE = ScoringRule("mean", 1, 5, frozenset({"q1"}), 0.6)


@dataclass
class Pulse:
    """One survey: what is true, and what is published of it once, at its close."""

    invited: dict[str, int]
    truth: dict[str, Counts]
    published: dict[str, Published]


@dataclass
class Knowledge:
    """All the attacker saw of one question of one pulse: cells by group, "" for the whole."""

    cells: dict[str, Cell] = field(default_factory=dict)


def invented_town(random: Random) -> list[Group]:
    """A tree of units with 3 to 400 people."""
    people = round(3 * (400 / 3) ** random.random())
    n_units = random.randint(1, max(1, min(25, people // 2)))
    sizes = Counter(
        random.choices(range(n_units), [random.random() ** 2 + 0.02 for _ in range(n_units)], k=people)
    )
    parents = [
        None,
        *(f"u{random.randrange(at)}" if random.random() < 0.8 else None for at in range(1, n_units)),
    ]
    return [Group(f"u{at}", parents[at], sizes[at]) for at in range(n_units)]


def answer(random: Random, group: dict[str, int], questions: list[str]) -> Pulse:
    """A pulse of which some answer, some leave questions out, some groups are silent or of one mind."""
    truth: dict[str, Counts] = {
        question: {key: Counter() for key in group} for question in [*questions, "scale"]
    }
    scores: dict[str, list[float | None]] = {key: [] for key in group}
    for key, invited in group.items():
        taking_part = random.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        leaning, alike = random.choice(VALUES), random.random() < 0.2
        for _ in range(sum(random.random() < taking_part for _ in range(invited))):
            given: dict[str, int | None] = {}
            for question in questions:
                said = leaning if alike or random.random() < 0.5 else random.choice(VALUES)
                given[question] = None if random.random() < 0.1 else said
                if given[question] is not None:
                    truth[question][key][said] += 1
            scores[key].append(score_scale(RULE, given))
    published = {question: publish(truth[question], sizes=group) for question in questions}
    published["scale"] = publish_scale(scores, 1, 5, sizes=group)
    for key, found in scores.items():
        truth["scale"][key] = Counter(round(score) for score in found if score is not None)
    return Pulse(group, truth, published)


def looks(random: Random, pulses: list[Pulse]) -> dict[tuple[int, str], Knowledge]:
    """What a random walk over pages, filters, periods, questions and exports shows."""
    seen: dict[tuple[int, str], Knowledge] = defaultdict(Knowledge)
    for _ in range(random.randint(5, 60)):
        at = random.randrange(len(pulses))
        question = random.choice(list(pulses[at].published))
        found = pulses[at].published[question]
        kind = random.choice(("whole", "group", "several", "export"))
        keys = list(found.groups)
        chosen = {"whole": [], "group": random.sample(keys, 1), "export": keys}.get(
            kind, random.sample(keys, random.randint(1, len(keys)))
        )
        cells = {key: found.groups[key] for key in chosen}
        if kind in ("whole", "export"):
            cells[""] = found.total
        seen[at, question].cells.update({key: cell for key, cell in cells.items() if cell is not None})
    return seen


@pytest.mark.parametrize("part", range(4))
def test_a_thousand_random_walks_over_all_that_is_published_show_no_small_group(part: int) -> None:
    random = Random(20261128 + part)
    attacked = refused = 0
    for _ in range(SEQUENCES // 4):
        units = invented_town(random)
        if sum(unit.size for unit in units) < FLOOR:
            refused += 1
            continue
        cut = roll_up(units)
        group: dict[str, int] = Counter()
        for unit in units:
            group[cut[unit.key]] += unit.size
        assert min(group.values()) >= FLOOR
        questions = [f"q{at}" for at in range(1, random.randint(2, 6))]
        pulses = [answer(random, dict(group), questions) for _ in range(random.randint(1, 4))]
        for (at, question), knowledge in looks(random, pulses).items():
            truth = pulses[at].truth[question]
            for name, cell in knowledge.cells.items():
                whole = sum(truth.values(), Counter()) if name == "" else truth[name]
                assert cell.n == whole.total() >= FLOOR
            attack(pulses[at].invited, truth, set(knowledge.cells))
            attacked += bool(knowledge.cells)
    assert attacked > 800
    assert refused < SEQUENCES // 8


def test_the_attack_finds_what_a_floor_alone_would_give_away() -> None:
    """Without complementary suppression the attacker wins: total minus the shown group is the small one."""
    truth: Counts = {"it": Counter({1: 6, 4: 6}), "post": Counter({2: 3})}
    with pytest.raises(AssertionError, match=r"'post'. solved"):
        attack({"it": 12, "post": 8}, truth, {"", "it"})


def test_the_attack_finds_a_silent_group() -> None:
    truth: Counts = {"it": Counter({1: 6, 4: 6}), "post": Counter()}
    with pytest.raises(AssertionError, match=r"'post'. solved"):
        attack({"it": 12, "post": 8}, truth, {"", "it"})


@pytest.mark.parametrize(("floor", "people", "groups"), [(3, 5, 3), (3, 4, 4), (4, 6, 3)])
def test_who_runs_the_algorithm_on_every_possible_town_cannot_pin_a_small_group(
    floor: int, people: int, groups: int
) -> None:
    """Every way to answer yes or no in a few groups of so many people, sorted by what would be published.

    No group under the floor has one possible number of answers or one possible distribution. A larger group
    that is hidden for being of one mind can be pinned in one case only: everybody invited in all the hidden
    groups answered, and the reader knows that they did.
    """
    keys = "abcd"[:groups]
    cells = [(yes, no) for yes in range(people + 1) for no in range(people + 1 - yes)]
    classes: dict[tuple[Town, Sight], list[Town]] = defaultdict(list)
    for town in product(cells, repeat=groups):
        counts = {key: {1: cell[0], 2: cell[1]} for key, cell in zip(keys, town, strict=True)}
        found = publish(counts, floor)
        if found.total is not None:
            exact = tuple(None if found.groups[key] is None else town[at] for at, key in enumerate(keys))
            yes, no = zip(*town, strict=True)
            classes[((sum(yes), sum(no)),), exact].append(town)
    assert len(classes) > 300
    for (_whole, exact), towns in classes.items():
        hidden = [at for at, cell in enumerate(exact) if cell is None]
        everybody = sum(sum(towns[0][at]) for at in hidden) == people * len(hidden)
        for at in hidden:
            assert len({sum(town[at]) for town in towns}) > 1 or sum(towns[0][at]) >= floor
            assert len({town[at] for town in towns}) > 1 or (everybody and sum(towns[0][at]) >= floor)


def test_the_items_of_a_scale_beside_the_scale_do_not_show_the_person_without_a_score() -> None:
    """Sum of the items minus the scale would be one person's answers, were the scale exact; bands blur it.

    Eight people, one of whom answered too few items for a score. Whatever she answered, the scale of the
    other seven leaves room for more than the whole range of the answers she could have given.
    """
    random = Random(7)
    for _ in range(300):
        given = [{f"q{at}": random.choice(VALUES) for at in range(1, 6)} for _ in range(7)]
        plain = ScoringRule("mean", 1, 5)
        scores = [score_scale(plain, answers) for answers in given]
        found = publish_scale({"it": [*scores, None]}, 1, 5)
        if found.total is None:
            continue
        items = 5 * sum(score for score in scores if score is not None)
        banded = 5 * sum(round(score) for score in scores if score is not None)
        room = 5 * 7 * 0.5
        assert banded - room <= items <= banded + room
        assert 2 * room >= 2 * (max(VALUES) - min(VALUES))


def test_looking_again_shows_the_same() -> None:
    random = Random(3)
    counts = {f"g{at}": Counter(random.choices(VALUES, k=random.randint(0, 12))) for at in range(8)}
    turned = dict(reversed(list(counts.items())))
    first, again = publish(counts), publish(turned)
    assert first.total == again.total
    assert dict(first.groups) == dict(again.groups)
