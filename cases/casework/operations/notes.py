"""What was noted on a case, for whom; and taking back what was noted by mistake."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import NoteReaders
from cases.casework.models import Case, Note, SealedNote
from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.roles import GROUPS

NOT_READ = _("Your role does not read this group, so it writes nothing there.")
OF_ANOTHER = _("Only who wrote a note, or who corrects cases, takes it back.")


@operation(may="case.note", audit="note.added", appends=True)
def add_note(
    actor: Actor, case: Case, *, text: str, readers: str = NoteReaders.EVERYBODY
) -> Note | SealedNote:
    """Write something down on the case, and say who reads it."""
    said = {
        "case": case,
        "text": text,
        "author_id": actor.staff_id,
        "recorded_at": ledger_moment([]),
    }
    if readers in GROUPS:
        if not actor.sees(readers):
            raise Refused(NOT_READ, "group_not_read", 403)
        return SealedNote.objects.create(restricted=readers, **said)
    is_own = readers == NoteReaders.OWN_MISSION and actor.mission_id
    return Note.objects.create(only_for_id=actor.mission_id if is_own else None, **said)


@operation(may="case.note", audit="note.withdrawn")
def withdraw_note(actor: Actor, case: Case, *, note: Note, reason: str) -> Case:
    """Mark a note as withdrawn; it stays, and says why."""
    take_back(actor, case, note, reason)
    return case


@operation(may="case.note", audit="sealed_note.withdrawn")
def withdraw_sealed_note(actor: Actor, case: Case, *, note: SealedNote, reason: str) -> Case:
    """Mark a restricted note as withdrawn; it stays, and says why."""
    if not actor.sees(note.restricted):
        raise Refused(NOT_READ, "group_not_read", 403)
    take_back(actor, case, note, reason)
    return case


def take_back(actor: Actor, case: Case, note: Note | SealedNote, reason: str) -> None:
    """Mark a note; 403 for the note of somebody else, 409 for one that was withdrawn already."""
    if note.author_id != actor.staff_id and not actor.may("case.correct"):
        raise Refused(OF_ANOTHER, "note_of_another", 403)
    if note.withdrawn_at is not None:
        raise wrong_state(_("This entry was withdrawn already."), "already_withdrawn")
    note.withdrawn_at = ledger_moment([case])
    note.withdrawn_by_id = actor.staff_id
    note.withdraw_reason = reason
    note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
