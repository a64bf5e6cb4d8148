"""TravelGroup and GroupMember: who travels with whom, in which role, from when until when."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.groups.choices import GroupKind, MemberRole
from cases.casework.models import Case
from cases.casework.models.child import CaseChildQuerySet
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.missions.models import Mission


class TravelGroupQuerySet(models.QuerySet["TravelGroup"]):
    """Reads of travel groups."""

    def visible_to(self, actor: Actor) -> Self:
        """The own mission's, and those of which a member is in sight."""
        if not actor.sees(FILE):
            return self.none()
        if actor.sees_all:
            return self.all()
        members = GroupMember.objects.visible_to(actor).filter(group=OuterRef("pk"))
        return self.filter(Q(mission_id=actor.sees_at) | Exists(members))

    def own_of(self, actor: Actor) -> Self:
        """Those that the actor's mission formed. For lists, which begin at an index."""
        if not actor.sees(FILE):
            return self.none()
        return self.all() if actor.sees_all else self.filter(mission_id=actor.sees_at)

    def standing(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class TravelGroup(models.Model):
    """Some people travel together; `mission` formed the group. It has no name: its members do.

    Ended, never deleted; what happened to it stands on it and on its members, so it has no former
    values.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=GroupKind)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+", db_index=False)
    formed_at = models.DateTimeField()
    formed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TravelGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("travel group")
        verbose_name_plural = _("travel groups")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=GroupKind.values), name="travelgroup_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("formed_at")),
                name="travelgroup_ends_after_start",
            ),
        )
        indexes = (
            models.Index(
                fields=["mission", "-formed_at"],
                condition=Q(ended_at__isnull=True),
                name="travelgroup_of_mission",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """The page of the group."""
        return reverse("travel_group", args=[self.uuid])

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


class GroupMemberQuerySet(CaseChildQuerySet["GroupMember"]):
    """Reads of members: each is seen with the own case."""

    def standing(self) -> Self:
        """Those that are in their group now."""
        return self.filter(left_at__isnull=True)

    def groups_apart(self) -> models.QuerySet[Any]:
        """Return the ids of standing groups whose members are known to be at several places."""
        place = Coalesce("case__citizen__now_place", 0, output_field=models.BigIntegerField())
        known = self.standing().filter(group__ended_at__isnull=True)
        return (
            known.exclude(case__citizen__now_country="")
            .values("group")
            .annotate(
                spots=Count(place, distinct=True),
                lands=Count("case__citizen__now_country", distinct=True),
            )
            .filter(Q(spots__gt=1) | Q(lands__gt=1))
            .order_by("group")
            .values_list("group", flat=True)
        )


class GroupMember(models.Model):
    """The person of a case is in a group in a role, from a day until a day.

    Seen with the case: of a group across missions each sees the members whose cases it sees, and
    is not told how many others there are.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    group = models.ForeignKey(TravelGroup, models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a travel group")
        verbose_name_plural = _("members of travel groups")
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="groupmember_role_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="groupmember_days_forwards",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(left_at__isnull=True),
                name="groupmember_one_group",
                violation_error_message=_("This person is in a travel group already."),
            ),
        )

    def __str__(self) -> str:
        return self.case.reference

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)
