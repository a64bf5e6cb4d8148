"""A small record of committed acts, and ways to tamper with it as the owner of the tables."""

import io
import time

from django.core.management import CommandError, call_command
from django.db import connection

from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.evidence import chain
from cases.core.evidence.schema import ABOUT, REST
from cases.core.evidence.seals import write_seal
from cases.core.evidence.verify import judge
from tests.database import as_owner

OFF = "alter table {0} disable trigger only_added, disable trigger only_forgotten"
ON = "alter table {0} enable trigger only_added, enable trigger only_forgotten"
TABLES = ("cases_auditentry", "cases_auditlink")
AGAIN = """
do $$ declare
  link record; entry cases_auditentry; before bytea := ''::bytea; made bytea; covered bytea;
begin
  for link in select * from cases_auditlink order by seq loop
    select * into entry from cases_auditentry where id = link.entry_id;
    covered := sha256(link.key || convert_to({about}, 'UTF8'));
    made := sha256(before || convert_to({rest}, 'UTF8') || covered);
    update cases_auditlink set about = covered, hash = made where seq = link.seq;
    before := made;
  end loop;
end $$
"""


def act(actor, how_many=1):
    """Write entries, each in a transaction of its own."""
    for _n in range(how_many):
        with eyes(actor):
            write_audit("case.shown", "show_case", [])


def link_waiting(most=1000):
    """Link what waits; return how many.

    What has just ended in another database of the server is waited for until the next round, so
    beside other tests one round may find nothing yet.
    """
    linked = 0
    for _round in range(40):
        linked += chain.link_waiting(most - linked)
        if linked >= most or not chain.waiting().count:
            break
        time.sleep(0.05)
    return linked


def seal():
    """Link what waits, and seal it outside."""
    link_waiting()
    return write_seal()


def unguarded(*statements):
    """Run statements as the owner, with the triggers of the record off meanwhile."""
    connection.close()
    as_owner([OFF.format(table) for table in TABLES])
    as_owner(statements)
    as_owner([ON.format(table) for table in TABLES])


def computed_again():
    """Return the statement by which an owner who knows the code makes the chain fit again."""
    return AGAIN.format(about=ABOUT, rest=REST.format(seq="link.seq"))


def faults():
    """Return what the proof finds wrong, as one text."""
    return "\n".join(judge().faults)


def verdict():
    """Return whether the command ends well, and what it printed."""
    printed = io.StringIO()
    try:
        call_command("verify_audit", stdout=printed)
    except CommandError as refusal:
        return False, printed.getvalue() + str(refusal)
    return True, printed.getvalue()
