"""Imports on their way, what their previews say, and the column choices a town made before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.imports.shapes import ImportState
from kommune.municipalities.public import TownObject, TownOwned


class ImportSession(TownObject):
    """One uploaded list from its upload to its confirmation, and later its undo.

    ``outline`` tells the sheets as read, ``mapping`` what the person said about them, ``answers`` what
    she decided about problems, ``summary`` what the preview counted. A working paper: not journalled,
    what it writes is.
    """

    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(_("file name"), max_length=255)
    by = models.ForeignKey(
        "municipalities.Membership", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.READING
    )
    outline = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    plan_digest = models.CharField(max_length=64, blank=True)
    plan_revision = models.PositiveBigIntegerField(default=0)
    batch_id = models.UUIDField(null=True)
    job_id = models.UUIDField(null=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class PlanLine(TownOwned):
    """One line of a preview: a problem, a note, a decision, an object that is new or changed."""

    session = models.ForeignKey(ImportSession, on_delete=models.CASCADE, related_name="lines")
    section = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["session", "section", "position"], name="plan_line_in_order")]

    def __str__(self) -> str:
        return f"{self.section} {self.position}"


class PlanPart(TownOwned):
    """A part of what a confirmation would write, packed into letters; gone once it is written."""

    session = models.ForeignKey(ImportSession, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    data = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["session", "position"], name="plan_parts_in_order")]

    def __str__(self) -> str:
        return str(self.position)


class ColumnMapping(TownOwned):
    """What a town chose for a sheet with these headings, so that the next file needs no thought."""

    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "signature"], name="mapping_once_per_heading")]

    def __str__(self) -> str:
        return self.signature
