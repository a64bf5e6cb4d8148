"""A load that takes longer than a transaction may, or whose work is given up, ends and says so."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from cases.configuration.jobs import end_loads, load_set
from cases.configuration.loading import load_entries
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.models import QueuedJob
from cases.notices.models import Notice
from cases.places.models import Place
from tests.api.calls import caller
from tests.jobs import run_jobs
from tests.web.session import logged_in
from tests.world_configuration import confirmed, leader, seen_by

pytestmark = pytest.mark.usefixtures("a_store")

TOO_LONG = "Writing it took too long. Bring the set in several parts."


def written_slowly(*arguments, **more):
    """The database ends the transaction while the entries are written."""
    load_entries(*arguments, **more)
    with connection.cursor() as cursor:
        cursor.execute("set local transaction_timeout = 0")
        cursor.execute("set local transaction_timeout = '1s'")
        cursor.execute("select pg_sleep(5)")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_that_the_database_cuts_off_ends_and_tells_whoever_brought_it():
    one = leader()
    load = confirmed(one, leader())

    with (
        patch("cases.configuration.working.load_entries", written_slowly),
        patch("cases.configuration.working.MOST_SECONDS", 0.5),
    ):
        run_jobs()

    stopped = seen_by(one, load)
    assert (stopped.state, stopped.stopped_because, stopped.stored) == ("stopped", "too_long", None)
    assert not Place.objects.filter(code="zqford").exists()
    with eyes(one):
        assert Notice.objects.filter(kind="load_stopped", staff_id=one.staff_id).count() == 1


@pytest.mark.django_db
def test_it_is_given_up_before_the_database_cuts_it_off():
    one = leader()
    load = confirmed(one, leader())

    with patch("cases.configuration.working.MOST_SECONDS", 0):
        run_jobs()

    assert seen_by(one, load).stopped_because == "too_long"
    assert not Place.objects.filter(code="zqford").exists()


@pytest.mark.django_db
def test_a_connection_that_was_lost_early_is_tried_again():
    one = leader()
    load = confirmed(one, leader())

    with (
        patch("cases.configuration.working.load_entries", side_effect=OperationalError("gone")),
        patch("cases.configuration.working.connection"),
        patch("cases.core.jobs.running.connection"),
    ):
        assert "failed" in run_jobs()

    assert seen_by(one, load).state == "loading"


@pytest.mark.django_db
def test_one_whose_work_nobody_tries_again_ends():
    one = leader()
    load = confirmed(one, leader())
    QueuedJob.objects.filter(task_path=load_set.module_path).update(status="FAILED")
    with eyes(SYSTEM):
        end_loads.func()

    stopped = seen_by(one, load)
    assert (stopped.state, stopped.stopped_because) == ("stopped", "given_up")


@pytest.mark.django_db
def test_page_api_admin_and_dashboard_say_so():
    one = leader()
    load = confirmed(one, leader())
    with patch("cases.configuration.working.MOST_SECONDS", 0):
        run_jobs()
    client = logged_in(one)

    assert TOO_LONG in client.get(load.get_absolute_url()).content.decode()
    told = caller(one).get(f"/api/v1/configuration-loads/{load.uuid}/").json()
    assert (told["state"], told["stopped_because"]) == ("stopped", "too_long")
    home = reverse("admin:cases_configurationload_changelist")
    (line,) = (
        line
        for part in client.get("/admin/").context["parts"]
        for row in part.lines
        if (line := row).url.startswith(home)
    )
    assert line.count == "1"
    listed = client.get(line.url)
    assert listed.context["cl"].result_count == 1
    assert TOO_LONG in listed.content.decode()
