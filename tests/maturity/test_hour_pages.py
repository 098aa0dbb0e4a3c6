"""The pages of the guided hour: answer, stop, go back, read a text, meet somebody else, take the paper."""

import re
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from docx import Document

from kommune.accounts.models import User
from kommune.analysis.guided_hour import reading_minutes
from kommune.foundation.dates import today
from kommune.maturity.actions.hour_drafts import finish_hour
from kommune.maturity.actions.hours import save_step, start_hour
from kommune.maturity.models import GuidedHour, HourDraft, HourStep
from kommune.maturity.tasks import read_for_hour
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.standards.documents import read_document
from kommune.strategy.models import Reading, Strategy
from kommune.strategy.public import keep_upload
from tests.maturity.hours import answered_hour
from tests.towns import SmallStrategy, make_member

HOURS = "/probe/work/maturity/hour/"
LEITBILD = (
    "# Leitbild\n\n# Ziel 1: Familien entlasten\n\nJedes Kind hat einen Platz.\n\n# Ziel 2: Klima schützen\n"
)


def browser_for(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=str(viewer.user_id)))
    return client


@pytest.fixture
def browser(town: Municipality, lead: Viewer) -> Iterator[Client]:
    with override_settings(JOBS_INLINE=True):
        yield browser_for(lead)


@pytest.fixture
def hour_id(lead: Viewer) -> UUID:
    return start_hour(by=lead)


def step_url(hour_id: UUID, key: str) -> str:
    return f"{HOURS}{hour_id}/step/{key}/"


def answers_in(hour_id: UUID, key: str) -> dict[str, object]:
    answers: dict[str, object] = HourStep.objects.get(hour_id=hour_id, key=key).answers
    return answers


def page_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_button_leads_to_the_first_step(browser: Client) -> None:
    answer = browser.post(HOURS + "start/")
    hour = GuidedHour.objects.get()
    assert answer.headers["Location"] == step_url(hour.id, "position")
    page = page_of(browser, step_url(hour.id, "position"))
    assert "Schritt 1 von 6, etwa 12 Minuten" in page
    assert "1. Wer kümmert sich bei Ihnen um den digitalen Wandel?" in page


def test_a_step_goes_on_to_the_next_and_the_last_to_the_result(browser: Client, hour_id: UUID) -> None:
    sent = {"version": 1, "staff": "team", "tools": ["mail", "drive"], "guess-staff": "on", "do": "next"}
    answer = browser.post(step_url(hour_id, "position"), sent)
    assert answer.headers["Location"] == step_url(hour_id, "goals")
    assert answers_in(hour_id, "position") == {
        "staff": {"chosen": ["team"], "guess": True},
        "tools": {"chosen": ["mail", "drive"]},
    }
    last = browser.post(
        step_url(hour_id, "next"), {"version": 1, "next-what": "Rat", "next-on": "2027-01-31"}
    )
    assert last.headers["Location"] == f"{HOURS}{hour_id}/"
    assert str(GuidedHour.objects.get().next_on) == "2027-01-31"


def test_an_hour_that_runs_is_offered_again_where_it_stopped(browser: Client, hour_id: UUID) -> None:
    browser.post(step_url(hour_id, "position"), {"version": 1})
    assert f"{HOURS}{hour_id}/go-on/" in page_of(browser, HOURS)
    assert browser.get(f"{HOURS}{hour_id}/go-on/").headers["Location"] == step_url(hour_id, "goals")


def test_of_several_hours_the_newest_is_offered_first(browser: Client, lead: Viewer) -> None:
    for number in range(4):
        start_hour(by=lead, title=f"Stunde {number}")
    page = page_of(browser, HOURS)
    assert re.findall(r"Stunde \d", page.partition("hour-list")[2])[:4] == [
        f"Stunde {n}" for n in (3, 2, 1, 0)
    ]


