"""Completeness by trial: a marker in every text of a file, and no table holds it afterwards."""

import psycopg2
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from cases.casework.jobs import refresh_person
from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.evidence.verify import judge
from cases.core.facts import When
from cases.core.jobs.queue import rows as job_rows
from cases.core.models import AuditEntry, AuditLink, Receipt, RowVersion
from cases.core.notices import notice_kind, tell
from cases.notices.models import Notice, OutboxMail
from cases.publishing.figures import figures_of
from cases.retention.forgotten_cases import FORGOTTEN
from cases.retention.operations.person import anonymise_citizen
from consular.settings.database import connection_settings
from tests.api.calls import JSON, caller
from tests.core.record import link_waiting
from tests.database import owner_url
from tests.factories import head
from tests.register import a_case, a_citizen, fresh
from tests.retention.file import (
    MARK,
    PLANTED,
    asked_for,
    lead,
    plant_in_tables,
    verified,
    whole_file,
)

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"


def nowhere(reference, params):
    return ""


def opened_by_owner():
    there = connection.settings_dict
    owner = connection_settings(owner_url())
    return psycopg2.connect(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"],
    )


def owned(statement, value):
    """The one number that a statement of the owner gives."""
    opened = opened_by_owner()
    with opened, opened.cursor() as cursor:
        cursor.execute(statement, [value])
        ((number,),) = cursor.fetchall()
    opened.close()
    return number


def everything() -> dict[str, int]:
    """As the owner: in how many rows of each table the marker stands, in whatever column."""
    opened = opened_by_owner()
    found = {}
    with opened, opened.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"select count(*) from {table} as r where r::text ilike %s or r::text ilike %s",
                [f"%{MARK}%", f"%{MARK.encode().hex()}%"],
            )
            if count := cursor.fetchone()[0]:
                found[table] = count
    opened.close()
    return found


def again(case):
    """The case as it is now, with the person and the incident."""
    with eyes(SYSTEM):
        return Case.objects.select_related("citizen", "incident").get(pk=case.pk)


def anonymised(case):
    """Let one ask and another confirm; return the case as it is then."""
    asked_for(case.citizen)
    who = lead()
    with eyes(who):
        anonymise_citizen(who, fresh(case.citizen), reference=case.reference)
    return again(case)


@pytest.fixture
def actor():
    return head()


@pytest.fixture
def case(actor):
    """A closed case that says everything, also in what the machine keeps of it."""
    case = whole_file(actor)
    with eyes(actor):
        notice_kind("of_marker", sentence="%(said)s on %(reference)s.", address=nowhere)
        made = tell(
            "of_marker",
            mission_id=actor.mission_id,
            case_id=case.pk,
            reference=case.reference,
            params={"said": MARK},
        )
        refresh_person.enqueue(citizen_id=case.citizen_id)
    with eyes(SYSTEM):
        OutboxMail.objects.create(
            notice=Notice.objects.get(uuid=made),
            to_staff_id=actor.staff_id,
            address="officer@mission.example",
            language="en",
            subject=MARK,
            body=MARK,
            state="waiting",
            next_try_at=timezone.now(),
        )
        # A job on a list names no person, and keeps no words.
        hers = job_rows().exclude(task_path__startswith="cases.intake.lists.")
        hers = hers.exclude(task_path__startswith="cases.intake.reconciliation.")
        # Nor is a job on another person hers, though she was beside her for a while.
        of_others = [row.pk for row in hers if whose(row, case) != case.citizen_id]
        hers = hers.exclude(pk__in=of_others)
        hers.update(status="SUCCESSFUL", traceback=MARK, return_value={"said": MARK})
    sent = caller(actor).post(
        f"/api/v1/cases/{case.reference}/note/",
        {"text": MARK},
        content_type=JSON,
        headers={"Idempotency-Key": f"key-of-{MARK}", "If-Match": "*"},
    )
    assert sent.status_code in {200, 201}, sent.content
    plant_in_tables(case)
    return again(case)


def whose(job, case):
    """On whom a job is; on her, where it names nobody."""
    return job.args_kwargs["kwargs"].get("citizen_id", case.citizen_id)


@pytest.fixture
def forgotten(case):
    """The same case once the person was anonymised."""
    link_waiting()
    return anonymised(case)


def test_the_marker_stands_in_every_table_that_says_something_before(case):
    found = everything()

    assert set(PLANTED) | {
        "cases_rowversion",
        "cases_receipt",
        "django_tasks_database_dbtaskresult",
    } <= set(found)


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


def test_both_ledgers_hold(case):
    before = verified()
    anonymised(case)

    assert "Both ledgers hold." in before
    assert "Both ledgers hold." in verified()


def test_a_figure_of_any_moment_is_what_it_was(case):
    def counted():
        with eyes(SYSTEM), transaction.atomic():
            known = case.recorded_at
            return [
                figures_of(SYSTEM, case.incident, When.at(timezone.now()), at)
                for at in (None, known)
            ]

    before = [(row.tables, row.cases, row.persons) for row in counted()]
    anonymised(case)

    assert [(row.tables, row.cases, row.persons) for row in counted()] == before


def test_what_others_have_is_left_alone(case, actor):
    with eyes(actor):
        sister = a_citizen(actor, full_name=f"Nguyễn {MARK} Em", note=MARK)
        hers = a_case(actor, sister, summary=MARK)
    anonymised(case)

    assert everything() == {"cases_citizen": 1, "cases_case": 1}
    with eyes(actor):
        assert fresh(sister).full_name == f"Nguyễn {MARK} Em"
        assert fresh(hers).summary == MARK
        assert AuditEntry.objects.filter(citizen_id=sister.pk).exists()


def test_a_request_sent_before_acts_no_second_time(forgotten):
    with eyes(SYSTEM):
        answers = Receipt.objects.filter(key__startswith="forgotten-")

        assert not Case.objects.filter(citizen=forgotten.citizen, stage="reported").exists()
        assert {row.fingerprint for row in answers} <= {""}
