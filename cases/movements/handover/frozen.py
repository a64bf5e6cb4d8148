"""What stands in a handover when it is signed: of each person, of the whole, and its digest.

Of each person it is what the papers said at that moment; nothing of a restricted group is in it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any

from cases.citizens.ages import youth_of
from cases.citizens.choices import DocumentStatus
from cases.citizens.models import Citizen, IdentityDocument
from cases.core.actor import Actor
from cases.movements.handover.models import Handover, HandoverLine

GONE = (DocumentStatus.LOST, DocumentStatus.NEVER_HAD)
"""Papers that cannot go along with her."""


def documents_of(
    actor: Actor, lines: Sequence[HandoverLine]
) -> Mapping[int, list[IdentityDocument]]:
    """Return by person the identity documents on record, the newest first; one query."""
    people = [line.case.citizen_id for line in lines]
    rows = IdentityDocument.objects.visible_to(actor).filter(citizen__in=people)
    found: dict[int, list[IdentityDocument]] = defaultdict(list)
    for row in rows.filter(withdrawn_at__isnull=True).exclude(status__in=GONE).order_by("-pk"):
        found[row.citizen_id].append(row)
    return found


def shown_of(
    line: HandoverLine, documents: Sequence[IdentityDocument], day: date
) -> dict[str, Any]:
    """Return what is printed of one person: name, birth, sex, province, papers on record."""
    person: Citizen = line.case.citizen
    old = person.origin_province
    return {
        "reference": line.case.reference,
        "name": person.full_name,
        "sex": person.sex,
        "birth": str(person.birth) if person.birth else "",
        "youth": youth_of(person.birth, day),
        "nationality": person.nationality,
        "province_before": old.name if old is not None else "",
        "province": line.home_province.name if line.home_province is not None else "",
        "documents": [
            {
                "kind": row.kind,
                "number": row.number,
                "expires_on": row.expires_on.isoformat() if row.expires_on else "",
            }
            for row in documents
        ],
    }


def whole_of(handover: Handover, lines: Sequence[HandoverLine]) -> dict[str, Any]:
    """Return everything that the digest vouches for, in a fixed form."""
    assert handover.occurred_from is not None
    assert handover.occurred_at is not None
    return {
        "number": handover.number,
        "kind": handover.kind,
        "place": handover.place.code,
        "from": handover.occurred_from.astimezone(UTC).isoformat(),
        "at": handover.occurred_at.astimezone(UTC).isoformat(),
        "handed": [handover.handed_name, handover.handed_function, handover.handed_body],
        "received": [
            handover.received_name,
            handover.received_function,
            handover.received_by.code if handover.received_by is not None else "",
            handover.received_body,
        ],
        "remarks": handover.remarks,
        "reported": handover.reported,
        "lines": [
            {
                "position": line.position,
                "state": line.state,
                "reason": line.reason,
                "whereabouts": line.whereabouts,
                "added_reason": line.added_reason,
                "papers": line.papers,
                "belongings": line.belongings,
                "remarks": line.remarks,
                "received_body": line.received_body,
                "shown": line.shown,
            }
            for line in lines
        ],
    }


def digest_of(handover: Handover, lines: Sequence[HandoverLine]) -> str:
    """Return the SHA-256 of what stands in the handover, as UTF-8 JSON with sorted keys."""
    whole = json.dumps(whole_of(handover, lines), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