def test_going_back_shows_what_is_stored_and_never_an_old_copy(browser: Client, hour_id: UUID) -> None:
    browser.post(step_url(hour_id, "position"), {"version": 1, "staff": "team"})
    answer = browser.get(step_url(hour_id, "position"))
    assert "no-store" in answer.headers["Cache-Control"]
    page = answer.content.decode()
    assert 'name="version" value="2"' in page
    assert browser.post(step_url(hour_id, "position"), {"version": 2, "staff": "aside"}).status_code == 302
    assert answers_in(hour_id, "position") == {"staff": {"chosen": ["aside"]}}


def test_two_people_at_once_see_both_answers_and_the_second_decides(
    browser: Client, lead: Viewer, hour_id: UUID
) -> None:
    save_step(by=lead, hour_id=hour_id, key="goals", version=1, answers={"goals": {"lines": ["Von ihr"]}})
    sent = {"version": 1, "goals-0": "Von ihm"}
    told = browser.post(step_url(hour_id, "goals"), sent)
    page = told.content.decode()
    assert told.status_code == 422
    assert ("Von ihr" in page, "Von ihm" in page, 'name="version" value="2"' in page) == (True, True, True)
    assert browser.post(step_url(hour_id, "goals"), {**sent, "version": 2}).status_code == 302
    assert answers_in(hour_id, "goals") == {"goals": {"lines": ["Von ihm"]}}


def test_too_many_hurts_are_named_at_their_question_and_stay_ticked(browser: Client, hour_id: UUID) -> None:
    chosen = ["silos", "skills", "staff", "buying"]
    told = browser.post(step_url(hour_id, "pains"), {"version": 1, "pains": chosen, "pain_words-0": "Ach"})
    page = told.content.decode()
    assert told.status_code == 422
    assert "4 sind angegeben, höchstens 3 sind möglich. Nehmen Sie 1 weg." in page
    assert (page.count(" checked"), "Ach" in page) == (4, True)
    assert answers_in(hour_id, "pains") == {}


def test_a_date_that_is_none_stays_in_its_field(browser: Client, hour_id: UUID) -> None:
    told = browser.post(step_url(hour_id, "people"), {"version": 1, "asked-it-on": "übermorgen"})
    assert told.status_code == 422
    assert "übermorgen" in told.content.decode()


def test_a_contradiction_is_named_kindly_and_nothing_is_lost(browser: Client, hour_id: UUID) -> None:
    browser.post(step_url(hour_id, "goals"), {"version": 1, "direction": "all_digital"})
    browser.post(step_url(hour_id, "pains"), {"version": 1, "keep": ["paper"]})
    for address in (step_url(hour_id, "goals"), step_url(hour_id, "pains"), f"{HOURS}{hour_id}/"):
        assert "Vielleicht meinen Sie: zuerst digital" in page_of(browser, address)
    assert answers_in(hour_id, "pains") == {"keep": {"chosen": ["paper"]}}


def test_a_pasted_text_proposes_goals_with_their_passage_after_saving_what_was_typed(
    browser: Client, hour_id: UUID
) -> None:
    sent = {"version": 1, "goals-0": "Selbst geschrieben", "text_paste": LEITBILD, "do": "read"}
    page = browser.post(step_url(hour_id, "goals"), sent, follow=True).content.decode()
    assert "Vorgeschlagen aus „Eingefügter Text“" in page
    assert "<mark>" in page
    assert answers_in(hour_id, "goals") == {"goals": {"lines": ["Selbst geschrieben"]}}
    passage = Reading.objects.get().passages.get(title="Familien entlasten")
    browser.post(
        step_url(hour_id, "goals"), {"version": 2, "goals-0": "Selbst geschrieben", "from_text": [passage.id]}
    )
    assert answers_in(hour_id, "goals") == {
        "goals": {
            "lines": ["Selbst geschrieben", "Familien entlasten"],
            "sources": {"Familien entlasten": "Eingefügter Text"},
        }
    }


