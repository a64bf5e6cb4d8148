"""Puts a word of its own into every column with words, as the owner of the tables.

Operations make the rows; the words that no operation takes (search keys, former values, answers
kept for repeated requests, letters, tasks) are written over, all rows of a table at once.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from string import ascii_lowercase
from typing import Any

import psycopg2
from django.db import connection

from consular.settings.database import connection_settings
from tests.canary.columns import Column, planted_columns
from tests.database import owner_url

WORD = "zqvexk"
DIGITS = "731964"
NETWORK = "fd73:1964::"
GAP = "[ .\u00a0\u202f-]"
NUMBER = f"{GAP}?".join([*DIGITS, "[0-9]", "[0-9]", "[0-9]"])
FOUND = re.compile(f"{WORD}[a-z]{{3}}|{NUMBER}|bkk-2731-[0-9]{{5}}|{NETWORK}[0-9]{{3}}")
GAPS = re.compile(GAP)
NUMBERED = {
    "cases_identitydocument.number": "C{}",
    "cases_identitydocument.number_key": "C{}",
    "cases_relative.phone": "+84 {}",
    "cases_contactpoint.value": "+84 {}",
}
"""Columns whose marker has the shape of a document or telephone number."""
MAILS = {"cases_staff.email", "cases_outboxmail.address", "account_emailaddress.email"}
REFERENCE = "cases_case.reference"
NAMED = {
    "cases_citizen.full_name": "Kestrel ",
    "cases_directive.code": "2025-11-06-",
    "cases_unsealing.reason": "The clinic asks before noon: ",
}
"""What stands before the marker: a word to search for, what a form asks for, words enough."""

ONLY_WHERE = {
    "cases_note.withdraw_reason": "withdrawn_at is not null",
    "cases_sealednote.withdraw_reason": "withdrawn_at is not null",
    "cases_contactentry.ground_words": "ground in ('vital', 'mistake')",
    "cases_contactpoint.unsafe_why": "is_unsafe",
    "cases_relative.unsafe_why": "is_unsafe",
    "cases_safecontact.zone": "hours_from is not null",
    "cases_casebasis.withdraw_note": "withdrawn_at is not null",
    "cases_legalhold.lift_reason": "lifted_at is not null",
    "cases_rightsrequest.asker_name": "asked_by <> 'person'",
    "cases_rightsrequest.mandate": "asked_by <> 'person'",
    "cases_rightsrequest.extend_reason": "extended_on is not null",
    "cases_rightsrequest.answer": "status <> 'open'",
    "cases_rightsrequest.refusal_ground": "status = 'refused'",
    "cases_directive.withdraw_reason": "withdrawn_at is not null",
    "cases_positionline.withdraw_reason": "withdrawn_at is not null",
    "cases_receivedlist.reference": "asked_of_id is not null",
    "cases_receivedlist.withdraw_reason": "withdrawn_at is not null",
    "cases_letter.withdraw_reason": "withdrawn_at is not null",
    "cases_snapshot.withdraw_reason": "withdrawn_at is not null",
    "cases_snapshotvalue.dimension": "not is_open",
    "cases_snapshotvalue.key": "not is_open",
    "cases_briefing.withdraw_reason": "withdrawn_at is not null",
    "cases_briefingsheet.withdraw_reason": "withdrawn_at is not null",
    "cases_costline.void_reason": "voided_at is not null",
    "cases_costline.decide_reason": "decided_at is not null",
    "cases_claim.digest": "submitted_at is not null",
    "cases_claim.answer_words": "answered_at is not null",
    "cases_claim.withdraw_reason": "withdrawn_at is not null",
    "cases_claimline.void_reason": "voided_at is not null",
    "cases_claimpayment.void_reason": "voided_at is not null",
    "cases_legcost.void_reason": "voided_at is not null",
    "cases_deposit.void_reason": "voided_at is not null",
    "cases_handover.void_reason": "voided_at is not null",
    "cases_handover.digest": "signed_at is not null",
    "cases_handover.correct_reason": "corrects_id is not null",
    "cases_handover.handed_name": "signed_at is not null",
    "cases_handover.received_name": "signed_at is not null",
    "cases_undertaking.void_reason": "voided_at is not null",
    "cases_repayment.void_reason": "voided_at is not null",
    "cases_exchangerate.void_reason": "voided_at is not null",
    "cases_escort.name": "staff_id is null",
    "cases_hostnote.answer": "answered_on is not null",
    "cases_unsealing.finding_words": "reviewed_at is not null",
    "cases_vulnerability.end_reason": "ended_at is not null",
    "cases_protectiondecision.end_reason": "ended_at is not null",
    "cases_keepapart.end_reason": "ended_at is not null",
    "cases_staff.email": "kind = 'person'",
    "cases_staff.password": "kind = 'person'",
    "cases_staff.purpose": "kind = 'service'",
    "cases_staff.contact": "kind = 'service'",
    "cases_draft.content": "ended_at is null",
    "cases_draft.carried": "ended_at is null",
}
"""Columns that some rows have to leave empty."""
ITEMS = {"cases_handover.reported": {"count": "", "number": 1, "said_by": "", "at": ""}}
"""What an item of a list looks like that is empty, where its readers look into it."""


@dataclass
class Plants:
    """Which marker stands where, and how many rows hold it."""

    at: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def columns(self, text: str) -> set[str]:
        """Return the columns whose markers a text holds."""
        return {self.label_of(word) for word in set(FOUND.findall(text.lower()))}

    def word_at(self, label: str) -> str:
        """Return the marker of a column."""
        return next(word for word, column in self.at.items() if column == label)

    def label_of(self, word: str) -> str:
        """Return the column of a marker, as it stood in a text in small letters."""
        return REFERENCE if word.startswith("bkk") else self.at.get(GAPS.sub("", word), word)


def markers() -> Iterator[tuple[str, str, str]]:
    """Yield words, each with a number and a network address of its own."""
    for number, letters in enumerate(product(ascii_lowercase, repeat=3)):
        yield WORD + "".join(letters), f"{DIGITS}{number:03}", f"{NETWORK}{number + 100:03}"


def plant() -> Plants:
    """Write over all words of all rows that are there; the transaction is the owner's own."""
    plants, words = Plants(), markers()
    there, owner = connection.settings_dict, connection_settings(owner_url())
    opened = psycopg2.connect(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"],
    )
    columns = planted_columns()
    tables = sorted({column.table for column in columns})
    with opened, opened.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'; set constraints all immediate")
        for table in tables:
            cursor.execute(f'alter table "{table}" disable trigger user')
        for column in columns:
            word, number, network = next(words)
            shown = number if column.label in NUMBERED else word
            shown = network if column.kind == "inet" else shown
            plants.at[shown] = column.label
            plants.rows[column.label] = written(cursor, column, shown)
        for table in tables:
            cursor.execute(f'alter table "{table}" enable trigger user')
    opened.close()
    return plants


