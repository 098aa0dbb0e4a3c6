"""The interface keeps what its own description says, for generated requests of every kind."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from pytest_django import Settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from kommune.api.interface import interface
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Scope, Viewer
from kommune.project.wsgi import application
from kommune.strategy.actions.reports import report_status
from tests.api.conftest import MakeToken
from tests.api.place_and_people import furnish_place_and_people
from tests.towns import SmallStrategy

EXAMPLES = 4
# Ids of other objects and rules over several fields are no business of a schema; and the header with the
# token goes with every request here, so that what happens without one is tried elsewhere.
LEFT_OUT = [positive_data_acceptance, ignored_auth]
# Operations that need more than a small strategy in the town; making it takes a second.
PLACE_AND_PEOPLE = ("self_assessment", "survey", "tool")
FITTING, UNFITTING = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
REQUESTS = sorted(
    (operation["operationId"], mode)
    for operations in interface.get_openapi_schema(path_prefix="/api/v1/")["paths"].values()
    for operation in operations.values()
    for mode in (FITTING, UNFITTING)
    if mode == FITTING or operation["parameters"]
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Calls past the test client would close the connection that the test's transaction lives on."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def limits(settings: Settings) -> None:
    """As many requests as a test wants."""
    settings.API_REQUESTS_PER_MINUTE = 1_000_000


@pytest.fixture
def described(
    town: Municipality,
    lead: Viewer,
    small: SmallStrategy,
    token_text: MakeToken,
    limits: None,
    request: pytest.FixtureRequest,
) -> Any:
    """The description as a caller with all rights reads it, over a town with something in it."""
    with town_scope(town.id):
        report_status(by=lead, measure_id=small.online, light="green", text="Läuft.")
        if any(word in request.node.callspec.params["operation_id"] for word in PLACE_AND_PEOPLE):
            furnish_place_and_people(lead)
    token = token_text(Scope.WRITE_MEASURES, Scope.WRITE_STATUS)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.update(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
    return schema


@pytest.mark.parametrize(("operation_id", "mode"), REQUESTS)
def test_every_operation_keeps_its_description(
    described: Any, operation_id: str, mode: GenerationMode
) -> None:
    operation = described.find_operation_by_id(operation_id)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    check()
