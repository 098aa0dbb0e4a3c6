"""The demo town's surveys: an effect that shows, replies that say what was done, one survey open."""

import pytest

from kommune.foundation.scope import town_scope
from kommune.maturity.models import Pulse, PulseCode
from kommune.maturity.queries.pulses.results import newest_topics, read_results
from kommune.municipalities.public import Role, create_unit, system_viewer
from kommune.project.demo.tables import read_table
from kommune.project.loading.pulses import hold_demo_pulses
from tests.towns import make_member, make_town


@pytest.mark.django_db
def test_cooperation_rises_over_a_year_and_the_strategy_stays_unknown() -> None:
    town = make_town("demo")
    lead = make_member(town, Role.STRATEGY_LEAD)
    with town_scope(town.id):
        for row in read_table("einheiten.csv"):
            values = {"name": row["Bezeichnung"], "head_count": int(row["Beschäftigte"])}
            create_unit(by=system_viewer(), values=values)
        hold_demo_pulses(lead)
        hold_demo_pulses(lead)
        closed = list(Pulse.objects.filter(state="closed").order_by("closed_at"))
        assert len(closed) == 3
        moved = [
            topic.moved.change.label
            for pulse in closed
            for topic in read_results(lead, pulse).topics
            if topic.key == "cooperation" and topic.moved
        ]
        assert moved == ["better", "better"]
        newest = newest_topics(lead)
        assert newest["strategy"].place < 0.5 < newest["cooperation"].place
        assert sum(pulse.replies.count() for pulse in closed) == 4
        waiting = Pulse.objects.get(state="open")
        used = PulseCode.objects.filter(group__pulse=waiting, is_used=True).count()
        assert used >= waiting.floor
        assert PulseCode.objects.exclude(group__pulse=waiting).count() == 0
