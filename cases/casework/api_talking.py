"""Reading notes, the contact log and statements of a case."""

from collections.abc import Mapping

from django.db.models import Q

from cases.casework.api import OfCase
from cases.casework.choices import StatementKind, TalkedWith, TalkOutcome
from cases.casework.models import ContactEntry, Note, SealedNote, Statement
from cases.casework.serializers_talking import CONTACT, NOTE, SEALED_NOTE, STATEMENT
from cases.casework.unsealed import disclose_unsealed, reads_beyond
from cases.core.listing import choice_filter, flag_filter
from cases.procedures.choices import RestrictedGroup


class NoteList(OfCase):
    """What was noted on a case, oldest first; withdrawn notes too."""

    model = Note
    disclosed = ("case.notes_listed", "list_notes")
    shape = NOTE
    order = ("recorded_at", "uuid")


class SealedNoteList(OfCase):
    """What was noted for roles that read a restricted group, oldest first."""

    model = SealedNote
    disclosed = ("case.sealed_notes_listed", "list_sealed_notes")
    shape = SEALED_NOTE
    order = ("recorded_at", "uuid")
    filters = (choice_filter("group", "restricted", RestrictedGroup, "Which group it is of."),)

    def disclose(self, ids: list[int], given: Mapping[str, str]) -> None:
        super().disclose(ids, given)
        if reads_beyond(self.actor):
            disclose_unsealed(self.actor, SealedNote.objects.beyond(self.actor).filter(pk__in=ids))


class ContactList(OfCase):
    """The contact log of a case in the order in which it happened; voided entries too."""

    model = ContactEntry
    disclosed = ("case.contacts_listed", "list_contacts")
    shape = CONTACT
    order = ("occurred_at", "uuid")
    filters = (
        choice_filter("talked_with", "talked_with", TalkedWith, "With whom it was spoken."),
        choice_filter("outcome", "outcome", TalkOutcome, "What came of it."),
        flag_filter("standing", Q(voided_at__isnull=True), "Whether the entry still counts."),
    )


class StatementList(OfCase):
    """What the person said, in the order in which it was said; the latest is how it stands."""

    model = Statement
    disclosed = ("case.statements_listed", "list_statements")
    shape = STATEMENT
    order = ("occurred_at", "uuid")
    filters = (
        choice_filter("kind", "kind", StatementKind, "What it is about."),
        flag_filter("standing", Q(voided_at__isnull=True), "Whether it still counts."),
    )
