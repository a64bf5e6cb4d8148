"""Missions and counterpart bodies."""

from datetime import date, time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.text import in_reader_words
from cases.missions.choices import AuthorityKind, MissionKind, Weekday
from cases.places.choices import Country
from cases.places.models import DatedQuerySet, Place, is_over, until_words, validity_forwards

OPENS_AT = time(8)
CLOSES_AT = time(17)
"""Office hours where a mission has said nothing else."""


class MissionQuerySet(DatedQuerySet["Mission"]):
    """Reads of missions."""


class Mission(models.Model):
    """An embassy, a consulate, headquarters or a reception point at home.

    `weekend` holds its own days of weekly rest (0 is Monday); empty means those of the country.
    `place` is where a reception point stands: where whoever it receives is from then on.
    """

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=160)
    name_vi = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True, db_default="")
    kind = models.CharField(max_length=16, choices=MissionKind)
    country = models.CharField(max_length=2, choices=Country)
    city = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=40)
    phone = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    office_opens = models.TimeField(default=OPENS_AT)
    office_closes = models.TimeField(default=CLOSES_AT)
    weekend = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), default=list, blank=True
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    verified = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=MissionKind.values), name="mission_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{3}$"), name="mission_code_form"
            ),
            models.CheckConstraint(
                condition=Q(office_closes__gt=F("office_opens")),
                name="mission_office_hours_forwards",
                violation_error_message=_("The office cannot close before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(weekend__contained_by=Weekday.values) & Q(weekend__len__lte=6),
                name="mission_weekend_leaves_a_day",
                violation_error_message=_("At least one day of the week must be worked."),
            ),
            validity_forwards("mission"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    @property
    def label(self) -> str:
        """The name in the reader's language, else in English."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return is_over(self.valid_until, today)

    @property
    def choice_label(self) -> str:
        """The name, and until when it is in force where that is known."""
        return until_words(str(self), self.valid_until)


class AuthorityQuerySet(DatedQuerySet["Authority"]):
    """Reads of counterpart bodies."""


class Authority(models.Model):
    """A counterpart body of the host state, of home, or an organisation."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_vi = models.CharField(max_length=200, blank=True)
    name_fr = models.CharField(max_length=200, blank=True, db_default="")
    name_local = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, choices=Country)
    kind = models.CharField(max_length=20, choices=AuthorityKind)
    verified = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ("country", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=AuthorityKind.values), name="authority_kind_known"
            ),
            validity_forwards("authority"),
        )

    def __str__(self) -> str:
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def public_reference(self) -> str:
        """The code used outside."""
        return self.code

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return is_over(self.valid_until, today)

    @property
    def choice_label(self) -> str:
        """The name, and until when it is in force where that is known."""
        return until_words(str(self), self.valid_until)
