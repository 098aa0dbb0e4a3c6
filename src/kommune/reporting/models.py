"""Papers as they were made, with their files, and the town's own template."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import Released, TownObject, TownOwned


class Paper(Released, TownObject):
    """A paper for a committee: ``content`` is the snapshot it was made from and never changes."""

    title = models.CharField(_("title"), max_length=300)
    committee = models.CharField(_("committee"), max_length=200)
    paper_number = models.CharField(_("paper number"), max_length=80, blank=True)
    dated_on = models.DateField(_("date"))
    figures_as_of = models.DateField(_("figures as of"))
    content = models.JSONField(default=dict)
    form_key = models.CharField(max_length=40)
    made_at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(
        "municipalities.Membership", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["town", "form_key"], name="one_paper_per_form")]

    def __str__(self) -> str:
        return self.title


class PaperFile(TownOwned):
    """A paper's file as it was written once; journalled, so that a restored paper has the same bytes."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=4)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "kind"], name="one_file_per_kind")]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.kind}"


class PaperTemplate(TownObject):
    """The town's DOCX template, base64 in text so that it is journalled and restored like all else."""

    name = models.CharField(_("file name"), max_length=200)
    content_base64 = models.TextField()

    def __str__(self) -> str:
        return self.name
