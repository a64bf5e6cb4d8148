"""What may be done on an attachment now, and why not."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.policies import Possible
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, hindrance
from cases.core.registry import declared_for
from cases.files.models import Attachment

WITHDRAWN: Final[Sentence] = _("This file was withdrawn already.")


@guard(Attachment)
def guard_attachment(actor: Actor, attachment: Attachment) -> Hindrance:
    """Whoever may act on the case acts on its files."""
    return hindrance(actor, attachment.case)


def refusal_of(attachment: Attachment) -> Refused | None:
    """Return the 409 of an act on a file that was withdrawn."""
    return wrong_state(WITHDRAWN, "withdrawn_already") if attachment.is_withdrawn else None


def possible_on(actor: Actor, attachment: Attachment) -> list[Possible]:
    """Return the operations on an attachment that the actor has a right to, with why not."""
    not_ours = guard_attachment(actor, attachment)
    found = []
    for declared in declared_for("attachments"):
        if declared.operation.is_open_to(actor):
            why_not = not_ours(declared.name) or refusal_of(attachment)
            found.append(
                Possible(declared, why_not.message, why_not.code) if why_not else Possible(declared)
            )
    return found