def written(cursor: Any, column: Column, marker: str) -> int:
    """Put a marker into all rows of a column; return how many there are."""
    table, name = f'"{column.table}"', f'"{column.name}"'
    if column.kind in {"json", "jsonb"}:
        return written_inside(cursor, column, marker)
    if column.label == REFERENCE:
        cursor.execute(f"update {table} set {name} = 'BKK-2731-' || lpad(id::text, 5, '0')")
        return int(cursor.rowcount)
    said, where = spelled(column, marker), ONLY_WHERE.get(column.label, "true")
    if column.kind.startswith("_"):
        cursor.execute(f"update {table} set {name} = array[%s]", [said])
    elif column.kind == "bytea":
        cursor.execute(f"update {table} set {name} = convert_to(%s, 'UTF8')", [said])
    elif column.is_unique:
        # Only one row can say it; the others keep their words.
        cursor.execute(
            f"update {table} set {name} = %s where {column.key} = "
            f"(select min({column.key}) from {table} where {where})",
            [said],
        )
    else:
        cursor.execute(f"update {table} set {name} = %s where {where}", [said])
    return int(cursor.rowcount)


def spelled(column: Column, marker: str) -> str:
    """Return the marker in the shape of what the column holds."""
    if column.label in NUMBERED:
        return NUMBERED[column.label].format(marker)
    if column.label in MAILS:
        return f"{marker}@zq.example"
    return NAMED.get(column.label, "") + marker


def written_inside(cursor: Any, column: Column, marker: str) -> int:
    """Put a marker in the place of every word inside of values in JSON."""
    table, name = f'"{column.table}"', f'"{column.name}"'
    where = ONLY_WHERE.get(column.label, "true")
    cursor.execute(f"select {column.key}, {name}::text from {table} where {where}")
    for key, text in cursor.fetchall():
        kept = json.loads(text or "null")
        item = ITEMS.get(column.label)
        value = marked([item] if item and not kept else kept, marker)
        cursor.execute(
            f"update {table} set {name} = %s where {column.key} = %s", [json.dumps(value), key]
        )
    return int(cursor.rowcount)


def marked(value: Any, marker: str) -> Any:
    """Return a value in which every word is the marker, and at least one is."""
    if isinstance(value, dict):
        return {key: replaced(item, marker) for key, item in value.items()} or {"zq": marker}
    if isinstance(value, list):
        return [replaced(item, marker) for item in value] or [marker]
    return marker


def replaced(value: Any, marker: str) -> Any:
    """Return a value with the marker for words; numbers, truths and nothing stay."""
    if isinstance(value, dict | list):
        return marked(value, marker)
    return marker if isinstance(value, str) else value
