"""The papers before day one tell the truth about this installation, in German whoever asks."""

from dataclasses import replace

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import Settings

from kommune.audit.public import registered_kinds
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import TownShape, town_by_slug
from kommune.reporting.installation import _read_words, installation_facts


@pytest.fixture
def shape(town: Municipality) -> TownShape:
    found = town_by_slug(town.slug)
    assert found is not None
    return found


def test_settings_of_the_installation_stand_in_the_facts(shape: TownShape, settings: Settings) -> None:
    settings.HTTPS = True
    settings.SESSION_COOKIE_AGE = 4 * 3600
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    facts = installation_facts(shape)
    assert (facts.is_encrypted_in_transit, facts.session_minutes) == (True, 240)
    assert facts.password_hashing == "Argon2id"
    assert facts.has_row_level_security is (connection.vendor == "postgresql")
    assert (facts.backup.is_scheduled, facts.hosting) == (None, "")


@pytest.mark.parametrize(("house", "town_asks"), [(True, False), (False, True)])
def test_a_second_factor_is_required_by_the_house_or_by_the_town(
    shape: TownShape, settings: Settings, house: bool, town_asks: bool
) -> None:
    settings.REQUIRE_SECOND_FACTOR = house
    asked = replace(shape, requires_second_factor=town_asks)
    assert installation_facts(asked).is_second_factor_required is True


def test_nobody_requires_a_second_factor_by_default(shape: TownShape, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert installation_facts(shape).is_second_factor_required is False


def test_roles_and_ladder_are_german_for_an_english_reader(shape: TownShape) -> None:
    with translation.override("en"):
        facts = installation_facts(shape)
    assert facts.release_ladder == ("Arbeitsgruppe", "Amtsleitungen", "Verwaltung", "Rat", "Öffentlichkeit")
    council = next(role for role in facts.roles if role.role == "Ratsmitglied")
    assert len(council.rights) < len(facts.roles[0].rights)


def test_whatever_the_journal_records_has_a_german_name() -> None:
    assert set(registered_kinds()) - set(_read_words()["journalled"]) == set()
