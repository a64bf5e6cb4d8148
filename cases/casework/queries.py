"""Reads of casework, each a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any

from cases.casework.models import Case, CaseBasis, Note, SealedPart, Transition, Unsealing
from cases.casework.moves import Moves, moves_from, parts_of
from cases.casework.progress.file import File, load
from cases.casework.sharing import acts_freely
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.core.actor import Actor
from cases.core.disclosure import is_look
from cases.core.errors import not_found
from cases.core.models import AuditEntry, RowVersion
from cases.core.together import Part, together
from cases.crossings.models import Crossing, Stay

HISTORY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything its page shows."""

    case: Case
    transitions: list[Transition]
    crossings: list[Crossing]
    stays: list[Stay]
    names: list[Name]
    contact_points: list[ContactPoint]
    documents: list[IdentityDocument]
    relatives: list[Relative]
    notes: list[Note]
    progress: File
    moves: Moves
    basis: CaseBasis | None = None
    sealed: dict[int, SealedPart] = field(default_factory=dict)
    unsealed: list[Unsealing] = field(default_factory=list)
    is_ours: bool = True
    may_correct: bool = False


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


def case_file(actor: Actor, reference: str) -> CaseFile:
    """Return the whole file of a case: a fixed number of queries."""
    case = find_case(actor, reference)
    person = case.citizen_id
    facts = ("recorded_by", "recorded_for")
    names, contact_points, documents, relatives, notes, sealed, bases, unsealed, *moves = together(
        Part(Name.objects.visible_to(actor).filter(citizen=person)),
        Part(ContactPoint.objects.visible_to(actor).filter(citizen=person)),
        Part(IdentityDocument.objects.visible_to(actor).filter(citizen=person)),
        Part(Relative.objects.visible_to(actor).filter(citizen=person)),
        Part(Note.objects.visible_to(actor).filter(case=case), {"author": ("full_name",)}),
        Part(SealedPart.objects.visible_to(actor).filter(case=case)),
        Part(
            CaseBasis.objects.visible_to(actor).filter(case=case).standing(),
            {
                "legal_basis": ("name", "name_vi", "name_fr", "law", "consent"),
                "recorded_by": ("full_name",),
            },
        ),
        Part(Unsealing.objects.open_to(actor).filter(case=case)),
        *parts_of(actor, case),
    )
    is_ours = acts_freely(actor, case)
    return CaseFile(
        case=case,
        transitions=list(
            Transition.objects.visible_to(actor)
            .filter(case=case)
            .select_related(*facts, "from_mission", "to_mission")
            .order_by("-occurred_at", "-number", "-id")
        ),
        crossings=list(
            Crossing.objects.visible_to(actor)
            .filter(citizen=person)
            .select_related(*facts, "left_from", "entered_at")
            .order_by("-occurred_at", "-number", "-id")
        ),
        stays=list(
            Stay.objects.visible_to(actor)
            .filter(citizen=person)
            .select_related(*facts, "place", "holder")
            .order_by("-occurred_at", "-number", "-id")
        ),
        names=sorted(names, key=by_age),
        contact_points=sorted(contact_points, key=by_age),
        documents=sorted(documents, key=by_age),
        relatives=sorted(relatives, key=by_age),
        notes=sorted(notes, key=lambda note: note.recorded_at, reverse=True),
        progress=load([case])[0],
        moves=moves_from(*moves),
        basis=bases[0] if bases else None,
        sealed={part.pk: part for part in sealed},
        unsealed=unsealed,
        is_ours=is_ours,
        may_correct=is_ours and actor.may("citizen.correct"),
    )


def basis_of(actor: Actor, case: Case) -> CaseBasis | None:
    """Return on which legal ground the data of a case are processed, for who reads its file."""
    rows = CaseBasis.objects.visible_to(actor).filter(case=case).standing()
    return rows.select_related("legal_basis").first()


def by_age(row: Any) -> int:
    """Order rows as they were entered."""
    return int(row.pk)


def history_of(case: Case) -> tuple[list[AuditEntry], list[RowVersion]]:
    """Return the newest entries of what was done on a case and its person, and former values."""
    entries = AuditEntry.objects.filter(case_id=case.pk) | AuditEntry.objects.filter(
        citizen_id=case.citizen_id, case_id__isnull=True
    )
    versions = RowVersion.objects.filter(case_id=case.pk) | RowVersion.objects.filter(
        citizen_id=case.citizen_id, case_id__isnull=True
    )
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
