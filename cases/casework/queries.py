"""Reads of casework, each a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.casework.beside import parts_beside, rows_beside
from cases.casework.models import (
    Case,
    CaseBasis,
    Clock,
    ContactEntry,
    Inquiry,
    Note,
    SealedNote,
    SealedPart,
    Statement,
    Transition,
    Unsealing,
)
from cases.casework.moves import Moves, moves_from, parts_of
from cases.casework.progress.file import File, load
from cases.casework.sharing import acts_freely
from cases.casework.union import NOTHING, Union, union_of
from cases.citizens.models import (
    Citizen,
    ContactPoint,
    IdentityDocument,
    Name,
    Relative,
    SafeContact,
    SamePerson,
)
from cases.core.actor import Actor
from cases.core.disclosure import is_look
from cases.core.errors import not_found
from cases.core.models import AuditEntry, RowVersion
from cases.core.together import Part, Seen, plain_columns
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Authority, Mission, OfficeContact
from cases.places.models import Place

HISTORY_LIMIT = 200
OF_MISSION: Final = plain_columns(Mission)
OF_PLACE: Final = plain_columns(Place)
BY_AUTHOR: Final = {"author": ("full_name",)}
OF_NOTE: Final = BY_AUTHOR | {"only_for": OF_MISSION}
OF_BASIS: Final = {
    "legal_basis": ("name", "name_vi", "name_fr", "law", "consent"),
    "recorded_by": ("full_name",),
}
OF_FACT: Final = {"recorded_by": ("full_name",), "recorded_for": OF_MISSION}
OF_STATEMENT: Final = OF_FACT | {"authority": ("name", "name_vi", "name_fr")}
OF_CONTACT: Final = OF_FACT | {
    "relative": ("full_name", "relation"),
    "contact_point": ("value", "kind", "is_unsafe"),
}
OF_TRANSITION: Final = OF_FACT | {"from_mission": OF_MISSION, "to_mission": OF_MISSION}
OF_CROSSING: Final = OF_FACT | {"left_from": OF_PLACE, "entered_at": OF_PLACE}
OF_STAY: Final = OF_FACT | {"place": OF_PLACE, "holder": plain_columns(Authority)}


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said on a case and how its person is contacted, on all her records in sight."""

    statements: list[Statement]
    contacts: list[ContactEntry]
    sealed_notes: list[SealedNote]
    rules: list[SafeContact]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything its page shows, on whichever record of the person it stands."""

    case: Case
    transitions: list[Transition]
    crossings: list[Crossing]
    stays: list[Stay]
    names: list[Name]
    contact_points: list[ContactPoint]
    documents: list[IdentityDocument]
    relatives: list[Relative]
    notes: list[Note]
    talk: Talk
    progress: File
    moves: Moves
    basis: CaseBasis | None = None
    sealed: dict[int, SealedPart] = field(default_factory=dict)
    unsealed: list[Unsealing] = field(default_factory=list)
    offices: list[OfficeContact] = field(default_factory=list)
    beside: Mapping[str, Any] = field(default_factory=dict)
    is_ours: bool = True
    may_correct: bool = False
    union: Union = NOTHING


def find_case(actor: Actor, reference: str) -> Case:
    """Return the case under its number with what every page prints of it; 404 otherwise."""
    if not reference.isprintable():
        raise not_found()
    case = (
        Case.objects.visible_to(actor)
        .with_names()
        .select_related(
            "citizen__origin_province", "citizen__registered_by", "playbook", "reception_point"
        )
        .filter(reference=reference)
        .first()
    )
    if case is None:
        raise not_found()
    return case


def contacts_of_asked(actor: Actor, case: int) -> QuerySet[OfficeContact]:
    """Return how the bodies are reached that were asked and have not answered."""
    asked = Inquiry.objects.visible_to(actor).filter(case_id=case, answered_at__isnull=True)
    rows = OfficeContact.objects.visible_to(actor)
    return rows.filter(authority__in=asked.order_by().values("asked_of"))


def parts_of_file(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return what stands in a file, as the actor sees it."""
    return (
        Part(Name.objects.visible_to(actor).filter(citizen_id=person)),
        Part(ContactPoint.objects.visible_to(actor).filter(citizen_id=person)),
        Part(IdentityDocument.objects.visible_to(actor).filter(citizen_id=person)),
        Part(Relative.objects.visible_to(actor).filter(citizen_id=person)),
        Part(Note.objects.visible_to(actor).filter(case_id=case), OF_NOTE),
        Part(SealedPart.objects.visible_to(actor).filter(case_id=case)),
        Part(CaseBasis.objects.visible_to(actor).filter(case_id=case).standing(), OF_BASIS),
        Part(Unsealing.objects.open_to(actor).filter(case_id=case)),
        Part(contacts_of_asked(actor, case)),
        Part(SamePerson.objects.visible_to(actor).filter(Q(citizen_id=person) | Q(into_id=person))),
        Part(Transition.objects.visible_to(actor).filter(case_id=case), OF_TRANSITION),
        Part(Crossing.objects.visible_to(actor).filter(citizen_id=person), OF_CROSSING),
        Part(Stay.objects.visible_to(actor).filter(citizen_id=person), OF_STAY),
        *parts_of(actor, case),
        *parts_of_talk(actor, case, person),
        *parts_beside(actor, case, person),
    )


