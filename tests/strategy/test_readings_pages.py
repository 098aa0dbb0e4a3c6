"""The pages on which a text is read, its proposals are decided and editions are compared."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from openpyxl import load_workbook

from kommune.accounts.models import User
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.strategies import save_goal, start_edition
from kommune.strategy.models import Goal, Passage, Reading, Strategy
from tests.standards.documents.samples import pdf
from tests.strategy.test_readings import TEXT, passage_ids, read
from tests.towns import SmallStrategy

READINGS = "/probe/work/strategy/readings/"


@pytest.fixture
def browser(town: Municipality, lead: Viewer) -> Iterator[Client]:
    client = Client()
    client.force_login(User.objects.get(id=str(lead.user_id)))
    with override_settings(JOBS_INLINE=True):
        yield client


def page_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pasted_text_leads_to_its_proposals(browser: Client) -> None:
    answer = browser.post(READINGS + "new/", {"title": "Unsere Strategie", "kind": "digital", "text": TEXT})
    reading = Reading.objects.get()
    assert answer.headers["Location"] == f"{READINGS}{reading.id}/"
    page = page_of(browser, f"{READINGS}{reading.id}/")
    assert "0 von 6 Vorschlägen entschieden" in page
    assert "<mark>Rufbus</mark>" in page


def test_a_large_file_is_read_in_the_background(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommune.strategy.web.readings.reading.LARGE_BYTES", 1000)
    upload = SimpleUploadedFile("strategie.pdf", pdf("= Handlungsfeld 1: Bildung\n#lorem(200)"))
    answer = browser.post(READINGS + "new/", {"title": "Groß", "kind": "city", "file": upload}, follow=True)
    reading = Reading.objects.get()
    assert answer.redirect_chain[-1][0] == f"{READINGS}{reading.id}/"
    assert [one.title for one in reading.passages.all()] == ["Bildung"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Wählen Sie eine Datei oder fügen Sie einen Text ein."),
        ({"file": SimpleUploadedFile("s.pdf", pdf("#circle()"))}, "vermutlich ein Scan"),
        ({"file": SimpleUploadedFile("s.pdf", b"\x89PNG\r\n\x1a\n0000")}, "kein Textdokument"),
        ({"file": SimpleUploadedFile("leer.md", b"")}, "leer"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_keeps_what_was_typed(
    browser: Client, fields: dict[str, object], sentence: str
) -> None:
    answer = browser.post(READINGS + "new/", {"title": "Mein Titel", "kind": "city", **fields})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, "Mein Titel" in page) == (422, True, True)
    assert not Reading.objects.exists()


def test_a_file_above_the_limit_is_told_that_reason_alone(browser: Client) -> None:
    upload = SimpleUploadedFile("gross.pdf", b"%PDF-1.7" + b"0" * 2_000)
    with override_settings(UPLOAD_LIMIT_BYTES=1_000):
        answer = browser.post(READINGS + "new/", {"title": "Groß", "kind": "city", "file": upload})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "größer als" in page
    assert "Wählen Sie eine Datei oder" not in page


def test_markup_in_a_text_is_shown_as_text(browser: Client, lead: Viewer) -> None:
    reading_id = read(
        lead, "# Ziele\n- <script>alert(1)</script>\n- <img src=x onerror=alert(1)> Netz\n", "a.md"
    )
    page = page_of(browser, f"{READINGS}{reading_id}/")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_text_around_the_next_open_proposal_stands_beside_the_list(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    first, second, *_rest = Passage.objects.filter(reading_id=reading_id)
    page = page_of(browser, f"{READINGS}{reading_id}/")
    beside = page.partition('id="beside"')[2]
    assert re.search(f"<mark>[^<]*{first.title}", beside)
    assert f"?at={second.id}#p-{second.id}" in page
    named = page_of(browser, f"{READINGS}{reading_id}/?at={second.id}").partition('id="beside"')[2]
    assert re.search(f"<mark>[^<]*{second.title}", named)


def test_an_address_that_names_no_proposal_shows_the_first(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    first = Passage.objects.filter(reading_id=reading_id)[0]
    for nonsense in ("x", str(reading_id)):
        page = page_of(browser, f"{READINGS}{reading_id}/?at={nonsense}")
        assert re.search(f"<mark>[^<]*{first.title}", page.partition('id="beside"')[2])


def test_deciding_leads_on_to_the_next_open_proposal(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    first, second, *_rest = Passage.objects.filter(reading_id=reading_id)
    address = f"{READINGS}{reading_id}/"
    answer = browser.post(f"{address}decide/", {"decide": f"dropped:{first.id}", "back": address})
    assert answer.headers["Location"] == f"{address}?at={second.id}#p-{first.id}"


def test_one_button_decides_one_proposal_and_returns_to_it(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    bus = Passage.objects.get(title="Rufbus")
    back = f"{READINGS}{reading_id}/?state=proposed"
    answer = browser.post(f"{READINGS}{reading_id}/decide/", {"decide": f"kept:{bus.id}", "back": back})
    following = Passage.objects.filter(reading_id=reading_id, state="proposed")[0]
    assert answer.headers["Location"] == f"{back}&at={following.id}#p-{following.id}", (
        "the first, since the last was decided"
    )
    bus.refresh_from_db()
    assert bus.state == "kept"


def test_the_bar_decides_all_that_are_chosen_and_never_leads_elsewhere(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    sent = {
        "decide": "dropped",
        "selected": [str(one) for one in passage_ids(reading_id)],
        "back": "https://boese.example/",
    }
    answer = browser.post(f"{READINGS}{reading_id}/decide/", sent)
    assert answer.headers["Location"] == f"{READINGS}{reading_id}/"
    assert Passage.objects.filter(state="dropped").count() == 6


def test_a_choice_of_nothing_or_of_nonsense_changes_nothing(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    for sent in ({}, {"decide": "kept"}, {"decide": "kept:nix"}, {"decide": "weg", "selected": "nix"}):
        assert browser.post(f"{READINGS}{reading_id}/decide/", sent).status_code == 302
    assert set(Passage.objects.values_list("state", flat=True)) == {"proposed"}


def test_a_proposal_is_edited_with_its_passage_in_sight(browser: Client, lead: Viewer) -> None:
    read(lead)
    bus = Passage.objects.get(title="Rufbus")
    address = f"{READINGS}passages/{bus.id}/edit/"
    assert "<mark>Rufbus</mark>" in page_of(browser, address)
    sent = {
        "kind": "goal",
        "number": "9",
        "title": "Mehr Busse",
        "description": "",
        "state": "kept",
        "version": "1",
    }
    browser.post(address, sent)
    bus.refresh_from_db()
    assert (bus.kind, bus.number, bus.title, bus.state) == ("goal", "9", "Mehr Busse", "kept")


def test_the_strategy_is_made_from_the_page(browser: Client, lead: Viewer) -> None:
    reading_id = read(lead)
    Passage.objects.update(state="kept")
    assert "Strategie anlegen" in page_of(browser, f"{READINGS}{reading_id}/")
    answer = browser.post(f"{READINGS}{reading_id}/make/", {"title": "Aus dem Text", "strategy": ""})
    strategy = Strategy.objects.get()
    assert answer.headers["Location"] == f"/probe/work/strategy/{strategy.id}/"
    assert strategy.title == "Aus dem Text"


def test_the_list_of_strategies_leads_here(browser: Client, small: SmallStrategy) -> None:
    assert READINGS in page_of(browser, "/probe/work/strategy/")


def test_a_new_edition_is_compared_word_by_word(browser: Client, lead: Viewer, small: SmallStrategy) -> None:
    new_id = start_edition(by=lead, strategy_id=small.digital, title="Digitalstrategie 2031")
    counter = Goal.objects.get(strategy_id=new_id, number="D1")
    save_goal(
        by=lead,
        strategy_id=new_id,
        goal_id=counter.id,
        version=1,
        values={"title": "Schnelles freundliches Bürgerbüro"},
    )
    Goal.objects.filter(strategy_id=new_id, number="D2").delete()
    assert "/readings/compare/" in page_of(browser, f"/probe/work/strategy/{new_id}/")
    address = f"{READINGS}compare/?old=s:{small.digital}&new=s:{new_id}"
    page = page_of(browser, address)
    assert "<ins>freundliches " in page
    assert "0 gleich, 1 anders formuliert, 0 an anderer Stelle, 0 neu, 1 entfallen" in page
    book = load_workbook(BytesIO(browser.get(address + "&export=xlsx").content))
    rows = [[cell.value for cell in row][:5] for row in book.active.iter_rows()]
    assert rows[1:] == [
        ["anders formuliert", "Ziel", "D1", "Schnelles Bürgerbüro", "Schnelles freundliches Bürgerbüro"],
        ["entfallen", "Ziel", "D2", "Offene Daten", None],
    ]


def test_a_text_is_compared_with_a_strategy(browser: Client, lead: Viewer, small: SmallStrategy) -> None:
    reading_id = read(lead, "# Ziele\n- Offene Daten\n- Neue Netze\n")
    page = page_of(browser, f"{READINGS}compare/?old=s:{small.digital}&new=r:{reading_id}")
    assert "1 gleich, 0 anders formuliert, 0 an anderer Stelle, 1 neu, 1 entfallen" in page


def test_an_address_with_nonsense_only_asks_to_choose(browser: Client) -> None:
    for query in ("?old=s:x&new=r:1", "?old=&new=", "?old=q:1"):
        assert "Wählen Sie" in page_of(browser, f"{READINGS}compare/{query}")


def test_while_a_large_file_waits_to_be_read_its_progress_shows(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kommune.strategy.web.readings.reading.LARGE_BYTES", 1000)
    upload = SimpleUploadedFile("strategie.pdf", pdf("= Handlungsfeld 1: Bildung\n#lorem(200)"))
    with override_settings(JOBS_INLINE=False):
        answer = browser.post(READINGS + "new/", {"title": "Groß", "kind": "city", "file": upload})
        assert "strategie.pdf" in page_of(browser, answer.headers["Location"])
    assert not Reading.objects.exists()
