"""The suite itself runs as the application role, so that row security is in force."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection
from django.utils import timezone


def one(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (value,) = cursor.fetchone()
    return value


@pytest.mark.django_db
def test_tests_run_as_the_application_role():
    assert one("SELECT current_user") == settings.DATABASE_APP_ROLE


@pytest.mark.django_db
def test_the_application_role_owns_no_table():
    owned = one("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")

    assert owned == 0


@pytest.mark.django_db
def test_the_application_role_cannot_make_a_table():
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", [1, 2])
def test_tables_are_emptied_after_a_test_that_commits(_round: int):
    assert not Session.objects.exists()

    Session.objects.create(session_key="left behind", expire_date=timezone.now())