def parts_of_talk(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return what was said on a case, and how its person is contacted."""
    rules = SafeContact.objects.visible_to(actor).standing().filter(citizen_id=person)
    return (
        Part(Statement.objects.visible_to(actor).filter(case_id=case), OF_STATEMENT),
        Part(ContactEntry.objects.visible_to(actor).filter(case_id=case), OF_CONTACT),
        Part(SealedNote.objects.visible_to(actor).filter(case_id=case), BY_AUTHOR),
        Part(rules, {"contact_point": ("value", "kind")}),
    )


FILES: Final = Seen(parts_of_file)


def case_file(actor: Actor, reference: str) -> CaseFile:
    """Return the whole file of a case: a fixed number of queries."""
    case = find_case(actor, reference)
    rows, beside = rows_beside(FILES.of(actor, case.pk, case.citizen_id))
    names, contact_points, documents, relatives, notes, sealed, bases, unsealed, *rest = rows
    offices, links, transitions, crossings, stays, *moves = rest
    *moves, statements, contacts, sealed_notes, rules = moves
    is_ours = acts_freely(actor, case)
    union = union_of(actor, case, links)
    return CaseFile(
        case=case,
        transitions=sorted(transitions, key=by_course, reverse=True),
        crossings=sorted([*crossings, *union.crossings], key=by_course, reverse=True),
        stays=sorted([*stays, *union.stays], key=by_course, reverse=True),
        names=sorted([*names, *union.names], key=by_age),
        contact_points=sorted([*contact_points, *union.contact_points], key=by_age),
        documents=sorted([*documents, *union.documents], key=by_age),
        relatives=sorted([*relatives, *union.relatives], key=by_age),
        notes=sorted([*notes, *union.notes], key=lambda note: note.recorded_at, reverse=True),
        talk=Talk(
            [*statements, *union.statements], contacts, sealed_notes, [*rules, *union.safe_contacts]
        ),
        progress=load([case])[0],
        moves=moves_from(*moves),
        basis=bases[0] if bases else None,
        sealed={part.pk: part for part in sealed},
        unsealed=unsealed,
        offices=offices,
        beside=beside,
        is_ours=is_ours,
        may_correct=is_ours and actor.may("citizen.correct"),
        union=union,
    )


def by_course(fact: Any) -> tuple[datetime, int, int]:
    """Order facts as they happened."""
    return fact.occurred_at, fact.number, fact.pk


def with_clock(inquiries: QuerySet[Any]) -> QuerySet[Any]:
    """Say of questions by which limit each is judged: of several one that counts, the strictest."""
    own = Clock.objects.filter(
        step=OuterRef("step"), inquiry=OuterRef("pk"), taken_up_at__isnull=True
    )
    first = own.order_by("-is_counted", "due_at", "pk")
    judged: QuerySet[Any] = inquiries.annotate(
        clock_limit=Subquery(first.values("limit__code")[:1]),
        clock_due_at=Subquery(first.values("due_at")[:1]),
        clock_calendar=Subquery(first.values("calendar")[:1]),
        clock_on_whom=Subquery(first.values("limit__on_whom")[:1]),
        clock_is_counted=Subquery(first.values("is_counted")[:1]),
        clock_verdict=Subquery(first.values("verdict")[:1]),
    )
    return judged


def by_age(row: Any) -> int:
    """Order rows as they were entered."""
    return int(row.pk)


def history_of(
    person_id: int, case_id: int | None = None
) -> tuple[list[AuditEntry], list[RowVersion]]:
    """Return the newest entries of what was done on a person, on a case too, and former values."""
    entries = AuditEntry.objects.filter(citizen_id=person_id, case_id__isnull=True)
    versions = RowVersion.objects.filter(citizen_id=person_id, case_id__isnull=True)
    if case_id is not None:
        entries |= AuditEntry.objects.filter(case_id=case_id)
        versions |= RowVersion.objects.filter(case_id=case_id)
    newest = entries.select_related("staff").order_by("-id")
    # Each kind has its own limit: many looks must not push out the acts.
    acts, looks = (
        newest.exclude(is_look())[:HISTORY_LIMIT],
        newest.filter(is_look())[:HISTORY_LIMIT],
    )
    return [*acts, *looks], list(versions.order_by("-id")[:HISTORY_LIMIT])


def acts_since(record: Case | Citizen, how_many: int) -> list[AuditEntry]:
    """Return the newest acts that were done on a record, for telling what changed meanwhile."""
    if isinstance(record, Case):
        entries = AuditEntry.objects.filter(case_id=record.pk)
    else:
        entries = AuditEntry.objects.filter(citizen_id=record.pk, case_id__isnull=True)
    done = entries.filter(outcome="done").exclude(is_look())
    return list(done.select_related("staff").order_by("-id")[: max(1, min(how_many, 5))])
