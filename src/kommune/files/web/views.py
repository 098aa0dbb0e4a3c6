"""Handing out a stored file: always as an attachment, always after the rights check."""

from uuid import UUID

from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from kommune.files.errors import NoSuchFile
from kommune.files.queries import file_for, open_file
from kommune.municipalities.public import TownRequest


@require_GET
def download(request: TownRequest, town: str, file_id: UUID) -> FileResponse:
    """The file as a download; a file that the person may not read does not exist for her."""
    try:
        shape = file_for(request.viewer, file_id)
        source = open_file(request.viewer, file_id)
    except NoSuchFile as error:
        raise Http404 from error
    answer = FileResponse(
        source, as_attachment=True, filename=shape.original_name, content_type=shape.detected_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
