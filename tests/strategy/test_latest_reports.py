"""What is new on the home page follows new reports and what their authors are called."""

from kommune.accounts.models import User
from kommune.municipalities.public import Viewer
from kommune.strategy.actions.measures import create_measure
from kommune.strategy.actions.reports import report_status
from kommune.strategy.queries.movement import latest_reports


def test_a_new_report_comes_first_and_an_author_is_called_as_now(lead: Viewer) -> None:
    measure = create_measure(by=lead, values={"title": "Online-Antrag"})
    report_status(by=lead, measure_id=measure, light="green", text="Erster Bericht")
    assert [one.text for one in latest_reports(lead, limit=5)] == ["Erster Bericht"]
    report_status(by=lead, measure_id=measure, light="red", text="Zweiter Bericht")
    assert [one.text for one in latest_reports(lead, limit=5)] == ["Zweiter Bericht", "Erster Bericht"]
    User.objects.filter(id=str(lead.user_id)).update(name="Neuer Name")
    newest = latest_reports(lead, limit=1)[0]
    assert newest.author is not None
    assert (str(newest.author.user), str(newest.measure)) == ("Neuer Name", "Online-Antrag")
