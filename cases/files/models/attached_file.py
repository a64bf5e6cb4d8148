"""AttachedFile: what an attachment is called and where its bytes lie; few read those of a group."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Unsealing
from cases.casework.models.child import CaseChildQuerySet
from cases.core.actor import Actor
from cases.core.roles import GROUPS, UNSEAL
from cases.files.choices import FileKind
from cases.files.models.attachment import Attachment
from cases.procedures.choices import RestrictedGroup


class AttachedFileQuerySet(CaseChildQuerySet["AttachedFile"]):
    """Reads of what attachments hold."""

    def visible_to(self, actor: Actor) -> Self:
        """Of cases that `actor` sees, of no group, of groups of the role or that are open now.

        A file that names people of several cases: for whoever sees all of these.
        """
        return super().visible_to(actor).filter(readable(actor))

    def own_of(self, actor: Actor) -> Self:
        """As above, of cases that the actor's mission has."""
        return super().own_of(actor).filter(readable(actor))


def readable(actor: Actor) -> Q:
    """Return the condition of files that the role reads, or that are open to the actor.

    An opening of one case opens no file that names people of others.
    """
    need = Q(restricted__in=["", *(actor.sights & GROUPS)])
    if not actor.sights >= GROUPS and actor.sees(UNSEAL):
        opened = Unsealing.objects.open_to(actor)
        opened = opened.filter(case=OuterRef("case"), restricted=OuterRef("restricted"))
        need |= Q(Exists(opened), named_cases=None)
    return need if actor.sees_all else need & (Q(named_cases=None) | all_seen(actor))


def all_seen(actor: Actor) -> Q:
    """Return the condition of files of which the actor sees every case that they name."""
    seen = Case.objects.visible_to(actor).filter(pk__among=OuterRef("named_cases")).order_by()
    count = seen.annotate(count=Func(F("pk"), function="count")).values("count")
    return Q(named_cases__len=Subquery(count, output_field=models.IntegerField()))


class AttachedFile(models.Model):
    """The file of an attachment: name, words, digest, and the names of its bytes in the store.

    A row of its own, since row security is per row. Never edited. `digest` is the SHA-256 of what
    is kept, `sent_digest` of what came: a picture is drawn anew. `stored` is empty once the person
    is forgotten; the sweep then removes the bytes that no row names any more. A letter that answers
    about many people is kept once, and a row of each case names it. `named_cases` are the cases of
    all whom a file names, where it is shown only to whoever sees them all.
    """

    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="file")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    restricted = models.CharField(max_length=12, choices=RestrictedGroup, blank=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=FileKind)
    description = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    sent_digest = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    stored = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    preview = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    named_cases = ArrayField(models.BigIntegerField(), null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField()

    objects = AttachedFileQuerySet.as_manager()
    IS_SEALED: ClassVar[bool] = True

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = (
            models.CheckConstraint(
                condition=Q(restricted__in=["", *RestrictedGroup.values]),
                name="attachedfile_restricted_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FileKind.values), name="attachedfile_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(stored__isnull=True, preview__isnull=True, digest="", sent_digest="")
                | Q(stored__isnull=False) & ~Q(digest="") & ~Q(sent_digest=""),
                name="attachedfile_has_bytes",
            ),
        )
        indexes = (HashIndex(fields=["sent_digest"], name="attachedfile_sent"),)

    def __str__(self) -> str:
        return self.name
