"""The union of what stands on all records of one person, as far as the reader sees them.

Nothing is copied: a page of one record shows what stands on the others too, each entry marked with
the record it is from. A test walks all models: each that leads to a person or to a case of hers is
in `SHOWN`, on the page of its own case (`ON_ITS_CASE`, one step away through the list of cases), or
below with the reason why it is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cases.casework.models import Case, CaseQuerySet, Note, Statement
from cases.citizens.models import (
    Citizen,
    ContactPoint,
    IdentityDocument,
    KeepApart,
    KeepApartQuerySet,
    Name,
    Relative,
    SafeContact,
    SamePerson,
)
from cases.core.actor import Actor
from cases.crossings.models import Crossing, Stay

SHOWN: Final = frozenset(
    {
        *("Citizen", "Name", "ContactPoint", "IdentityDocument", "Relative", "Crossing", "Stay"),
        *("Case", "Note", "SamePerson", "SafeContact", "Statement"),
        "KeepApart",
    }
)
ON_ITS_CASE: Final = frozenset(
    {
        *("Transition", "Step", "Inquiry", "StepResult", "SealedPart", "Clock", "Reminder"),
        *("CaseBasis", "Transfer", "Share", "Unsealing", "Notice", "Draft"),
        *("ContactEntry", "SealedNote"),
        *("Vulnerability", "Assessment", "ProtectionDecision", "TravelFitness"),
        *("FitnessFinding", "GroupMember"),
        *("Letter", "LetterContent"),
        *("Attachment", "AttachedFile"),
        *("WelfareCheck", "WelfareFinding", "EarlierReturn"),
        *("CostLine", "Deposit", "Undertaking", "Repayment"),
        *("ClaimLine", "ClaimPayment", "LegCost"),
        *("MusterMark", "MusterStranger"),
        *("HandoverLine", "HandoverHealth"),
        *("Passenger", "SeatChange", "SeatOverride", "ManifestLine"),
    }
)
ELSEWHERE: Final[dict[str, str]] = {
    "PersonReport": "the report to the person is of all her records, see privacy/report",
    "RightsRequest": "the list of her requests is of all her records, see privacy/queries_requests",
    "AuditEntry": "the list of accesses is of all her records, see privacy/queries",
    "RowVersion": "former values stand in the history of each case",
    "LegalHold": "a hold on one record holds all of them, see retention/schema",
    "Anonymisation": "asked of one record it is asked of all, see retention/operations",
    "RetentionItem": "a record is due when the person is, see retention/due",
    "CitizenSight": "linking widens no sight",
    "NotTheSame": "pairs of whom somebody said that they are two people",
    "PossibleDouble": "pairs that wait for headquarters",
    "ListRow": "the case that a row became says so itself, see casework/origins",
    "PileEntry": "comparisons of lists stand on the pages of their lists",
    "ReportLink": "reports stand in the course of the case they are linked to",
    "SnapshotCase": "a figure counts each case for itself, links as they were known",
    "RecountedClock": "what a correction judges otherwise stands on its own page",
    "LetterLeftOut": "why letters left a case out stands on the page of those letters",
    "SearchKeys": "digests; whoever is found by a double is shown as the head",
}


@dataclass(frozen=True, slots=True)
class Union:
    """What stands on the other records of the person of a case; empty where there are none."""

    records: tuple[Citizen, ...] = ()
    links: tuple[SamePerson, ...] = ()
    cases: tuple[Case, ...] = ()
    names: tuple[Name, ...] = ()
    contact_points: tuple[ContactPoint, ...] = ()
    documents: tuple[IdentityDocument, ...] = ()
    relatives: tuple[Relative, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    stays: tuple[Stay, ...] = ()
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    safe_contacts: tuple[SafeContact, ...] = ()
    apart: tuple[KeepApart, ...] = ()
    proposed: tuple[SamePerson, ...] = ()

    def record_of(self, citizen_id: int) -> Citizen | None:
        """Return the other record that a row stands on; nothing for the own one."""
        return next((record for record in self.records if record.pk == citizen_id), None)


NOTHING: Final = Union()
POINT: Final = ("recorded_by", "recorded_for")
SAID: Final = ("recorded_by", "recorded_for", "authority", "case")
STANDS: Final = {"ended_at__isnull": True}


def union_of(actor: Actor, case: Case, links: Sequence[SamePerson]) -> Union:
    """Return what stands on the other records; no query more where nothing is linked or proposed.

    `links` are those of the own record, whatever became of them.
    """
    proposed = tuple(with_people(actor, [row for row in links if row.status == "proposed"]))
    person = case.citizen
    if person.head_id is None:
        return Union(proposed=proposed)
    seen = Citizen.objects.visible_to(actor).records_of(person).exclude(pk=person.pk)
    records = list(seen.select_related("registered_by", "origin_province").order_by("pk"))
    others = [record.pk for record in records]
    linked = {"citizen__in": others}
    cases = list(cases_of(actor, [*others, person.pk]).exclude(pk=case.pk))
    noted = [row.pk for row in cases if row.incident_id == case.incident_id]
    links_of = SamePerson.objects.visible_to(actor).standing()
    return Union(
        records=tuple(records),
        links=tuple(links_of.filter(citizen__in=[*others, person.pk])),
        proposed=proposed,
        cases=tuple(cases),
        names=tuple(of(Name, actor, linked)),
        contact_points=tuple(of(ContactPoint, actor, linked)),
        documents=tuple(of(IdentityDocument, actor, linked)),
        relatives=tuple(of(Relative, actor, linked)),
        crossings=tuple(of(Crossing, actor, linked, *POINT, "left_from", "entered_at")),
        stays=tuple(of(Stay, actor, linked, *POINT, "place", "holder")),
        notes=tuple(of(Note, actor, {"case__in": noted}, "author", "case", "only_for")),
        statements=tuple(of(Statement, actor, {"case__in": noted}, *SAID)),
        safe_contacts=tuple(of(SafeContact, actor, linked | STANDS, "contact_point")),
        apart=tuple(apart_from(actor, others)),
    )


def cases_of(actor: Actor, people: Sequence[int]) -> CaseQuerySet:
    """Return the cases of some records that are in sight, the newest first."""
    rows = Case.objects.visible_to(actor).filter(citizen__in=people)
    return rows.select_related("incident", "mission").order_by("-opened_at", "reference")


def apart_from(actor: Actor, records: Sequence[int]) -> KeepApartQuerySet:
    """Return the pairs in which other records of a person stand, for who may know of them."""
    pairs = KeepApart.objects.visible_to(actor).standing().of_any(records)
    return pairs.select_related("citizen", "other").order_by("pk")


def with_people(actor: Actor, links: Sequence[SamePerson]) -> Iterator[SamePerson]:
    """Yield links with both of their records, read at once."""
    ids = {pk for link in links for pk in (link.citizen_id, link.into_id)}
    people = Citizen.objects.visible_to(actor).in_bulk(list(ids)) if ids else {}
    for link in links:
        link.citizen, link.into = people[link.citizen_id], people[link.into_id]
        yield link


def of(model: Any, actor: Actor, where: dict[str, Any], *related: str) -> Any:
    """Return rows of the other records that the actor sees, oldest first."""
    rows = model.objects.visible_to(actor).filter(**where).order_by("pk")
    return rows.select_related(*related) if related else rows