def test_goals_of_the_city_strategy_can_be_taken_over(
    browser: Client, hour_id: UUID, small: SmallStrategy
) -> None:
    page = page_of(browser, step_url(hour_id, "goals"))
    assert "Ziele aus „Stadtstrategie“ übernehmen" in page
    browser.post(step_url(hour_id, "goals"), {"version": 1, "from_text": [small.old_age]})
    assert answers_in(hour_id, "goals") == {
        "goals": {
            "lines": ["Teilhabe im Alter"],
            "sources": {"Teilhabe im Alter": "Stadtstrategie"},
        }
    }


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text_paste": " "}, "Wählen Sie eine Datei oder fügen Sie einen Text ein."),
        ({"text_file": SimpleUploadedFile("b.pdf", b"\x89PNG\r\n\x1a\n0000")}, "kein Textdokument"),
    ],
)
def test_a_text_of_the_wrong_type_is_refused_and_what_was_typed_is_saved(
    browser: Client, hour_id: UUID, sent: dict[str, object], sentence: str
) -> None:
    told = browser.post(step_url(hour_id, "goals"), {"version": 1, "goals-0": "Bleibt", "do": "read", **sent})
    page = told.content.decode()
    assert told.status_code == 422
    assert (sentence in page, "Bleibt" in page, 'name="version" value="2"' in page) == (True, True, True)
    assert answers_in(hour_id, "goals") == {"goals": {"lines": ["Bleibt"]}}


