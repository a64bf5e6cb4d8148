"""A closed case whose every text holds a marker, where the marker stands, and forgetting her."""

import psycopg2
from django.db import connection
from django.utils import timezone

from cases.casework.jobs import refresh_person
from cases.casework.models import Case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.queue import rows as job_rows
from cases.core.notices import notice_kind, tell
from cases.notices.models import Notice, OutboxMail
from cases.retention.operations.person import anonymise_citizen
from consular.settings.database import connection_settings
from tests.api.calls import JSON, caller
from tests.database import owner_url
from tests.register import fresh
from tests.retention.file import MARK, asked_for, lead, plant_in_tables, whole_file

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
    with eyes(lead()) as who:
        anonymise_citizen(who, fresh(case.citizen), reference=case.reference)
    return again(case)


def a_told_case(actor):
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
