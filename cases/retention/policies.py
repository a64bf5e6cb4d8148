"""Who may read reports of retention, and what forbids anonymising a person now."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, not_allowed, wrong_state
from cases.retention.choices import HeldBy

READ = "retention.read"
HELD: dict[str, Sentence] = {
    HeldBy.OPEN_CASE: _("A case of this person is open. Close it first."),
    HeldBy.LIVE_SHARE: _(
        "A case of this person is shared or on offer. Let that end, or withdraw it first."
    ),
    HeldBy.LEGAL_HOLD: _("A legal hold stands: everything on this person must be kept."),
    HeldBy.REQUEST: _(
        "This person has asked something else about her data, which nobody has answered yet. "
        "Answer it first."
    ),
}


def may_read(actor: Actor) -> bool:
    """Return whether the role shows what is due; missions have nothing to do there."""
    return actor.sees_all and actor.may(READ)


def allow_read(actor: Actor) -> None:
    """Raise 403 unless the role shows what is due."""
    if not may_read(actor):
        raise not_allowed()


def held_back_by(citizen: Citizen) -> str:
    """Return what holds a person back, asked of the database, which sees every mission's."""
    with connection.cursor() as cursor:
        cursor.execute("select held_back_by(%s)", [citizen.pk])
        found = cursor.fetchone()
    return str(found[0] or "")


def refuse_held_back(citizen: Citizen) -> None:
    """Raise 409 while something holds the person back."""
    held = held_back_by(citizen)
    if held:
        raise Refused(HELD[held], held, 409)


def refuse_answered() -> Refused:
    """409: nobody asked, or it was answered."""
    return wrong_state(_("Nobody has asked that this person be anonymised."), "not_asked")
