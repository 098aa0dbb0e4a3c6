"""Towns, their units as a tree, their people, and the official register."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommune.foundation.ids import new_id
from kommune.municipalities.models.owned import TownObject
from kommune.municipalities.shapes import Role


class Municipality(models.Model):
    """A town that works with this installation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(_("short name in addresses"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=200)
    ags = models.CharField(_("official municipality key (AGS)"), max_length=8, blank=True)
    ars = models.CharField(_("official regional key (ARS)"), max_length=12, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    letterhead = models.TextField(_("head of letters and papers"), blank=True)
    requires_second_factor = models.BooleanField(
        _("second factor required"),
        default=False,
        help_text=_("Everybody in this town sets up an authenticator app or a passkey before working."),
    )
    founded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name


class Unit(TownObject):
    """An organisational unit; the tree has no fixed depth."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    key = models.CharField(_("key"), max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    head_count = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "key"], condition=~models.Q(key=""), name="unit_key_once_per_town"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TownObject):
    """What a person is in a town."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    in_working_group = models.BooleanField(_("in the working group"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "user"], name="one_membership_per_town")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def journal_label(self) -> str:
        """What the journal keeps: the role, since names must be erasable."""
        return str(self.get_role_display())


class Invitation(TownObject):
    """An invitation into the town; whoever holds its link may accept it once.

    Only the hash of the token is stored. Address and name stay out of the journal.
    """

    journal_omits: ClassVar[frozenset[str]] = frozenset({"email", "name", "token_hash"})

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    in_working_group = models.BooleanField(_("in the working group"), default=False)
    token_hash = models.CharField(max_length=64, db_index=True)
    invited_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def journal_label(self) -> str:
        """What the journal keeps: the role, since names must be erasable."""
        return str(self.get_role_display())


class RegisterPlace(models.Model):
    """A town of the official register (GV-ISys) as uploaded; the same for all towns here."""

    ags = models.CharField(max_length=8, db_index=True)
    ars = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=200, db_index=True)
    name_folded = models.CharField(max_length=200, db_index=True)
    postcode = models.CharField(max_length=5, db_index=True, blank=True)
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    urbanisation = models.PositiveSmallIntegerField(null=True)
    state_as_of = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["name_folded"]

    def __str__(self) -> str:
        return self.name


class PlaceType(models.Model):
    """The types of a town (key of 8 digits) or a district (5 digits) as uploaded; the same for all here."""

    key = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=200, blank=True)
    settlement = models.CharField(max_length=20, blank=True)
    growth = models.SmallIntegerField(null=True)
    difu = models.CharField(max_length=5, blank=True)
    district_type = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return self.name or self.key
