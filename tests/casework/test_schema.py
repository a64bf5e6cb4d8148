"""The database runs the SQL that the feature shows, and its definer functions are a closed list."""

import re

import pytest

from cases.casework.changes_schema import FUNCTIONS as OF_CHANGES
from cases.casework.changes_schema import triggers
from cases.casework.endings_schema import FUNCTIONS as OF_ENDINGS
from cases.casework.follow_up.schema import FUNCTIONS as OF_RETURNS
from cases.casework.schema import FUNCTIONS
from cases.casework.talk_schema import FUNCTIONS as OF_TALK
from cases.citizens.same_schema import FUNCTIONS as OF_LINKS
from cases.configuration.schema import FUNCTIONS as OF_LOADS
from cases.exports.schema import FUNCTIONS as OF_EXPORTS
from cases.letters.schema import SIGNED_COPY
from cases.money.claims.schema import FUNCTIONS as OF_CLAIMS
from cases.privacy.schema import FUNCTIONS as OF_ACCESSES
from tests.statements import selected, selected_value

pytestmark = pytest.mark.django_db

BODY = re.compile(r"create function (\w+)\(.*?\$\$(.*?)\$\$", re.DOTALL)
TRIGGER = re.compile(r"create (?:constraint )?trigger (\w+) .*? on (\w+)", re.DOTALL)
OURS = (
    *(*FUNCTIONS, *OF_LINKS, *OF_TALK, *OF_RETURNS, *OF_CLAIMS, *OF_CHANGES, *OF_ACCESSES),
    *(*OF_EXPORTS, *OF_LOADS, *OF_ENDINGS),
    SIGNED_COPY,
    triggers(),
)
TEXT = "\n".join(OURS)
DEFINERS = """
select proname, proconfig from pg_proc
where prosecdef and pronamespace = 'public'::regnamespace
"""
CLOSED_LIST = {
    "anonymise_citizen",
    "answer_transfer",
    "came_home_before",
    "cases_that_left",
    "check_case_of_person",
    "check_case_owner",
    "check_duplicate_by_link",
    "check_same_person",
    "check_signed_copy",
    "check_stage_chain",
    "close_figures",
    "correct_owner",
    "correct_taken_over",
    "delete_machine_rows",
    "empty_old_words",
    "figure_doubles",
    "figure_gap_learnt",
    "figure_gap_of_lists",
    "find_people",
    "find_people_in_sets",
    "held_back_by",
    "incident_lines",
    "incident_totals",
    "is_arriving",
    "keep_attempts",
    "keep_first_contact",
    "keep_doubt",
    "keep_doubts_of_person",
    "keep_returns",
    "keep_returns_of_linked",
    "keep_row_version",
    "keep_search_keys",
    "keep_wish",
    "keep_wish_of_linked",
    "may_anonymise",
    "may_count_incident",
    "old_machine_rows",
    "old_words",
    "owns_case",
    "people_once_seen",
    "rebuild_search_keys",
    "records_of",
    "entries_of_exports",
    "reopen_figures",
    "refresh_attempts",
    "refresh_returns",
    "refresh_sight",
    "refresh_wish",
    "rows_taken_alone",
    "same_person_is_ours",
    "seal_audit",
    "set_case_missions",
    "settle_notices_of_transfer",
    "settle_same_person",
    "settle_way",
    "sight_of_case",
    "sight_of_citizen",
    "spread_share",
    "take_letter_numbers",
    "keep_backing_covered",
    "keep_leg_seats",
    "keep_movement_missions",
    "keep_movement_seats",
    "take_movement_number",
    "not_asked_back",
    "stored_bytes_of",
    "stored_files_named",
    "take_references",
    "tell_mission",
    "touch_case",
    "touch_person",
    "touch_sight",
    "unopened_reports",
    "unread_notices",
    "write_audit",
}


@pytest.mark.parametrize(("name", "body"), BODY.findall(TEXT))
def test_every_function_is_the_one_in_the_database(name, body):
    stored = selected_value("select prosrc from pg_proc where proname = %s", [name])

    assert stored == body


@pytest.mark.parametrize(("name", "table"), TRIGGER.findall(TEXT))
def test_every_trigger_is_there(name, table):
    assert (
        selected_value(
            "select tgenabled from pg_trigger where tgname = %s and tgrelid = %s::regclass",
            [name, table],
        )
        == "O"
    )


def test_what_runs_with_the_rights_of_the_owner_is_a_closed_list_with_a_pinned_search_path():
    found = dict(selected(DEFINERS))

    assert set(found) == CLOSED_LIST
    assert {path for settings in found.values() for path in settings if "search_path" in path} == {
        "search_path=public, pg_temp"
    }


def test_what_only_triggers_use_cannot_be_called():
    assert (
        selected_value("select has_function_privilege('refresh_sight(bigint)', 'execute')") is False
    )
