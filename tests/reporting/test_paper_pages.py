"""The pages of papers: making one, reading it, who may, the town's template, the papers before day one."""

import io
import zipfile
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from kommune.foundation.ids import new_id
from kommune.foundation.scope import town_scope
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer
from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.models import Paper, PaperTemplate
from kommune.strategy.models import Measure, Strategy
from tests.reporting.conftest import SignIn
from tests.reporting.templates import template_with
from tests.towns import SmallStrategy, make_member, make_town

FORM = {
    "title": "Sachstand Digitalstrategie",
    "committee": "Digitalausschuss",
    "paper_number": "",
    "dated_on": "2026-03-03",
    "form_key": "eins",
}


def url(name: str, *args: object) -> str:
    return reverse(f"reporting:{name}", args=["probe", *args])


@pytest.fixture
def paper_id(sign_in: SignIn, lead: Viewer, small: SmallStrategy) -> UUID:
    sign_in(lead).post(url("new"), FORM)
    return Paper.objects.values_list("id", flat=True).get()


def test_making_a_paper_leads_to_its_page_with_both_files(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    client = sign_in(lead)
    page = client.post(url("new"), FORM, follow=True).content.decode()
    paper = Paper.objects.get()
    assert "Für <strong>1</strong> von <strong>2</strong> Stadtzielen arbeitet nichts Digitales." in page
    pdf, docx = (client.get(url("download", paper.id, kind)) for kind in ("pdf", "docx"))
    assert (pdf.content[:5], docx.content[:2]) == (b"%PDF-", b"PK")
    assert pdf["Content-Disposition"] == 'attachment; filename="sachstand-digitalstrategie-2026-03-03.pdf"'


def test_the_form_says_how_much_of_it_the_council_does_not_know_yet(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    client = sign_in(lead)
    sentence = "6 Ziele und Maßnahmen in diesen Zahlen sind für den Rat noch nicht freigegeben."
    assert sentence in client.get(url("new")).content.decode()
    Strategy.objects.update(released_to=Rung.COUNCIL)
    Measure.objects.update(released_to=Rung.COUNCIL)
    assert "noch nicht freigegeben" not in client.get(url("new")).content.decode()


def test_a_title_that_is_too_long_comes_back_with_everything_typed(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    answer = sign_in(lead).post(url("new"), {**FORM, "title": "x" * 10_000})
    assert (answer.status_code, Paper.objects.count()) == (422, 0)
    assert "Digitalausschuss" in answer.content.decode()


def test_sending_the_form_twice_shows_the_same_paper(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    client = sign_in(lead)
    assert client.post(url("new"), FORM)["Location"] == client.post(url("new"), FORM)["Location"]
    assert Paper.objects.count() == 1


def test_the_council_sees_a_paper_once_it_is_released_to_it(
    sign_in: SignIn, lead: Viewer, town: Municipality, paper_id: UUID
) -> None:
    council = sign_in(make_member(town, Role.COUNCIL_MEMBER))
    addresses = [url("show", paper_id), url("download", paper_id, "pdf"), url("download", paper_id, "docx")]
    assert [council.get(address).status_code for address in addresses] == [404, 404, 404]
    assert "Sachstand" not in council.get(url("list")).content.decode()
    sign_in(lead).post(url("release", paper_id), {"rung": "4"})
    assert [council.get(address).status_code for address in addresses] == [200, 200, 200]
    assert "Sachstand" in council.get(url("list")).content.decode()


def test_the_council_cannot_make_release_or_delete(
    sign_in: SignIn, lead: Viewer, town: Municipality, paper_id: UUID
) -> None:
    sign_in(lead).post(url("release", paper_id), {"rung": "4"})
    council = sign_in(make_member(town, Role.COUNCIL_MEMBER))
    refused = ["new", "template", "duties", "duties_all"]
    assert [council.get(url(name)).status_code for name in refused] == [403] * 4
    assert council.get(url("duty", DUTY_KEYS[0])).status_code == 403
    assert council.post(url("new"), {**FORM, "form_key": "zwei"}).status_code == 403
    council.post(url("release", paper_id), {"rung": "1", "reason": "darum"})
    council.post(url("delete", paper_id))
    assert list(Paper.objects.values_list("released_to", flat=True)) == [Rung.COUNCIL]


def test_a_paper_of_another_town_does_not_exist_here(sign_in: SignIn, paper_id: UUID) -> None:
    other = make_town("nachbar", "Nachbarstadt")
    with town_scope(other.id):
        client = sign_in(make_member(other))
    for name in ("show", "release", "delete"):
        address = reverse(f"reporting:{name}", args=["nachbar", paper_id])
        answer = client.get(address) if name == "show" else client.post(address, {"rung": "5"})
        assert answer.status_code == 404
    assert client.get(reverse("reporting:download", args=["nachbar", paper_id, "pdf"])).status_code == 404


def test_unknown_files_and_papers_do_not_exist(sign_in: SignIn, lead: Viewer, paper_id: UUID) -> None:
    client = sign_in(lead)
    assert client.get(url("download", paper_id, "exe")).status_code == 404
    assert client.get(url("show", new_id())).status_code == 404
    assert client.get(url("duty", "gibt-es-nicht")).status_code == 404


def test_a_broken_template_is_refused_with_its_place_and_the_old_one_stays(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    client = sign_in(lead)
    client.post(url("template"), {"template": SimpleUploadedFile("gut.docx", template_with())})
    broken = SimpleUploadedFile("schlecht.docx", template_with("{{ titell }}"))
    answer = client.post(url("template"), {"template": broken})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Absatz 7" in page
    assert "titell" in page
    assert PaperTemplate.objects.get().name == "gut.docx"


def test_no_file_is_told(sign_in: SignIn, lead: Viewer) -> None:
    answer = sign_in(lead).post(url("template"))
    assert "höchstens 5 MB" in answer.content.decode()


def test_our_template_can_be_uploaded_as_it_comes(
    sign_in: SignIn, lead: Viewer, small: SmallStrategy
) -> None:
    client = sign_in(lead)
    ours = client.get(url("our_template")).content
    answer = client.post(url("template"), {"template": SimpleUploadedFile("unsere.docx", ours)})
    assert (answer.status_code, PaperTemplate.objects.get().name) == (302, "unsere.docx")


def test_all_papers_before_day_one_come_in_one_file(sign_in: SignIn, lead: Viewer) -> None:
    client = sign_in(lead)
    assert client.get(url("duties")).status_code == 200
    content = client.get(url("duties_all")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [f"{key}.docx" for key in DUTY_KEYS]
        for name in archive.namelist():
            assert Document(io.BytesIO(archive.read(name))).paragraphs[0].text == "Probestadt"
