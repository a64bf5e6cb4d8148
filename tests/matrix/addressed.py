"""The keys by which the addresses of the matrix name the rows of the ground."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cases.briefings.models import BriefingSheet
from cases.casework.models import Case


def what_addresses_name(
    case: Case, made: tuple[Any, ...], guarded: dict[str, Any]
) -> Iterator[Any]:
    """Yield the keys of addresses by area and name of the gap."""
    offer, directive, report, opening, request, link, told, row, entry = made
    person, said = case.citizen, {"cases": case.reference, "transfers": offer.public_reference}
    said |= {"shares": case.shares.get(revoked_at=None, until__gt=datetime.now(UTC)).uuid}
    said |= {"citizens": person.uuid, "directives": directive.code, "person-reports": report.uuid}
    said |= {"same-person-links": link.uuid, "same-person": link.uuid}
    said |= {"unsealings": opening.uuid, "rights-requests": request.uuid}
    said |= {"received-reports": told.uuid, "lists": row.received.uuid} | guarded
    letter = case.letters.select_related("batch").order_by("pk")[0]
    said |= {"letters": letter.uuid, "letter-batches": letter.batch.uuid}
    said |= {"attachments": case.attachments.get().uuid}
    said |= {"reconciliations": entry.reconciliation.uuid, "pile-entries": entry.uuid}
    said |= {"incidents": case.incident.code, "missions": "BKK", "playbooks": "crossed.1"}
    said |= {"places": "mae-ku-ford", "provinces": "N40", "authorities": "tak-immigration"}
    said |= {"procedures": "contact", "limits": "none", "staff": "bangkok.officer"}
    snapshot = str(case.snapshots.latest("pk").snapshot.uuid)
    said |= {"snapshots": snapshot}
    said |= {"legal-bases": "invented-basis", "list-rows": row.uuid}
    nobody = UUID("00000000-0000-4000-8000-000000000000")
    said |= dict.fromkeys(("notices", "plans", "position-lines", "recounts"), nobody)
    said |= dict.fromkeys(("tokens", "sessions", "figures", "reported-figures"), nobody)
    said |= dict.fromkeys(
        ("closures", "profile", "retention-runs", "drafts", "saved-views", "views"), nobody
    )
    said |= dict.fromkeys(("administrator-changes", "configuration", "configuration-loads"), nobody)
    yield ("configuration", "kind"), "place"
    for area, key in said.items():
        for gap in ("reference", "uuid", "code", "username", "number"):
            yield (area, gap), str(key)
    yield ("movements", "uuid"), str(guarded["musters"])
    yield ("movements", "version"), "1"
    yield ("snapshots", "later"), snapshot
    yield ("incidents", "uuid"), str(case.incident.figures.latest("pk").uuid)
    yield ("movements", "name"), "airline.pdf"
    for area in ("claims", "movements"):
        yield (area, "ending"), "csv"
    yield ("playbooks", "other"), "crossed.1"
    yield ("cases", "step"), case.steps.order_by("number")[0].code
    sheet = BriefingSheet.objects.filter(published_at__isnull=False).latest("pk")
    yield ("published-briefings", "uuid"), str(sheet.uuid)
    for area in ("briefings", "published"):
        yield (area, "number"), sheet.number
    yield ("", "resource"), "procedures"
