"""Logins and the record of them are shown by one clock, that of the work, on pages and in admin.

The two clocks differ in the demonstration alone.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.core import present
from cases.missions.models import Staff
from tests.factories import MissionFactory, PostingFactory, proved
from tests.logins import force_login

pytestmark = pytest.mark.django_db

LATER = timedelta(days=3 * 366)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("admin:cases_staff_changelist", "administrator"),
        ("admin:cases_staffsession_changelist", "administrator"),
        ("record_list", "auditor"),
        ("admin:cases_auditentry_changelist", "auditor"),
    ],
)
def test_logins_and_the_record_stand_in_one_clock(name, role, client, monkeypatch):
    real = timezone.now()
    mission = MissionFactory(headquarters=True)
    actor = proved(PostingFactory(mission=mission, role=role).actor())
    force_login(client, Staff.objects.get(pk=actor.staff_id))
    Staff.objects.filter(pk=actor.staff_id).update(last_login=real)
    client.get(reverse(name))
    monkeypatch.setattr(present, "shift", lambda: LATER)

    answer = client.get(reverse(name))

    shown = real + LATER
    assert answer.status_code == 200
    assert f"{shown:%b} {shown.year}, " in answer.text
    assert f" {real.year}, " not in answer.text
