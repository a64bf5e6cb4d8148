"""Which acts compare no version, and why: all others answer 428 without, 412 or 409 when stale.

That they do is tried for each of them in `test_every_operation.py`: If-Match of a single call, the
version in the body of a call on many.
"""

from cases.core.fields import Number
from cases.places.putting import PutForm
from tests.world import every_operation

ONLY_ADDS = """
add_closure add_contact_point add_identity_document add_name add_note add_relative attach_file
copy_playbook declare_different export_list flag_vulnerability form_group keep_apart log_contact
make_report open_muster open_sealed reconcile_list record_cost record_decision record_deposit
record_leg_cost record_rights_request record_statement record_undertaking register_another
register_reported register_stranger report_count report_progress
"""
"""A row is added beside what stands: two of them stand beside each other, none is overwritten."""
SEVERAL_AT_ONCE = """
account_for mark_people note_handover_health note_papers note_strangers settle_mark
tie_leg_cost untie_leg_cost
"""
"""Officers do it at once for different people of one list; each line is locked for itself."""
ONCE_FOR_ALL = """
acknowledge_directive disable_staff discard_draft enable_staff end_session open_report
read_all_notices read_notice reset_password reset_second_factor withdraw_closure
"""
"""It has one outcome whoever does it: done twice it is refused, or the same again."""
COMPARES_NONE = set(f"{ONLY_ADDS}{SEVERAL_AT_ONCE}{ONCE_FOR_ALL}".split())
PUT_WITHOUT = {"put_staff"}
"""By the console alone, which compares nothing: who is posted where, as the seeds say it."""


def test_every_act_that_compares_no_version_is_known_with_its_reason():
    found = {row.name for row in every_operation() if row.operation.appends and not row.is_creation}

    assert found == COMPARES_NONE


def test_an_entry_that_is_put_whole_carries_its_version_in_the_body():
    put = [row for row in every_operation() if issubclass(row.form, PutForm)]
    without = {
        row.name for row in put if not isinstance(row.form.base_fields.get("version"), Number)
    }

    assert len(put) > 6
    assert without == PUT_WITHOUT
