"""What is attached to a citizen: other names, ways to reach, papers, relatives.

Nothing is deleted: a row entered by mistake is withdrawn.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import (
    Answer,
    ContactKind,
    DocumentKind,
    DocumentStatus,
    NameKind,
    Relation,
    Script,
    Whose,
)
from cases.citizens.folded import folded
from cases.citizens.models.citizen import Citizen, CitizenChildQuerySet
from cases.places.choices import Country


class Attached(models.Model):
    """Columns of everything attached to a citizen."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def public_reference(self) -> str:
        """The id used outside."""
        return str(self.uuid)


def unsafe_in_words(table: str) -> models.CheckConstraint:
    """Return the constraint that an unsafe number says why, and no other does."""
    return models.CheckConstraint(
        condition=Q(is_unsafe=False, unsafe_why="") | (Q(is_unsafe=True) & ~Q(unsafe_why="")),
        name=f"{table}_unsafe_why",
    )


def flagged(text: str) -> str:
    """Return what is not to be called, marked in words."""
    return gettext("%(text)s (unsafe: do not call)") % {"text": text}


class NameQuerySet(CitizenChildQuerySet["Name"]):
    """Reads of names."""


class Name(Attached):
    """Another name of the citizen, kept verbatim."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="names")
    kind = models.CharField(max_length=12, choices=NameKind)
    value = models.CharField(max_length=160)
    find_key = folded("value")
    sound_key = models.CharField(
        max_length=400, editable=False, db_collation="C", default="", db_default=""
    )
    script = models.CharField(max_length=8, choices=Script, default=Script.LATIN)
    source_detail = models.CharField(max_length=300, blank=True)

    objects = NameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="name_kind_known"),
            models.CheckConstraint(condition=Q(script__in=Script.values), name="name_script_known"),
        )
        indexes = (models.Index(fields=["find_key"], name="name_find"),)

    def __str__(self) -> str:
        return self.value


class ContactPointQuerySet(CitizenChildQuerySet["ContactPoint"]):
    """Reads of contact points."""


class ContactPoint(Attached):
    """A way to reach the citizen or somebody close.

    `is_unsafe`: to call there may harm somebody; the flag goes wherever the number goes.
    """

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=ContactKind)
    value = models.CharField(max_length=160)
    whose = models.CharField(max_length=10, choices=Whose, default=Whose.CITIZEN)
    note = models.CharField(max_length=300, blank=True)
    is_unsafe = models.BooleanField(default=False, db_default=False)
    unsafe_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values), name="contactpoint_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(whose__in=Whose.values), name="contactpoint_whose_known"
            ),
            unsafe_in_words("contactpoint"),
        )

    def __str__(self) -> str:
        return self.value

    @property
    def choice_label(self) -> str:
        """What a select box prints; the flag goes with the number."""
        return flagged(self.value) if self.is_unsafe else self.value


class IdentityDocumentQuerySet(CitizenChildQuerySet["IdentityDocument"]):
    """Reads of identity documents."""


class IdentityDocument(Attached):
    """A paper that says who the citizen is, also one that is lost or was never held."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=40, blank=True)
    number_key = models.CharField(max_length=40, blank=True, editable=False)
    country = models.CharField(max_length=2, choices=Country, blank=True, default="")
    status = models.CharField(max_length=20, choices=DocumentStatus)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    holder_name = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = IdentityDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="identitydocument_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=DocumentStatus.values), name="identitydocument_status_known"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("issued_on")),
                name="identitydocument_expires_after_issue",
                violation_error_message=_("A document cannot expire before it was issued."),
            ),
        )
        indexes = (
            models.Index(
                fields=["number_key"], name="identitydocument_number", condition=~Q(number_key="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class RelativeQuerySet(CitizenChildQuerySet["Relative"]):
    """Reads of relatives."""


class Relative(Attached):
    """Somebody close to the citizen, with the citizen's wish whether they may be informed."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="relatives")
    full_name = models.CharField(max_length=160)
    relation = models.CharField(max_length=14, choices=Relation)
    phone = models.CharField(max_length=60, blank=True)
    may_be_informed = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)
    note = models.CharField(max_length=300, blank=True)
    is_unsafe = models.BooleanField(default=False, db_default=False)
    unsafe_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = RelativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")
        constraints = (
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="relative_relation_known"
            ),
            models.CheckConstraint(
                condition=Q(may_be_informed__in=Answer.values), name="relative_informed_known"
            ),
            unsafe_in_words("relative"),
        )

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_relation_display()})"

    @property
    def choice_label(self) -> str:
        """What a select box prints; the flag goes with the name."""
        return flagged(str(self)) if self.is_unsafe else str(self)
