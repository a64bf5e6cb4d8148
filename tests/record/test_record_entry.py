"""One entry of the record, its place in the chain, and how the whole record stands."""

import io
import os
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.accounts.models import StaffSession
from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.evidence.seals import file_of_seals, newest_seal, seal_over, write_seal
from cases.core.models import AuditEntry
from cases.core.roles import role_rows, sights_of
from tests.core.record import act, link_waiting, seal, unguarded
from tests.factories import MissionFactory, PostingFactory, officer
from tests.record.readers import auditor, entry_of, lead, reader
from tests.statements import selected_value

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CHANGE = "update cases_auditentry set event = 'case.forged' where id = {0}"


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """A directory for seals."""
    settings.AUDIT_SEALS = str(tmp_path)
    return tmp_path


def opened(entry):
    """Return the page of an entry."""
    return reader(auditor()).get(f"/record/{entry.pk}/")


def proved():
    """Run the proof; return whether it ended well."""
    try:
        call_command("verify_audit", stdout=io.StringIO())
    except CommandError:
        return False
    return True


def state():
    """Return the text of the page on how the record stands."""
    return reader(auditor()).get("/record/state/").text


def test_an_entry_that_waits_says_so():
    act(officer())

    shown = opened(entry_of("show_case"))

    assert shown.status_code == 200
    assert "This entry is not in the chain yet." in shown.text


def test_everything_recorded_is_shown():
    with eyes(officer()) as actor:
        write_audit("case.held", "hold_case", [], refused="wrong_state", fields=["reason"])

    shown = opened(entry_of("hold_case")).text

    for words in (actor.name, "Case officer", "hold_case · case.held", "wrong_state", "reason"):
        assert words in shown


def test_a_linked_entry_is_computed_again_and_fits():
    act(officer(), 3)
    seal()
    entry = entry_of("show_case")

    shown = opened(entry).text

    assert "Computed again just now, it fits" in shown
    assert "up to link 3" in shown


def test_the_first_link_has_none_before_it():
    act(officer())
    seal()

    assert "None: this is the first link." in opened(entry_of("show_case")).text


def test_an_entry_that_was_changed_is_called_so():
    act(officer(), 2)
    link_waiting()
    entry = entry_of("show_case")
    unguarded(CHANGE.format(entry.pk))

    assert "This entry is not what was linked" in opened(entry).text


def test_a_seal_that_does_not_fit_is_called_so():
    act(officer(), 2)
    seal()
    entry = entry_of("show_case")
    file = file_of_seals()
    file.write_text(file.read_text().replace('"count": 2', '"count": 3'))

    assert "The seal over this entry does not fit the database" in opened(entry).text


def test_an_entry_that_is_linked_but_not_sealed_says_so():
    act(officer())
    link_waiting()

    assert "Not yet: the next seal will cover it." in opened(entry_of("show_case")).text


def test_a_seal_over_what_was_lost_covers_nothing_that_came_later():
    act(officer(), 3)
    seal()
    file = file_of_seals()
    lines = file.read_text()
    act(officer(), 3)
    assert seal().seq == 6
    unguarded("delete from cases_auditlink where seq > 3")
    write_seal(restored="An older copy.")
    act(officer(), 2)
    seal()

    assert lines
    assert seal_over(2).seq == 3
    assert seal_over(5).note == ""
    assert seal_over(5) == newest_seal()


def test_an_entry_that_is_not_there_is_not_found():
    client = reader(auditor())

    assert client.get("/record/1/").status_code == 404
    assert client.get(f"/record/{10**17}/").status_code == 404


def test_opening_an_entry_is_on_record():
    act(officer())
    entry = entry_of("show_case")

    opened(entry)

    assert entry_of("show_entry").subjects[0]["id"] == entry.pk


def test_the_address_comes_from_the_session_that_was_open():
    actor = officer()
    now = timezone.now()
    for hours, address in ((0, "203.0.113.7"), (20, "203.0.113.8")):
        began = now - timedelta(hours=hours, minutes=1)
        StaffSession.objects.create(
            session_key=address,
            staff_id=actor.staff_id,
            started_at=began,
            expire_date=began + timedelta(hours=10),
            address=address,
            agent="Firefox/140 Linux",
        )
    act(actor)
    client = reader(auditor())

    listed = client.get("/record/").text
    shown = client.get(f"/record/{entry_of('show_case').pk}/").text

    for text in (listed, shown):
        assert "203.0.113.7" in text
        assert "203.0.113.8" not in text
    assert "Firefox · Linux" in shown


def test_a_record_never_proved_names_the_command():
    act(officer())

    shown = state()

    assert "None is on record." in shown
    assert "manage.py verify_audit" in shown


def test_a_proof_is_kept_and_shown():
    act(officer(), 2)
    seal()

    assert proved()

    shown = state()
    assert "Nothing wrong" in shown
    assert "Everything is linked and sealed" in shown
    assert entry_of("verify_record").outcome == AuditEntry.Outcome.DONE


def test_a_proof_that_failed_is_kept_and_shown():
    act(officer(), 2)
    seal()
    unguarded(CHANGE.format(entry_of("show_case").pk))

    assert not proved()

    assert entry_of("verify_record").code == "record_broken"
    assert "The last proof found that the record does not hold." in state()


def test_an_old_proof_is_not_enough():
    act(officer())
    proved()

    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        assert "Nobody has proved the record in the last week." in state()


def test_what_waits_is_counted():
    act(officer(), 2)
    seal()
    act(officer(), 3)

    page = reader(lead()).get("/record/state/")

    waiting = page.context["groups"][0]["rows"][3]
    assert waiting["value"] == "3"


def test_a_seal_that_the_database_does_not_hold_is_told():
    act(officer(), 2)
    seal()
    unguarded("delete from cases_auditlink where seq = 2")

    assert "The database does not hold what was sealed last" in state()


def test_a_file_that_cannot_be_read_is_told_and_breaks_no_page(outside):
    act(officer())
    seal()
    file = file_of_seals()
    file.unlink()
    os.mkdir(file)

    assert "The file of seals cannot be read." in state()
    assert "The file of seals cannot be read." in opened(entry_of("show_case")).text


def test_without_a_directory_that_is_told(settings):
    act(officer())
    link_waiting()
    settings.AUDIT_SEALS = ""

    assert "No directory for seals is set" in state()
    assert "No directory for seals is set." in opened(entry_of("show_case")).text


def test_an_empty_record_has_a_page(settings):
    assert "Nothing is linked yet." in state()


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_the_chain_is_read_by_whoever_reads_the_record_and_by_headquarters(role):
    act(officer(), 2)
    link_waiting()
    at_mission = PostingFactory(role=role, mission=MissionFactory(yangon=True)).actor()

    with eyes(at_mission):
        seen = selected_value("select count(*) from cases_auditlink")

    assert seen == (2 if "audit" in sights_of(role) else 0)


def test_nothing_is_asked_of_all_links(django_assert_max_num_queries):
    with eyes(SYSTEM):
        for _n in range(30):
            write_audit("case.shown", "show_case", [])
    link_waiting()
    client = reader(auditor())
    began = time.monotonic()

    with django_assert_max_num_queries(25):
        client.get("/record/state/")

    assert time.monotonic() - began < 5
