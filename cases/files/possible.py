"""What may be done on an attachment now, and why not."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, hindrance, ruled_out
from cases.files.models import Attachment

WITHDRAWN: Final[Sentence] = _("This file was withdrawn already.")


@guard(Attachment)
def guard_attachment(actor: Actor, attachment: Attachment) -> Hindrance:
    """Whoever may act on the case acts on its files."""
    return hindrance(actor, attachment.case)


@ruled_out(Attachment)
def state_of_attachment(actor: Actor, attachment: Attachment) -> Hindrance:
    """A file is withdrawn once."""
    return lambda name: refusal_of(attachment)


def refusal_of(attachment: Attachment) -> Refused | None:
    """Return the 409 of an act on a file that was withdrawn."""
    return wrong_state(WITHDRAWN, "withdrawn_already") if attachment.is_withdrawn else None
