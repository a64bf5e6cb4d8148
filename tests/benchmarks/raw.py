"""The raw view: the API list of 50 as one would write it by hand, for comparison.

The same token, posting, eyes, rows, order and audit entries as the API list; psycopg2 and json
instead of Django.
"""

import json
from typing import Any, Final

from knox.crypto import hash_token

from cases.core.roles import sights_of
from tests.benchmarks.database import Connection

SIGN_IN: Final = """
select s.id, p.id, m.id, m.code, m.kind, m.zone, s.language, p.role
from cases_apitoken t
join cases_posting p on p.id = t.posting_id
join cases_staff s on s.id = p.staff_id
join cases_mission m on m.id = p.mission_id
where t.digest = %s and t.revoked_at is null and (t.expiry is null or t.expiry > now())
and s.is_active and p.starts_on <= current_date
and (p.ends_on is null or p.ends_on >= current_date)
"""
EYES: Final = """
select set_config('app.kind', 'staff', true), set_config('app.staff', %s, true),
set_config('app.posting', %s, true), set_config('app.mission', %s, true),
set_config('app.headquarters', %s, true),
set_config('app.sees', %s, true)
"""
LIST: Final = """
select c.reference, c.stage, c.held, c.hold_reason, c.outcome, i.code, m.code, o.username,
c.report_source, c.opened_at, c.position_at, p.uuid, p.full_name, p.sex, p.birth_on,
p.birth_precision, p.nationality, p.now_country, l.code, l.name, b.code, b.name, p.now_since,
c.version
from cases_case c
join cases_citizen p on p.id = c.citizen_id
join cases_incident i on i.id = c.incident_id
join cases_mission m on m.id = c.mission_id
left join cases_staff o on o.id = c.assigned_to_id
left join cases_place l on l.id = p.now_place_id
left join cases_authority b on b.id = p.now_holder_id
{where} order by c.position_at, c.reference limit 51
"""
NAMES: Final = (
    "reference", "stage", "held", "hold_reason", "outcome", "incident", "mission", "assigned_to",
    "report_source", "opened_at", "position_at", "person", "name", "sex", "birth_on",
    "birth_precision", "nationality", "country", "place", "place_name", "holder", "holder_name",
    "since", "version",
)  # fmt: skip
AUDIT: Final = "select write_audit('case.listed', 'list_cases', 'done', '', null, null, '[]', '[]')"


class RawView:
    """One connection of the application role, kept open."""

    def __init__(self, connection: Connection, entries: int) -> None:
        self.connection = connection
        self.entries = entries

    def call(self, secret: str) -> bytes:
        """Answer the list for whoever holds the token."""
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(SIGN_IN, [hash_token(secret)])
            staff, posting, mission, _code, kind, *_rest, role = cursor.fetchone()
            is_headquarters = kind == "headquarters"
            eyes = [str(staff), str(posting), str(mission), "1" if is_headquarters else ""]
            eyes.append(" ".join(sights_of(role)))
            cursor.execute(EYES, eyes)
            where = "" if is_headquarters else "where c.mission_id = %s"
            cursor.execute(LIST.format(where=where), [] if is_headquarters else [mission])
            rows = [dict(zip(NAMES, row, strict=True)) for row in cursor.fetchall()]
            for _ in range(self.entries):
                cursor.execute(AUDIT)
        for row in rows:
            row["url"] = f"/api/v1/cases/{row['reference']}/"
        return json.dumps({"results": rows[:50]}, default=text_of, ensure_ascii=False).encode()


def text_of(value: Any) -> str:
    """Return moments and ids as text."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
