"""Two records of one person, for the tests of linking them."""

from datetime import date

from django.db import connection

from cases.casework.ledger import Entry, Writing, at_the_end, row_of
from cases.casework.operations import link_same_person
from cases.casework.same.resting import closing_row, coming_again
from cases.citizens.operations import add_identity_document
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When, ledger_moment
from cases.core.partial import PartialDate
from cases.core.waiting import put
from cases.publishing.proofs import PROOFS
from tests.register import a_case, a_citizen, fresh

BORN = PartialDate(date(1998, 4, 3), "day")
HUNG = {"full_name": "Nguyễn Văn Hùng", "birth": BORN, "sex": "m"}
VIENTIANE = {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"}
WHY = "The same passport."
OPENED = When(day=date(2025, 10, 20))


def with_passport(actor, number="B1234567", **who):
    """A person with a passport: two of these are likely one."""
    person = a_citizen(actor, **(HUNG | who))
    add_identity_document(actor, person, kind="passport", status="lost", number=number)
    return fresh(person)


def a_file(actor, **who):
    """The case of such a person, opened on the same day as every other."""
    return a_case(actor, with_passport(actor, **who), reported=OPENED)


def link(actor, double, into, **more):
    """Say that one record is a double of another."""
    return link_same_person(actor, fresh(double), into=fresh(into), **({"because": WHY} | more))


def put_by(actor, case, interval, **changes):
    """Let a fact wait on the case of a double, as an answer that told of a death once did."""
    case = fresh(case)
    moment, closing = ledger_moment([case.citizen, case]), closing_row(case)
    writing, entry = Writing(actor, case, moment, "record_answer"), Entry("fact", changes, interval)
    (entry,) = at_the_end(case, [entry], coming_again(case, closing), ())
    row = row_of(writing, entry)
    row.place_after(closing.after)
    row.voided_at, row.void_reason = moment, "Waits."
    row.save(force_insert=True)
    put(case, "rows")


def ledgers_hold():
    """Run the proofs of the ledgers that are statements; return whether none finds anything."""
    found = []
    with eyes(SYSTEM), connection.cursor() as cursor:
        for proof in PROOFS:
            if isinstance(proof.by, str):
                cursor.execute(proof.by, {"low": 1, "high": 2**62})
                found += [(proof.holds, *row) for row in cursor.fetchall()]
    assert found == []
    return True


def standing(case):
    """Return the standing rows of a case in order: kind, stage, outcome."""
    return [
        (row.kind, row.to_stage, row.to_outcome)
        for row in fresh(case).transitions.standing().in_order()
    ]
