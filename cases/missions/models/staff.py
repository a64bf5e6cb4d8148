"""Staff and their postings."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.missions.choices import MissionKind, Role, StaffKind
from cases.missions.models.mission import Mission

SILENT_AFTER = timedelta(days=90)
"""How long nobody has logged in with an account that somebody should look at."""


class StaffQuerySet(models.QuerySet["Staff"]):
    """Reads of staff."""

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters and administrators see all, a mission those who were posted to it."""
        if actor.is_headquarters or actor.role == Role.ADMINISTRATOR:
            return self.all()
        return self.filter(posting__mission_id=actor.mission_id).distinct()

    def never_in(self) -> Self:
        """Open accounts of people with which nobody has ever logged in."""
        return self.persons().filter(is_active=True, last_login__isnull=True)

    def silent_since(self, moment: datetime) -> Self:
        """Open accounts with which somebody logged in, and nobody since a moment."""
        return self.filter(is_active=True, last_login__lt=moment)

    def persons(self) -> Self:
        """Those who log in; without the accounts of other systems."""
        return self.filter(kind=StaffKind.PERSON)

    def posted_at(self, mission_id: int, today: date) -> Self:
        """People with an open account and a posting at the mission on the day."""
        return self.filter(
            Q(posting__ends_on__isnull=True) | Q(posting__ends_on__gte=today),
            is_active=True,
            kind=StaffKind.PERSON,
            posting__mission_id=mission_id,
            posting__starts_on__lte=today,
        ).distinct()


class StaffManager(BaseUserManager.from_queryset(StaffQuerySet)):  # type: ignore[misc] # class made at run time
    """Makes staff for the login backend and commands."""


class Staff(AbstractBaseUser):
    """A person who logs in, or another system that only ever holds tokens.

    Rights come from postings alone. `language` is the one they chose; without one their browser
    says which it speaks. `is_mailed`: whether she wants notices by mail as well. A
    service account says what it is for and whom to ask about it; it has no password, no mail and no
    second factor, so that nobody can be it.
    """

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=160)
    email = models.EmailField(max_length=120, blank=True)
    language = models.CharField(max_length=5, blank=True, default="")
    zone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_mailed = models.BooleanField(default=True, db_default=True)
    kind = models.CharField(
        max_length=8, choices=StaffKind, default=StaffKind.PERSON, db_default=StaffKind.PERSON
    )
    purpose = models.CharField(max_length=200, blank=True, db_default="")
    contact = models.CharField(max_length=160, blank=True, db_default="")

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=StaffKind.values), name="staff_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=StaffKind.PERSON)
                | Q(email="", password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="staff_service_logs_in_nowhere",
                violation_error_message=_("A service account has no password and no mail address."),
            ),
            models.CheckConstraint(
                condition=Q(kind=StaffKind.PERSON, purpose="", contact="")
                | (Q(kind=StaffKind.SERVICE) & ~Q(purpose="") & ~Q(contact="")),
                name="staff_service_says_what_for",
                violation_error_message=_(
                    "Say what the service account is for and whom to ask about it."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def written_language(self) -> str:
        """The language in which mails to them are written: no browser says another one."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def public_reference(self) -> str:
        """The user name."""
        return self.username

    @property
    def is_service(self) -> bool:
        """Whether another system stands behind it, which only ever holds tokens."""
        return self.kind == StaffKind.SERVICE

    @property
    def is_staff(self) -> bool:
        """Whether the admin dashboard opens: everyone who logs in may look, scoped."""
        return self.is_active and not self.is_service

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """The admin shows; it never adds, changes or deletes by itself."""
        return self.is_active and perm.startswith("cases.view_")

    def has_perms(self, perms: list[str], obj: object | None = None) -> bool:
        """All of `perms`."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Only this project's tables are shown."""
        return self.is_active and app_label == "cases"


class PostingQuerySet(models.QuerySet["Posting"]):
    """Reads of postings."""

    def current(self, today: date) -> Self:
        """Postings that may be in force on the day, somewhere on earth; see `is_in_force`."""
        around = self.between(today - timedelta(days=1), today + timedelta(days=1))
        return around.select_related("mission", "staff")

    def between(self, first: date, last: date) -> Self:
        """Postings that are in force on some of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)

    def in_force(self, now: datetime) -> Self:
        """Postings that hold today, where their mission is; as `is_in_force` has it."""
        moment = Value(now, output_field=models.DateTimeField())
        there = Func(F("mission__zone"), moment, function="timezone")
        today = Cast(there, models.DateField())
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)

    def visible_to(self, actor: Actor) -> Self:
        """Headquarters and administrators see all postings, a mission its own."""
        if actor.is_headquarters or actor.role == Role.ADMINISTRATOR:
            return self
        return self.filter(mission_id=actor.mission_id)


class Posting(models.Model):
    """A role of a member of staff at a mission, from a day, until a day or open."""

    staff = models.ForeignKey(Staff, models.PROTECT)
    mission = models.ForeignKey(Mission, models.PROTECT)
    role = models.CharField(max_length=24, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ("staff", "starts_on")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="posting_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="posting_ends_after_start",
                violation_error_message=_("A posting cannot end before it starts."),
            ),
            ExclusionConstraint(
                name="posting_no_overlap",
                expressions=[
                    (F("staff"), RangeOperators.EQUAL),
                    (F("mission"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This person already has a posting there at that time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff} · {self.get_role_display()} · {self.mission.code}"

    @property
    def public_reference(self) -> str:
        """A posting is known outside by its holder."""
        return self.staff.username

    def is_in_force(self, now: datetime) -> bool:
        """Whether the posting holds today, where the mission is."""
        today = now.astimezone(ZoneInfo(self.mission.zone)).date()
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)

    @property
    def name(self) -> str:
        """How the posting is named in a form: mission and role."""
        return f"{self.mission.code}:{self.role}"

    def actor(self) -> Actor:
        """The eyes and hands of whoever acts under this posting.

        An administrator has the eyes of no mission: both walls show no case and no person.
        """
        is_blind = self.role == Role.ADMINISTRATOR
        return Actor(
            kind="staff",
            name=self.staff.full_name,
            staff_id=self.staff_id,
            posting_id=self.pk,
            mission_id=0 if is_blind else self.mission_id,
            mission_code=self.mission.code,
            mission_names=(self.mission.name, self.mission.name_vi, self.mission.name_fr),
            role=self.role,
            is_headquarters=not is_blind and self.mission.kind == MissionKind.HEADQUARTERS,
            is_reception=self.mission.kind == MissionKind.RECEPTION_POINT,
            zone=self.mission.zone,
            mission_zone=self.mission.zone,
        )
