"""Status reports: how a measure goes, in under two minutes."""

from datetime import date
from uuid import UUID

from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.municipalities.public import Viewer, change_object, create_object, delete_objects, find_object
from kommune.strategy.actions.measures import editable_measure
from kommune.strategy.models import StatusReport


def report_status(
    *, by: Viewer, measure_id: UUID, light: str, text: str, reported_on: date | None = None
) -> UUID:
    """Write a status report; the newest one's light is the measure's."""
    with journal(action="report_status", actor_id=by.user_id) as batch:
        measure = editable_measure(by, measure_id)
        day = reported_on or today()
        report = StatusReport(
            measure=measure,
            reported_on=day,
            light=light,
            text=text,
            author_id=by.membership_id,
            position=measure.reports.count() + 1,
        )
        create_object(batch, report)
        newer = measure.reports.filter(reported_on__gt=day).exists()
        if light and not newer:
            change_object(batch, measure, {"light": light}, None)
    return report.id


def delete_report(*, by: Viewer, report_id: UUID) -> None:
    """Put a status report into the trash."""
    with journal(action="delete_report", actor_id=by.user_id) as batch:
        report = find_object(StatusReport, report_id)
        editable_measure(by, report.measure_id)
        delete_objects(batch, [report])
