"""SafeContact: how a person may be contacted without danger to her."""

from datetime import datetime
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.models.attached import ContactPoint
from cases.citizens.models.citizen import Citizen, CitizenChildQuerySet
from cases.core.actor import Actor
from cases.core.roles import FILE


class SafeContactQuerySet(CitizenChildQuerySet["SafeContact"]):
    """Reads of the rules of contact."""

    def visible_to(self, actor: Actor) -> Self:
        """Rules of citizens whom `actor` sees, for a role that reads files."""
        return super().visible_to(actor) if actor.sees(FILE) else self.none()

    def standing(self) -> Self:
        """Those that hold now."""
        return self.filter(ended_at__isnull=True)


class SafeContact(models.Model):
    """The rules for contacting a person, from `recorded_at` until `ended_at`.

    Never edited but for their end: other rules are another row. `contact_point` is the number to
    use; `pretext` who we say we are; `code_phrase` by which she knows us, shown to whoever is about
    to call and nowhere else; `never` what is never done, such as whom not to call.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(
        Citizen, models.PROTECT, related_name="safe_contacts", db_index=False
    )
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    way = models.CharField(max_length=160, blank=True)
    hours_from = models.TimeField(null=True, blank=True)
    hours_until = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    pretext = models.CharField(max_length=300, blank=True)
    code_phrase = models.CharField(max_length=160, blank=True)
    never = models.CharField(max_length=300, blank=True)
    no_voicemail = models.BooleanField(default=False)
    no_text = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = SafeContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of safe contact")
        verbose_name_plural = _("rules of safe contact")
        constraints = (
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True, hours_until__isnull=True, zone="")
                | (Q(hours_from__isnull=False, hours_until__isnull=False) & ~Q(zone="")),
                name="safecontact_hours_complete",
                violation_error_message=_("Give both hours, and the time zone they are meant in."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("recorded_at")),
                name="safecontact_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(ended_at__isnull=True),
                name="safecontact_one_standing",
                violation_error_message=_("This person has other rules already."),
            ),
        )
        indexes = (models.Index(fields=["citizen", "recorded_at"], name="safecontact_of_citizen"),)

    def __str__(self) -> str:
        return self.way or self.pretext or self.never or str(self._meta.verbose_name)

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def is_open_at(self, moment: datetime) -> bool:
        """Return whether a moment lies within the hours; always where none are said.

        Hours that end before they begin go past midnight.
        """
        if self.hours_from is None or self.hours_until is None:
            return True
        there = moment.astimezone(ZoneInfo(self.zone)).time()
        if self.hours_from <= self.hours_until:
            return self.hours_from <= there < self.hours_until
        return there >= self.hours_from or there < self.hours_until
