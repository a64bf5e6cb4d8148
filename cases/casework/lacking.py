"""What is not on record of a case and its person, and should be: the quality of the data.

The list, the API and the figures of the dashboard ask the same condition, so that they agree.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import IdentityDocument
from cases.core.actor import Actor


class Lack(TextChoices):
    """What is missing."""

    DOCUMENT = "document", _("No identity document")
    BIRTH = "birth", _("No birth date")
    CONTACT = "contact", _("Nobody has spoken with the person")


def lacking(actor: Actor, lack: str) -> Q:
    """Return the condition on cases that this is not on record.

    A paper counts on whichever record of the person it stands, as far as the reader sees it; one
    that is lost or was taken away is on record too.
    """
    if lack == Lack.BIRTH:
        return Q(citizen__birth_on__isnull=True)
    if lack == Lack.CONTACT:
        return Q(last_contact_at__isnull=True)
    papers: Any = IdentityDocument.objects.visible_to(actor)
    own = papers.filter(citizen=OuterRef("citizen"))
    linked = papers.filter(citizen__head=OuterRef("citizen__head"))
    return ~Exists(own) & (Q(citizen__head__isnull=True) | ~Exists(linked))
