"""Stored files: what was uploaded, under which name, for what purpose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.municipalities.public import TownObject


class StoredFile(TownObject):
    """One uploaded file; its bytes lie in the file store under their SHA-256."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    detected_type = models.CharField(_("type"), max_length=120)
    original_name = models.CharField(_("file name"), max_length=255)
    purpose = models.CharField(max_length=40)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["town", "sha256"], name="file_by_content")]

    def __str__(self) -> str:
        return self.original_name
