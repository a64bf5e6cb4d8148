"""That a mission once saw a person is kept for a term, and copies older than it begin anew."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from cases.casework.models import Share
from cases.casework.operations import end_share
from cases.citizens.models import CitizenSight
from cases.citizens.operations import correct_citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.management.commands.verify_ledger import exceptions
from cases.publishing.proofs import PROOFS
from cases.retention import carrying
from cases.retention.choices import Subject
from cases.retention.reporting import make_report
from tests.api.calls import caller
from tests.api.copies import LONG_AGO, ROOT
from tests.casework.between import case_of, shared
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.register import fresh
from tests.retention.test_report import approved

pytestmark = pytest.mark.django_db
TOO_OLD = f"{datetime.now(UTC) - timedelta(days=800):%Y-%m-%dT%H:%M:%SZ}"


@pytest.fixture
def sides():
    """Whose case it is, the mission that saw it, the case, and that its share was ended."""
    bangkok, yangon = head(), head(yangon=True)
    case = case_of(bangkok)
    share = shared(bangkok, yangon, case)
    return bangkok, yangon, case, share


@pytest.fixture
def over(monkeypatch):
    """The term of ended sights is over for all that ended until now."""
    real = carrying.moment_before

    def moment(rule, today):
        is_ours = rule.about == Subject.SIGHTS
        return datetime.now(UTC) + timedelta(hours=1) if is_ours else real(rule, today)

    monkeypatch.setattr(carrying, "moment_before", moment)


def ended(share, owner):
    with eyes(owner):
        end_share(owner, fresh(share))


def run_out(share):
    """Time ends the share, without any write of a mission."""
    with connection.cursor() as cursor, eyes(headquarters()):
        cursor.execute("reset role")
        cursor.execute(
            "update cases_share set granted_at = now() - interval '80 days', extended_at = null, "
            "until = now() - interval '1 second' where id = %s",
            [share.pk],
        )


def sights(case):
    with eyes(SYSTEM):
        rows = CitizenSight.objects.filter(citizen=case.citizen_id)
        return set(rows.values_list("mission__code", flat=True))


def let_go():
    run = make_report()
    approved(run)
    run_jobs()
    return run


@pytest.mark.parametrize("end", [lambda share, owner: run_out(share), ended])
def test_it_is_let_go_once_its_term_is_over_and_does_not_come_back(sides, over, end):
    bangkok, _yangon, case, share = sides
    end(share, bangkok)
    assert sights(case) == {"BKK", "RGN"}

    run = let_go()
    with eyes(bangkok):
        correct_citizen(bangkok, fresh(case.citizen), changes={"sex": "f"})
    shared(bangkok, head(code="VTE", country="LA", zone="Asia/Vientiane"), case)

    assert run.counts["sights"] == 1
    assert sights(case) == {"BKK", "VTE"}
    (proof,) = (row for row in PROOFS if row.holds == "who sees the person is right")
    with eyes(SYSTEM):
        assert list(exceptions(proof, 0, 2**40)) == []


def test_a_share_that_begins_again_gives_sight_again(sides, over):
    bangkok, yangon, case, share = sides
    ended(share, bangkok)
    let_go()

    shared(bangkok, yangon, case)

    with eyes(yangon):
        assert CitizenSight.objects.of(yangon).filter(citizen=case.citizen_id).exists()


def test_what_has_not_ended_or_not_long_ago_stays(sides):
    bangkok, _yangon, case, share = sides
    let_go()
    before = sights(case)
    ended(share, bangkok)

    run = let_go()

    assert run.counts["sights"] == 0
    assert before == sights(case) == {"BKK", "RGN"}


def test_a_copy_older_than_the_term_is_told_to_begin_anew(sides):
    _bangkok, yangon, *_rest = sides
    client = caller(yangon)

    for name in ("citizens", "crossings", "stays"):
        answer = client.get(f"{ROOT}{name}/", {"updated_since": TOO_OLD})
        told = answer.json()["problems"][0]
        assert (answer.status_code, told["code"], told["field"]) == (
            *(422, "sync_too_old"),
            "updated_since",
        )
        assert client.get(f"{ROOT}{name}/", {"updated_since": LONG_AGO}).status_code == 200


def test_what_is_told_by_other_rows_may_be_asked_from_any_day(sides):
    bangkok, *_rest = sides

    for name in ("cases", "transitions", "steps", "inquiries", "clocks"):
        answer = caller(bangkok).get(f"{ROOT}{name}/", {"updated_since": TOO_OLD})
        assert answer.status_code == 200, name
    for name in ("citizens", "stays"):
        answer = caller(headquarters()).get(f"{ROOT}{name}/", {"updated_since": TOO_OLD})
        assert answer.status_code == 200, name


def test_shares_are_not_touched(sides, over):
    bangkok, _yangon, _case, share = sides
    run_out(share)

    let_go()

    with eyes(bangkok):
        assert Share.objects.filter(pk=share.pk).exists()
