"""Completeness by trial: a marker in every text of a file, and no table holds it afterwards.

Ledgers, figures and everybody else stay as they were. The tests of this file only read: one case is
filled and forgotten for all of them.
"""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.evidence.verify import judge
from cases.core.facts import When
from cases.core.models import AuditEntry, AuditLink, Receipt, RowVersion
from cases.publishing.figures import figures_of
from cases.retention.forgotten_cases import FORGOTTEN
from tests.core.record import link_waiting
from tests.database import empty_tables
from tests.factories import head
from tests.register import a_case, a_citizen, fresh
from tests.retention.file import PLANTED, verified
from tests.retention.told import a_told_case, again, anonymised, everything, owned

pytestmark = pytest.mark.django_db
AS_OF = When.at(timezone.now())


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """What was so before, and the case once the person was anonymised; emptied at the end."""
    with django_db_blocker.unblock():
        try:
            chief = head()
            case = a_told_case(chief)
            link_waiting()
            told = everything()
            with eyes(chief):
                sister = a_citizen(chief, full_name="Nguyễn Zqsister", note="Zqsister")
                hers = a_case(chief, sister, summary="Zqsister")
            before = SimpleNamespace(told=told, proof=verified(), figures=counted(case))
            before.sister, before.hers = sister, hers
            yield before, anonymised(case)
        finally:
            empty_tables()


def counted(case):
    """The figures as they are known now, and as they were when the case was recorded."""
    with eyes(SYSTEM), transaction.atomic():
        found = [
            figures_of(SYSTEM, case.incident, AS_OF, known) for known in (None, case.recorded_at)
        ]
    return [(row.tables, row.cases, row.persons) for row in found]


@pytest.fixture
def before(worlds):
    return worlds[0]


@pytest.fixture
def forgotten(worlds):
    return again(worlds[1])


def test_the_marker_stands_in_every_table_that_says_something_before(before):
    assert set(PLANTED) | {
        "cases_rowversion",
        "cases_receipt",
        "django_tasks_database_dbtaskresult",
    } <= set(before.told)


def test_what_is_planted_is_every_text_that_is_said_to_be_emptied():
    texts = {"TextField", "CharField", "JSONField", "SlugField"}
    emptied = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if (plan := FORGOTTEN.get(model._meta.db_table)) is not None
        for field in model._meta.concrete_fields
        if field.get_internal_type() in texts and field.column in plan.emptied and not field.choices
    }

    planted = {(table, column) for table, columns in PLANTED.items() for column in columns}

    assert emptied == planted


def test_no_table_holds_a_word_of_the_person_afterwards(forgotten):
    assert everything() == {}


def test_nothing_is_left_by_which_she_could_be_found(forgotten):
    assert (
        owned("select count(*) from cases_searchkeys where citizen_id = %s", forgotten.citizen_id)
        == 0
    )
    with eyes(SYSTEM):
        assert not Citizen.objects.exclude(sound_key="").filter(pk=forgotten.citizen_id).exists()


def test_no_date_of_the_person_stays_neither_in_her_row_nor_in_its_versions(forgotten):
    with eyes(SYSTEM):
        person = forgotten.citizen
        document = person.documents.get()
        kept = RowVersion.objects.filter(citizen_id=person.pk).values_list("old", flat=True)

        assert (person.birth_on, person.birth_precision, person.age_band) == (None, "none", "child")
        assert (document.issued_on, document.number, document.number_key) == (None, "", "")
        assert not [old for old in kept if "birth_on" in old or "full_name" in old]


def test_former_values_that_figures_need_stay(forgotten):
    with eyes(SYSTEM):
        versions = RowVersion.objects.filter(
            table_name="cases_citizen", row_id=forgotten.citizen_id, old__has_key="sex"
        )

        assert [version.old for version in versions] == [{"sex": "f"}]


def test_the_chain_of_the_record_holds_and_tells_how_many_were_forgotten(forgotten):
    link_waiting()

    judgement = judge()

    assert [fault for fault in judgement.faults if "seal" not in fault] == []
    assert judgement.forgotten > 10


def test_the_record_names_the_person_no_more_but_that_she_was_anonymised(forgotten):
    with eyes(SYSTEM):
        about = AuditEntry.objects.filter(citizen_id=forgotten.citizen_id)

        assert set(about.values_list("operation", flat=True)) == {"anonymise_citizen"}
        assert not AuditEntry.objects.filter(case_id=forgotten.pk).exists()
        assert AuditLink.objects.filter(key__isnull=True).count() > 10


def test_a_request_sent_before_acts_no_second_time(forgotten):
    with eyes(SYSTEM):
        answers = Receipt.objects.filter(key__startswith="forgotten-")

        assert not Case.objects.filter(citizen=forgotten.citizen, stage="reported").exists()
        assert {row.fingerprint for row in answers} <= {""}


def test_both_ledgers_hold(before, forgotten):
    assert "Both ledgers hold." in before.proof
    assert "Both ledgers hold." in verified()


def test_a_figure_of_any_moment_is_what_it_was(before, forgotten):
    assert counted(forgotten) == before.figures


def test_what_others_have_is_left_alone(before, forgotten):
    with eyes(SYSTEM):
        sister = fresh(before.sister)

        assert (sister.full_name, sister.note) == ("Nguyễn Zqsister", "Zqsister")
        assert fresh(before.hers).summary == "Zqsister"
        assert AuditEntry.objects.filter(citizen_id=sister.pk).exists()
