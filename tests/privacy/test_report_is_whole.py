"""The report to a person forgets no table: every model that leads to her is in it, or reviewed."""

from django.apps import apps
from django.db import models

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.privacy.report.columns import LEFT_OUT, THIRD_PERSONS
from cases.privacy.report.sections import ELSEWHERE, NOTHING_OF_HERS, SECTIONS

NAMES_HER = {"citizen_id", "case_id"}


def all_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("cases").get_models())


def leads_to_her() -> set[str]:
    """Return the models from which keys, or a plain number, lead to a person or a case."""
    found: set[type[models.Model]] = {Citizen, Case}
    while True:
        more = {
            model
            for model in all_models()
            if model not in found
            and (
                any(row.related_model in found for row in model._meta.concrete_fields)
                or NAMES_HER & {row.attname for row in model._meta.concrete_fields}
            )
        }
        if not more:
            return {model.__name__ for model in found}
        found |= more


def test_every_table_that_leads_to_a_person_or_a_case_is_in_the_report_or_reviewed():
    shown = {section.model.__name__ for section in SECTIONS}
    known = shown | set(ELSEWHERE) | set(NOTHING_OF_HERS)

    forgotten = sorted(leads_to_her() - known)

    assert forgotten == [], (
        "Add each of these tables to SECTIONS of cases/privacy/report/sections.py, or to "
        "NOTHING_OF_HERS there with the reason why it says nothing of the person."
    )


def test_nothing_is_reviewed_that_is_not_there_any_more():
    assert set(ELSEWHERE) | set(NOTHING_OF_HERS) <= leads_to_her()


def test_no_table_is_both_shown_and_left_out():
    shown = {section.model.__name__ for section in SECTIONS}

    assert not shown & (set(ELSEWHERE) | set(NOTHING_OF_HERS))


def test_every_column_that_is_left_out_or_withheld_is_there():
    models_shown = {section.model for section in SECTIONS}
    own = {f"{m._meta.model_name}.{f.name}" for m in models_shown for f in m._meta.concrete_fields}
    plain = {row.name for model in models_shown for row in model._meta.concrete_fields}

    assert [name for name in LEFT_OUT if name not in own | plain] == []
    assert [name for name in THIRD_PERSONS if name not in own] == []


def test_everything_left_out_has_a_reason():
    assert all([*LEFT_OUT.values(), *ELSEWHERE.values(), *NOTHING_OF_HERS.values()])
