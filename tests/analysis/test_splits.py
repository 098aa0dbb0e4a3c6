"""What a measure's words suggest about what it changes."""

import pytest

from kommune.analysis.portfolio import DIMENSIONS
from kommune.analysis.splits import suggest_split

TITLES = [
    ("Glasfaser für alle Schulen", "technology"),
    ("Ausbau des Netzwerks im Rathaus", "technology"),
    ("Schnittstelle zum Fachverfahren Wohngeld", "technology"),
    ("Sensorik an den Hochwasserpegeln", "technology"),
    ("Medienbruchfreie Bauanträge", "process"),
    ("Rechnungseingang automatisieren", "process"),
    ("Posteingang scannen", "process"),
    ("Stabsstelle Digitalisierung einrichten", "organisation"),
    ("Neuer Lenkungskreis der Ämter", "organisation"),
    ("Personalgewinnung für die IT", "organisation"),
    ("Mitarbeiterschulungen zu Office", "culture"),
    ("Desk-Sharing im Neubau", "culture"),
    ("Neues Arbeiten im Bauamt", "culture"),
    ("Workshops für Führungskräfte", "culture"),
    ("Online-Dienst Hundesteuer", "citizens"),
    ("Terminvereinbarung im Bürgerbüro", "citizens"),
    ("Digitale Bürgerbeteiligung", "citizens"),
    ("Interkommunales Archiv", "cooperation"),
    ("Nachnutzung nach EfA", "cooperation"),
    ("Zweckverband mit den Nachbargemeinden", "cooperation"),
]


@pytest.mark.parametrize(("title", "dimension"), TITLES)
def test_the_words_of_a_title_name_its_main_dimension(title: str, dimension: str) -> None:
    found = suggest_split(title)
    assert found is not None
    assert max(found.percent, key=lambda name: found.percent[name]) == dimension
    assert sum(found.percent.values()) == 100
    assert {reason.dimension for reason in found.reasons} == set(found.percent) <= set(DIMENSIONS)


def test_the_title_counts_more_than_the_text_and_reasons_show_the_words() -> None:
    found = suggest_split("Online-Dienst Hundesteuer", "Mit Schulung.")
    assert found is not None
    assert found.percent == {"culture": 25, "citizens": 75}
    assert [(r.dimension, r.words) for r in found.reasons] == [
        ("culture", ("Schulung",)),
        ("citizens", ("Online-Dienst",)),
    ]


def test_without_a_known_word_nothing_is_suggested() -> None:
    assert suggest_split("Hundesteuer") is None
    assert suggest_split("") is None
    assert suggest_split("Kita-Plätze für Kinder, Personalausweis, Kulturamt") is None
