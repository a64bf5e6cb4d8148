"""Who may do what with an export, and who takes its file."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, proof_needed, wrong_state
from cases.core.guards import Hindrance, guard, raised_by, ruled_out
from cases.exports.choices import ExportState
from cases.exports.models import Export
from cases.exports.states import is_allowed

TAKES: Final = "export.take"
APPROVES: Final = "export.approve"
DECIDING: Final = frozenset({"approve_export", "refuse_export"})
NOT_YOURS: Final[Sentence] = _("Only whoever asked for this export may do that.")
YOUR_OWN: Final[Sentence] = _("You asked for it yourself. Somebody else has to decide on it.")
WHY_NOT: Final[dict[str, Sentence]] = {
    ExportState.COUNTED: _("This export was not started yet."),
    ExportState.WAITING: _("This export waits for a second person."),
    ExportState.WRITING: _("This export is being written."),
    ExportState.READY: _("This export is ready."),
    ExportState.STOPPED: _("This export was stopped. Ask for it anew."),
    ExportState.REFUSED: _("This export was refused."),
    ExportState.WITHDRAWN: _("This export was withdrawn."),
    ExportState.EXPIRED: _("The time of this export is over. Ask for it anew."),
}


@guard(Export)
def guard_export(actor: Actor, export: Export) -> Hindrance:
    """Whoever asked goes on with it; another person decides on a large one, or takes it back."""
    is_own = export.is_of(actor)

    def hinders(name: str) -> Refused | None:
        if name in DECIDING:
            is_asker = export.asked_by_id == actor.staff_id
            return Refused(YOUR_OWN, "export_your_own", 403) if is_asker else None
        if is_own or (name == "withdraw_export" and actor.may(APPROVES)):
            return None
        return not_yours()

    return hinders


def not_yours() -> Refused:
    """403: in sight, but of somebody else."""
    return Refused(NOT_YOURS, "export_of_another", 403)


def refusal_by_state(export: Export) -> Refused:
    """409: it is not in the state for this."""
    return wrong_state(WHY_NOT[export.state], f"export_{export.state}")


def check_state(export: Export, operation: str) -> None:
    """Raise 409 unless the state table has this act now, and its time is not over."""
    if not is_allowed(operation, export.state):
        raise refusal_by_state(export)
    if is_over(export) and operation != "withdraw_export":
        raise over()


@ruled_out(Export)
def state_of_export(actor: Actor, export: Export) -> Hindrance:
    """What the state table does not have now, and what comes too late."""
    return lambda name: raised_by(check_state, export, name)


def is_over(export: Export) -> bool:
    """Return whether its time has run out, whether or not anybody has ended it yet."""
    return export.state != ExportState.WRITING and export.expires_at <= present.now()


def over() -> Refused:
    """409: too late."""
    return wrong_state(WHY_NOT[ExportState.EXPIRED], "export_expired")


def allow_file(actor: Actor, export: Export) -> None:
    """Raise unless the actor takes the file now: who asked, in time; a large one after a proof.

    A token never has proved who is behind it, so it takes what needs no second person.
    """
    if not actor.may(TAKES) or not export.is_of(actor):
        raise not_yours()
    if export.state != ExportState.READY:
        raise refusal_by_state(export)
    if is_over(export):
        raise over()
    if export.needs_second and not actor.has_proved(timezone.now()):
        raise proof_needed()


def may_take(actor: Actor, export: Export) -> bool:
    """Return whether the actor takes the file, proof or not."""
    is_ready = export.state == ExportState.READY and not is_over(export)
    return is_ready and actor.may(TAKES) and export.is_of(actor)
