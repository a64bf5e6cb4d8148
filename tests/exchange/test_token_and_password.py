"""A token that is made while the password of its account changes does not outlive the change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accounts.operations import own
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.exchange import operations
from cases.exchange.models import ApiToken
from cases.missions.models import Staff
from tests.factories import officer

pytestmark = pytest.mark.django_db


def changed(staff_id):
    staff = Staff.objects.get(pk=staff_id)
    own.set_own_password(staff, "a-password-nobody-knew-before", timezone.now())


def closed(staff_id):
    Staff.objects.filter(pk=staff_id).update(is_active=False)
    own.close_doors(Staff.objects.get(pk=staff_id), timezone.now())


@pytest.mark.parametrize("shut", [changed, closed])
def test_what_ends_all_tokens_meanwhile_refuses_the_new_one(monkeypatch, shut):
    actor, scopes = officer(), operations.narrowing

    def meanwhile(*args):
        shut(actor.staff_id)
        return scopes(*args)

    monkeypatch.setattr(operations, "narrowing", meanwhile)
    with eyes(actor), pytest.raises(Refused) as refusal:
        operations.create_token(actor, label="Report", scopes=["role"])

    assert refusal.value.status == 403
    assert not ApiToken.objects.exists()


def test_the_account_is_locked_until_the_token_is_written():
    actor = officer()
    with CaptureQueriesContext(connection) as asked, eyes(actor):
        operations.create_token(actor, label="Report", scopes=["role"])

    words = [row["sql"] for row in asked]
    lock = next(at for at, sql in enumerate(words) if "staff" in sql and "FOR NO KEY UPDATE" in sql)
    assert lock < next(
        at for at, sql in enumerate(words) if sql.startswith("INSERT") and "apitoken" in sql
    )
