"""AdministratorChange: what one administrator asked to do to another's account, and who agreed."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.missions.choices import AdministratorAct, AdministratorChangeState, Role

ADMINISTERS = "staff.administer"
ON_POSTINGS = (AdministratorAct.START_POSTING, AdministratorAct.END_POSTING)


class AdministratorChangeQuerySet(models.QuerySet["AdministratorChange"]):
    """Reads of changes to administrators."""

    def visible_to(self, actor: Actor) -> Self:
        """Everything, to who gives accounts; to others what they asked for or were to decide on."""
        if actor.may(ADMINISTERS):
            return self.all()
        if actor.staff_id is None:
            return self.none()
        return self.filter(Q(asked_by=actor.staff_id) | Q(deciders__contains=[actor.staff_id]))

    def waiting(self, now: datetime) -> Self:
        """Those that another administrator can still decide on."""
        return self.filter(state=AdministratorChangeState.WAITING, expires_at__gt=now)

    def of_whom(self) -> Self:
        """Read along the people and the mission that a line names."""
        return self.select_related("staff", "mission", "asked_by", "decided_by")


class AdministratorChange(models.Model):
    """One administrator asked for something that gives, keeps, restores or ends another's power.

    `staff`: whose account. `role` to `ends_on` say the posting, where it is about one. `deciders`:
    who had the power to confirm when it was asked; whoever got it later does not. `as_asked`: a
    digest of the account as it stood then. `done_at` stays empty between the confirming and the
    doing, which is within one transaction: the act is let through by exactly such a row.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    act = models.CharField(max_length=20, choices=AdministratorAct)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mission = models.ForeignKey(
        "cases.Mission", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    role = models.CharField(max_length=24, choices=Role, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    deciders = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    as_asked = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        max_length=9, choices=AdministratorChangeState, default=AdministratorChangeState.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decide_reason = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AdministratorChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to an administrator")
        verbose_name_plural = _("changes to administrators")
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(act__in=AdministratorAct.values), name="administratorchange_act_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AdministratorChangeState.values),
                name="administratorchange_state_known",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["", *Role.values]), name="administratorchange_role_known"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("staff")),
                name="administratorchange_not_ones_own",
                violation_error_message=_("Nobody does this to the own account."),
            ),
            # The other one is another one, and not the one whom it is about.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(state="withdrawn", decided_by=F("asked_by"))
                | (
                    Q(state__in=["confirmed", "rejected"])
                    & ~Q(decided_by=F("asked_by"))
                    & ~Q(decided_by=F("staff"))
                ),
                name="administratorchange_decided_by_another",
                violation_error_message=_("Another administrator has to decide on this."),
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(decided_by__isnull=False, decided_at__lte=F("expires_at")),
                name="administratorchange_confirmed_in_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(state="confirmed")
                | Q(state="at_once", act="disable_staff"),
                name="administratorchange_done_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(act="start_posting", mission__isnull=False, starts_on__isnull=False)
                & ~Q(role="")
                | Q(act="end_posting", mission__isnull=False, ends_on__isnull=False) & ~Q(role="")
                | ~Q(act__in=["start_posting", "end_posting"])
                & Q(mission__isnull=True, role="", starts_on__isnull=True, ends_on__isnull=True),
                name="administratorchange_says_which_posting",
            ),
            models.UniqueConstraint(
                fields=["staff"],
                condition=Q(state="waiting"),
                name="administratorchange_one_waits",
                violation_error_message=_(
                    "Another change to this account waits already. Decide on that one first."
                ),
            ),
        )
        indexes = (
            models.Index(fields=["-asked_at", "-id"], name="administratorchange_newest"),
            models.Index(
                fields=["asked_by", "asked_at"],
                name="administratorchange_at_once",
                condition=Q(state="at_once"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.staff}"

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)

    def get_absolute_url(self) -> str:
        """The page of the change."""
        return reverse("administrator_change", args=[self.uuid])

    def is_over(self, now: datetime) -> bool:
        """Return whether nobody decided on it in time, whether or not anybody has noted that."""
        return self.state == AdministratorChangeState.WAITING and self.expires_at <= now

    def state_at(self, now: datetime) -> AdministratorChangeState:
        """Return the state as it is by the clock."""
        over = AdministratorChangeState.EXPIRED
        return over if self.is_over(now) else AdministratorChangeState(self.state)
