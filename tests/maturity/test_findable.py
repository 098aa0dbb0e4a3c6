"""The search finds guided hours, self-assessments, surveys and tools, each for those who may see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommune.maturity.actions.assessments import prepare_assessment
from kommune.maturity.actions.hours import start_hour
from kommune.maturity.actions.tools import introduce_tool
from kommune.maturity.web.findable import find_in_wing
from kommune.municipalities.public import Role
from tests.towns import make_member

pytestmark = pytest.mark.django_db


def test_things_of_all_areas_are_found_and_those_that_begin_so_stand_first(town, lead):
    start_hour(by=lead, title="Neue Zusammenarbeit")
    prepare_assessment(by=lead, values={"title": "Zusammenarbeit im Herbst"})
    introduce_tool(by=lead, values={"name": "Tafel", "purpose": "bessere Zusammenarbeit"})
    hits = find_in_wing(lead, town.slug, ["zusammenarbeit"], 8)
    with CaptureQueriesContext(connection) as asked:
        assert find_in_wing(lead, town.slug, ["ZUSAMMENARBEIT"], 8) == hits
    assert len(asked) <= 1
    assert [(hit.title, hit.subtitle) for hit in hits] == [
        ("Zusammenarbeit im Herbst", "Selbsteinschätzung"),
        ("Neue Zusammenarbeit", "Geführte Stunde"),
        ("Tafel", "Werkzeug"),
    ]
    introduce_tool(by=lead, values={"name": "Zusammenarbeitsbrett"})
    assert len(find_in_wing(lead, town.slug, ["zusammenarbeit"], 8)) == 4
    assert find_in_wing(make_member(town, Role.STAFF), town.slug, ["zusammenarbeit"], 8) == []
