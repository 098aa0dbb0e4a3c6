"""The sheet of a self-assessment in a browser: taken as browsers send it, nothing lost on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from kommune.foundation.scope import town_scope
from kommune.maturity.models import AssessmentAnswer
from kommune.municipalities.models import Municipality
from tests.maturity.assessments import OpenAssessment, make_open
from tests.towns import make_member, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> Iterator[Municipality]:
    cache.clear()
    made = make_town()
    with town_scope(made.id):
        yield made


@pytest.fixture
def made(town: Municipality) -> OpenAssessment:
    return make_open(make_member(town))


@pytest.fixture
def a_page(made: OpenAssessment, live_server: Any, chromium_path: Path) -> Callable[[], Any]:
    """A browser before the running product; the database is asked when it is closed again."""

    @contextmanager
    def opened() -> Iterator[Page]:
        with sync_playwright() as play:
            started = play.chromium.launch(
                executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"]
            )
            yield started.new_context(locale="de-DE", base_url=live_server.url).new_page()
            started.close()

    return opened


def test_a_page_is_saved_as_a_browser_sends_it_forwards_backwards_and_to_the_overview(
    town: Municipality, made: OpenAssessment, a_page: Callable[[], Any]
) -> None:
    here = reverse("assess:sheet", args=[town.slug, made.tokens["Anna"]])
    with a_page() as page:
        page.goto(f"{here}?page=1")
        page.check("input[name^='present.'][value='3'] >> nth=0", force=True)
        page.click("text=Speichern und weiter")
        page.wait_for_url("**page=2")
        page.check("input[name^='present.'][value='2'] >> nth=0", force=True)
        page.click("text=Speichern und zurück")
        page.wait_for_url("**page=1")
        assert page.locator("input[name^='present.'][value='3']:checked").count() == 1
        page.check("input[name^='target.'][value='4'] >> nth=0", force=True)
        page.click("text=Speichern und alle Seiten sehen")
        page.wait_for_url("**end=1")
    stored = AssessmentAnswer.objects.values_list("present", "target")
    assert sorted(stored, key=str) == [(2, None), (3, 4)]


def test_a_form_without_its_mark_says_that_nothing_is_lost(
    town: Municipality, made: OpenAssessment, a_page: Callable[[], Any]
) -> None:
    here = reverse("assess:sheet", args=[town.slug, made.tokens["Anna"]])
    with a_page() as page:
        page.goto(f"{here}?page=1")
        page.check("input[name^='present.'][value='3'] >> nth=0", force=True)
        page.context.clear_cookies()
        page.click("text=Speichern und weiter")
        page.wait_for_selector("text=Das ist noch nicht gespeichert")
        page.go_back()
        assert page.locator("input[name^='present.'][value='3']:checked").count() == 1
