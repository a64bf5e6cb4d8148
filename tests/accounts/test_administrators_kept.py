"""What the database keeps of changes to administrators, whatever the code says."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cases.core.context import eyes
from cases.missions.models import AdministratorChange
from tests.accounts.by_two import account, asked
from tests.world_administrators import a_change

pytestmark = pytest.mark.django_db


def test_the_database_lets_nobody_decide_on_the_own_or_in_the_name_of_another(three):
    asker, other, subject = three
    change = asked(asker, account(subject))
    confirming_now = {"state": "confirmed", "decided_at": timezone.now()}

    def attempt(actor, decided_by):
        with pytest.raises(DatabaseError), transaction.atomic(), eyes(actor):
            AdministratorChange.objects.filter(pk=change.pk).update(
                decided_by=decided_by.staff_id, **confirming_now
            )

    attempt(asker, asker)
    attempt(asker, other)
    attempt(subject, subject)


def test_the_database_lets_nobody_ask_in_the_name_of_another_or_for_the_own_account(three):
    asker, other, subject = three
    for actor, staff in ((other, account(subject)), (asker, account(asker))):
        with pytest.raises(DatabaseError), transaction.atomic(), eyes(actor):
            a_change(asker.staff_id, staff)


def test_the_database_confirms_nothing_after_its_time(three):
    asker, other, subject = three
    change = asked(asker, account(subject))

    with pytest.raises(IntegrityError), transaction.atomic(), eyes(other):
        AdministratorChange.objects.filter(pk=change.pk).update(
            state="confirmed",
            decided_by=other.staff_id,
            decided_at=timezone.now() + timedelta(hours=25),
        )


def test_whose_account_and_what_never_change(three):
    asker, _other, subject = three
    change = asked(asker, account(subject))

    for column in ({"staff": asker.staff_id}, {"act": "reset_password"}, {"deciders": []}):
        with pytest.raises(DatabaseError), transaction.atomic(), eyes(asker):
            AdministratorChange.objects.filter(pk=change.pk).update(**column)