def test_a_large_text_is_read_in_the_background_and_leads_back(
    browser: Client, hour_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kommune.maturity.web.hour.steps.LARGE_BYTES", 10)
    upload = SimpleUploadedFile("leitbild.md", LEITBILD.encode())
    answer = browser.post(
        step_url(hour_id, "goals"), {"version": 1, "do": "read", "text_file": upload}, follow=True
    )
    assert answer.redirect_chain[-1][0] == step_url(hour_id, "goals") + "#proposals"
    assert "Familien entlasten" in answer.content.decode()


def test_a_long_text_shows_ten_goals_first_those_it_calls_so_before_sentences_of_its_prose(
    browser: Client, hour_id: UUID
) -> None:
    prose = "# Ziele für alle\n\n" + "\n\n".join(f"Absatz {n} erzählt etwas." for n in range(8))
    listed = "\n# Ziele der Stadt\n" + "\n".join(f"- Netz Nummer {n}" for n in range(9))
    sent = {"version": 1, "text_paste": prose + listed, "do": "read"}
    page = browser.post(step_url(hour_id, "goals"), sent, follow=True).content.decode()
    first, _more, rest = page.partition("Weitere Vorschläge aus diesem Text")
    shown = re.findall(r'for="goal-[^"]+">([^<]+)<', first)
    assert shown == [*(f"Netz Nummer {n}" for n in range(9)), "Absatz 0 erzählt etwas."]
    assert "Absatz 1 erzählt etwas." in rest


def test_pages_are_counted_while_a_large_text_is_read(
    lead: Viewer, hour_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep_upload(by=lead, upload=LEITBILD, name="leitbild.md")
    told: list[tuple[int, int | None]] = []
    params = {"hour": str(hour_id), "file": str(kept.id), "membership": str(lead.membership_id)}
    progress: Any = SimpleNamespace(report=lambda done, total: told.append((done, total)))
    monkeypatch.setattr("kommune.strategy.actions.readings.read_document", _counting(read_document))
    read_for_hour(params, progress)
    assert told == [(1, 2)]


def _counting(read: Any) -> Any:
    def counted(*given: Any, progress: Any = None, **more: Any) -> Any:
        progress(1, 2)
        return read(*given, **more)

    return counted


def test_measures_are_proposed_with_what_was_said_and_own_ones_added(
    browser: Client, lead: Viewer, hour_id: UUID
) -> None:
    page = page_of(browser, step_url(hour_id, "measures"))
    assert "Ihre Antworten sprechen noch für nichts." in page
    save_step(by=lead, hour_id=hour_id, key="position", version=1, answers={"tools": {"chosen": ["mail"]}})
    page = page_of(browser, step_url(hour_id, "measures"))
    assert "weil Sie gesagt haben: Anhänge gehen per E-Mail hin und her" in page
    sent = {
        "version": 1,
        "measures-shared_document": "on",
        "measures-shared_document-title": "Unser Dokument",
        "measures-own0": "Eigenes",
    }
    browser.post(step_url(hour_id, "measures"), sent)
    assert answers_in(hour_id, "measures") == {
        "measures": {
            "measures": [
                {"key": "shared_document", "title": "Unser Dokument"},
                {"key": "", "title": "Eigenes"},
            ]
        }
    }


def test_no_step_shows_more_than_five_minutes_of_reading(browser: Client, lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    for step in HourStep.objects.filter(hour_id=hour_id):
        main = page_of(browser, step_url(hour_id, step.key)).partition("<main")[2].partition("</main>")[0]
        told = _text_of(_with_lists_once(main))
        words = len([word for word in told.split() if any(map(str.isalpha, word))])
        assert reading_minutes(words) <= 5, (step.key, words)


def test_the_fullest_step_stays_under_five_minutes_of_reading(browser: Client, lead: Viewer) -> None:
    goal = "Familien in jedem Ortsteil finden Betreuung, Schule, Vereine und Angebote in der Nähe, Nummer"
    steps = ("shared_document", "task_board", "meeting_rules", "decision_log", "video_meetings")
    chosen = [{"key": key, "title": f"Maßnahme {key}"} for key in steps]
    position: dict[str, list[str]] = {
        "staff": ["nobody"], "money": ["none"], "tools": ["mail", "drive", "lists", "meetings"],
        "paper": ["invoices", "post", "files", "council", "leave", "payments"], "services": ["none"],
    }  # fmt: skip
    hour_id = answered_hour(
        lead,
        position={key: {"chosen": options} for key, options in position.items()},
        goals={"goals": {"lines": [f"{goal} {n}" for n in range(5)]}},
        measures={"measures": {"measures": [*chosen, {"key": "", "title": "Eigenes"}]}},
    )
    page = page_of(browser, step_url(hour_id, "measures"))
    main = page.partition("<main")[2].partition("</main>")[0]
    shown = re.sub(r"(</summary>).*?</details>", r"\1", _with_lists_once(main), flags=re.DOTALL)
    words = len([word for word in _text_of(shown).split() if any(map(str.isalpha, word))])
    assert page.count('class="hour-measure"') <= 10 + len(chosen)
    assert 700 < words <= 1000


def _with_lists_once(markup: str) -> str:
    """A list of goals that stands at several questions is read once."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        options = found[0].partition("</option>")[2].replace(" selected", "")
        is_new = options not in seen
        seen.add(options)
        return found[0] if is_new else ""

    return re.sub(r"<select.*?</select>", once, markup, flags=re.DOTALL)


def _text_of(markup: str) -> str:
    text, depth = [], 0
    for part in markup.replace("<", "\n<").replace(">", ">\n").splitlines():
        depth += part.startswith("<script") - part.startswith("</script")
        if not part.startswith("<") and not depth:
            text.append(part)
    return " ".join(text)


def test_the_result_makes_the_draft_and_takes_it_back(browser: Client, lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    page = browser.post(f"{HOURS}{hour_id}/finish/", follow=True).content.decode()
    draft = HourDraft.objects.get()
    assert f"/probe/work/strategy/{draft.strategy_id}/" in page
    assert browser.get(step_url(hour_id, "goals")).headers["Location"] == f"{HOURS}{hour_id}/"
    page = browser.post(f"{HOURS}{hour_id}/take-back/", follow=True).content.decode()
    assert "Der Entwurf ist zurückgenommen; Ihre Antworten sind alle noch da." in page
    assert not Strategy.objects.exists()


def test_an_empty_hour_makes_nothing_and_says_what_is_missing(browser: Client, hour_id: UUID) -> None:
    page = browser.post(f"{HOURS}{hour_id}/finish/", follow=True).content.decode()
    assert "Noch ist nichts beantwortet." in page


def test_the_docx_says_what_is_known_assumed_open_and_next(browser: Client, lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    finish_hour(by=lead, hour_id=hour_id)
    answer = browser.get(f"/probe/work/reporting/draft/guided_hour/{hour_id}/draft.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="digitalstrategie-entwurf.docx"'
    document = Document(BytesIO(answer.content))
    headings = [
        one.text for one in document.paragraphs if str(getattr(one.style, "name", "")).startswith("Heading")
    ]
    assert headings == [
        "Digitalstrategie (Entwurf)", "Ziele der Stadt", "Was weh tut", "Digitale Ziele", "Erste Maßnahmen",
        "Wen wir fragen", "Was bekannt ist", "Was vermutet wird", "Was offen ist", "Der nächste Schritt",
    ]  # fmt: skip
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == [
        "Personalrat fragen", "01.02.2027", "offen",
    ]  # fmt: skip


def test_the_paper_names_the_town_once(town: Municipality, browser: Client, lead: Viewer) -> None:
    Municipality.objects.filter(id=town.id).update(letterhead="Probestadt\nDer Bürgermeister")
    hour_id = answered_hour(lead)
    answer = browser.get(f"/probe/work/reporting/draft/guided_hour/{hour_id}/draft.docx")
    told = [one.text for one in Document(BytesIO(answer.content)).paragraphs]
    assert told[:2] == ["Probestadt", "Der Bürgermeister"]
    assert told.count("Probestadt") == 1


def test_an_hour_becomes_a_paper_that_stays_as_it_is(browser: Client, lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    address = f"/probe/work/reporting/draft/guided_hour/{hour_id}/"
    form = browser.get(address).context["form"]
    sent = {name: str(value) for name, value in form.initial.items()}
    page = browser.post(address, {**sent, "paper_number": "V 1"}, follow=True).content.decode()
    assert "Personalrat fragen" in page


def test_a_due_next_step_stands_on_the_home_page_until_it_is_done(browser: Client, lead: Viewer) -> None:
    due = {"next": {"what": "Personalrat fragen", "on": today().isoformat()}}
    hour_id = answered_hour(lead, next=due)
    finish_hour(by=lead, hour_id=hour_id)
    assert "Personalrat fragen" in page_of(browser, "/probe/work/")
    browser.post(f"{HOURS}{hour_id}/next-step/", {"done": "yes"})
    assert "Personalrat fragen" not in page_of(browser, "/probe/work/")


def test_empty_pages_lead_to_the_guided_hour(browser: Client) -> None:
    assert f'href="{HOURS}"' in page_of(browser, "/probe/work/")
    assert f'href="{HOURS}"' in page_of(browser, "/probe/work/strategy/")


def test_a_council_member_reads_a_released_hour_without_buttons_and_hidden_strategies(
    town: Municipality, lead: Viewer
) -> None:
    hour_id = answered_hour(lead)
    finish_hour(by=lead, hour_id=hour_id)
    member = browser_for(make_member(town, Role.COUNCIL_MEMBER, email="rat@probe.example"))
    assert member.get(f"{HOURS}{hour_id}/").status_code == 404
    GuidedHour.objects.update(released_to=Rung.COUNCIL)
    page = page_of(member, f"{HOURS}{hour_id}/")
    assert "Familien entlasten" in page
    assert "Digitalstrategie (Entwurf)" not in page
    assert f'action="{HOURS}{hour_id}/take-back/"' not in page
    assert member.get(step_url(hour_id, "goals")).status_code == 403


def test_started_at_is_the_moment_of_the_button(browser: Client) -> None:
    before = timezone.now()
    browser.post(HOURS + "start/", {"title": "Klausur"})
    hour = GuidedHour.objects.get()
    assert (hour.title, before <= hour.started_at <= timezone.now()) == ("Klausur", True)


def test_the_history_of_an_hour_names_the_steps_that_were_saved(browser: Client, lead: Viewer) -> None:
    hour_id = answered_hour(lead)
    page = page_of(browser, f"/probe/work/history/guided_hour/{hour_id}/")
    assert "Schritt der geführten Stunde, gespeichert:" in page
