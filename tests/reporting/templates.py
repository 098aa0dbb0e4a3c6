"""Makes town templates for the tests, good ones and spoilt ones."""

import io
import zipfile

from docx import Document

REQUIRED = (
    "{{ titel }}",
    "{%p for satz in saetze %}",
    "{{ satz.text }}",
    "{%p endfor %}",
    "{% for zahl in kennzahlen %}{{ zahl.wert }} {% endfor %}",
    "{{ stand }}",
)


def template_with(*paragraphs: str, header: str = "", footer: str = "", required: tuple = REQUIRED) -> bytes:
    """Return a valid template with further paragraphs after the required ones."""
    document = Document()
    for text in (*required, *paragraphs):
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def spoil(content: bytes, *, add: dict | None = None, replace: dict | None = None) -> bytes:
    """Return the archive with parts added, or texts inside parts replaced: {name: (old, new)}."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as spoilt,
    ):
        for name in source.namelist():
            old, new = (replace or {}).get(name, (b"", b""))
            data = source.read(name)
            spoilt.writestr(name, data.replace(old, new) if old else data)
        for name, data in (add or {}).items():
            spoilt.writestr(name, data)
    return target.getvalue()
