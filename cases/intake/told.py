"""What the code of a passport or card fills in of the form of a new case."""

from collections.abc import Mapping
from typing import Any

from cases.casework.choices import ReportSource
from cases.citizens.choices import DocumentStatus
from cases.citizens.mrz import Reading, says


def told_at_intake(reading: Reading, said: Mapping[str, Any]) -> dict[str, str]:
    """Return field -> value of what a code says, as JSON has it; `said` tells how we came to know.

    Whoever came to us has the document at hand; a code that was sent says nothing of that. The
    name is as it is printed: with which marks it is written, somebody chooses.
    """
    told = says(reading)
    found = {
        "full_name": told.holder_name,
        "birth": str(told.birth or ""),
        "sex": told.sex,
        "nationality": told.nationality,
        "personal_number": told.personal_number,
    }
    if not told.kind:
        return found
    is_here = said.get("report_source") == ReportSource.WALK_IN
    status = DocumentStatus.WITH_HOLDER if is_here else DocumentStatus.UNKNOWN
    return found | {
        "document_kind": told.kind,
        "document_number": told.number,
        "document_country": told.country,
        "document_expires_on": told.expires_on.isoformat() if told.expires_on else "",
        "document_holder_name": told.holder_name,
        "document_status": str(said.get("document_status") or status.value),
    }
