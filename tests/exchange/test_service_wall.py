"""The database itself lets nobody be another system, and another system be nothing else."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.links import make_link
from cases.accounts.models import StaffSession
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.exchange.models import ApiToken
from cases.exchange.operations import issue_service_token
from cases.missions.models import Posting, Staff
from tests.exchange.systems import ASKED, service_at
from tests.factories import MissionFactory, PostingFactory, StaffFactory, head, proved

pytestmark = pytest.mark.django_db


def refused(act):
    """Whether the database refuses; and by which constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return refusal.value.__cause__.diag.constraint_name


def a_session(staff):
    return StaffSession.objects.create(
        session_key="x" * 40, staff=staff, expire_date=timezone.now()
    )


def test_it_has_no_session_no_link_and_no_second_factor():
    account = service_at(head())
    theirs = a_session(StaffFactory())
    nowhere = "staff_service_logs_in_nowhere"

    for act in (
        lambda: StaffSession.objects.create(
            session_key="y" * 40, staff=account, expire_date=timezone.now()
        ),
        lambda: StaffSession.objects.filter(pk=theirs.pk).update(staff=account),
        lambda: make_link(SYSTEM, account, "password", timezone.now()),
        lambda: Authenticator.objects.create(user=account, type="totp", data={}),
        lambda: Authenticator.objects.create(user=account, type="webauthn", data={}),
    ):
        assert refused(act) == nowhere


def test_a_person_is_never_made_a_system_nor_a_system_a_person():
    person = StaffFactory(email="", password=make_password(None))
    account = service_at(head())
    said = {"purpose": "x", "contact": "y"}

    for row, change in (
        (person, {"kind": "service", **said}),
        (account, {"kind": "person", "purpose": "", "contact": ""}),
    ):
        there = Staff.objects.filter(pk=row.pk)
        assert refused(lambda there=there, change=change: there.update(**change)) == (
            "staff_kind_settled"
        )


def test_it_has_the_role_of_another_system_alone():
    account, mission = service_at(head()), MissionFactory()
    its = Posting.objects.filter(staff=account)

    for act in (
        lambda: its.update(role="head_of_mission"),
        lambda: PostingFactory(
            staff=account,
            mission=mission,
            role="auditor",
            starts_on="2020-01-01",
            ends_on="2020-01-02",
        ),
    ):
        assert refused(act) == "posting_of_service"


def test_its_token_has_scopes_and_an_end_and_is_of_nobody_else():
    chief = proved(head())
    account = service_at(chief)
    with eyes(chief):
        token = issue_service_token(chief, account=account, **ASKED)
    there = ApiToken.objects.filter(pk=token.pk)

    for change in (
        {"scopes": None},
        {"expiry": None},
        {"user_id": chief.staff_id},
        {"posting_id": chief.posting_id},
    ):
        assert refused(lambda change=change: there.update(**change)) == "apitoken_of_service"
