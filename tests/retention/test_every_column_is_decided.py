"""Completeness by the schema: of every column somebody has said whether it is forgotten.

A new table, or a new column of a table about people, fails here until it is emptied in
`cases/retention/forgotten*.py`, or kept there with a reason.
"""

import pytest
from django.apps import apps

from cases.core.walls import VERSIONED
from cases.retention.forgotten_cases import BY_HAND, FORGOTTEN, NOT_ABOUT_PEOPLE
from cases.retention.schema import ANONYMISE
from tests.statements import selected

pytestmark = pytest.mark.django_db

TABLES = "select tablename from pg_tables where schemaname = 'public'"
COLUMNS = """
select table_name, column_name from information_schema.columns where table_schema = 'public'
"""
OTHERS = {table for tables in NOT_ABOUT_PEOPLE.values() for table in tables}


def asked(query):
    return selected(query)


def test_every_table_of_the_database_is_decided():
    there = {row[0] for row in asked(TABLES)}
    there |= {model._meta.db_table for model in apps.get_models()}

    decided = set(FORGOTTEN) | set(BY_HAND) | OTHERS

    assert there - decided == set()
    assert decided - there == set()


def test_no_table_is_decided_twice():
    assert not set(FORGOTTEN) & set(BY_HAND)
    assert not (set(FORGOTTEN) | set(BY_HAND)) & OTHERS


def test_every_column_of_a_table_about_people_is_emptied_or_kept_with_a_reason():
    there = {(table, column) for table, column in asked(COLUMNS) if table in FORGOTTEN}
    there |= {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in FORGOTTEN
        for field in model._meta.concrete_fields
    }

    decided = {
        (table, column)
        for table, plan in FORGOTTEN.items()
        for column in (*plan.emptied, *plan.kept, *plan.derived)
    }

    assert there - decided == set()
    assert decided - there == set()
    assert all(reason for plan in FORGOTTEN.values() for reason in plan.kept.values())
    assert not [table for table, plan in FORGOTTEN.items() if set(plan.emptied) & set(plan.kept)]


def test_no_table_that_belongs_to_a_person_or_a_case_is_called_one_about_nobody():
    about_people = {table for table, (citizen, case) in VERSIONED.items() if citizen or case}
    about_people |= {
        model._meta.db_table
        for model in apps.get_models()
        if {field.column for field in model._meta.concrete_fields} & {"citizen_id", "case_id"}
    }

    assert about_people & OTHERS == set()


def test_what_is_kept_of_a_table_about_people_holds_no_free_text():
    """Long text, and short text without choices, is kept only where it is a number or a code."""
    free = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if (plan := FORGOTTEN.get(model._meta.db_table)) is not None
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"TextField", "CharField", "JSONField"}
        and not field.choices
        and field.column in plan.kept
    }

    assert free == {
        ("cases_case", "reference"),
        ("cases_citizen", "now_country"),
        # Which body is asked, and sums of a claim on which others are.
        *(("cases_claim", name) for name in ("body_words", "number", "totals")),
        # Whose days off counted: a country, the mission, nobody.
        ("cases_clock", "calendar"),
        ("cases_contactentry", "operation"),
        # A code of the rules of the Fund, which are data.
        ("cases_costline", "category"),
        ("cases_crossing", "operation"),
        # Who signed on both sides: officials, not the person; counts of others.
        *(("cases_handover", f"{side}_name") for side in ("handed", "received")),
        *(("cases_handover", f"{side}_function") for side in ("handed", "received")),
        *(("cases_handover", f"{side}_body") for side in ("handed", "received")),
        *(("cases_handover", name) for name in ("number", "reported")),
        ("cases_letter", "digest"),
        ("cases_letter", "number"),
        ("cases_letter", "sent_accepted"),
        ("cases_lettercontent", "made_by"),
        ("cases_notice", "kind"),
        ("cases_notice", "reference"),
        ("cases_outboxmail", "address"),
        ("cases_outboxmail", "language"),
        ("cases_outboxmail", "last_error"),
        # Codes of the catalogue of protection, which is data.
        ("cases_protectiondecision", "body"),
        ("cases_protectiondecision", "result"),
        ("cases_retentionitem", "reference"),
        ("cases_sameperson", "operation"),
        # A code of seeds/movement_rules.toml.
        ("cases_seatoverride", "code"),
        ("cases_share", "reference"),
        ("cases_statement", "operation"),
        ("cases_stay", "operation"),
        ("cases_step", "opens_at"),
        ("cases_transfer", "reference"),
        ("cases_transition", "changes"),
        ("cases_transition", "operation"),
        ("cases_vulnerability", "kind"),
        ("cases_unsealing", "reference"),
        # A code of seeds/follow_up.toml.
        ("cases_welfarecheck", "kind"),
    }


def test_what_is_derived_is_made_by_the_database_from_what_is_emptied():
    asked_for = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and is_generated = 'ALWAYS'
    """
    made = {(table, column) for table, column in asked(asked_for) if table in FORGOTTEN}
    stamped = "select tgrelid::regclass::text from pg_trigger where tgname = 'stamp_change'"
    made |= {(table, "written_at") for (table,) in asked(stamped) if table in FORGOTTEN}
    made.add(("cases_citizensight", "began_at"))  # by `refresh_sight`

    assert made == {(table, name) for table, plan in FORGOTTEN.items() for name in plan.derived}


def test_the_function_of_the_database_is_the_one_that_the_lists_give():
    ((body,),) = asked("select prosrc from pg_proc where proname = 'anonymise_citizen'")

    assert body == ANONYMISE.split("$$")[1]
