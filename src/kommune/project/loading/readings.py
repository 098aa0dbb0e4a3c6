"""A text that the demo town has read: some of its proposals are decided, the rest waits."""

from io import BytesIO

from kommune.municipalities.public import Viewer
from kommune.project.demo.tables import read_csv_bytes
from kommune.strategy.public import decide_passages, keep_upload, proposals_of, read_text, reading_titles

TITLE = "Leitlinien für digitale Teilhabe (Entwurf)"
FILE = "leitlinien_teilhabe.md"
KEPT, DROPPED = 7, 1


def read_demo_text(by: Viewer) -> None:
    """Read the draft guidelines, keep the first proposals, drop the next, leave the others open."""
    if TITLE in reading_titles(by):
        return
    kept = keep_upload(by=by, upload=BytesIO(read_csv_bytes(FILE)), name=FILE)
    reading_id = read_text(by=by, file_id=kept.id, title=TITLE, kind="sector")
    ids = proposals_of(reading_id)
    decide_passages(by=by, reading_id=reading_id, passage_ids=ids[:KEPT], state="kept")
    decide_passages(by=by, reading_id=reading_id, passage_ids=ids[KEPT : KEPT + DROPPED], state="dropped")
