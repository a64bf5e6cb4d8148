"""The words in which somebody said what an export was for: they go with whom they name."""

from datetime import UTC, datetime

import pytest

from cases.casework.operations import close_case
from cases.citizens.operations import add_identity_document
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.exports.models import Export
from cases.exports.operations import refuse_export, withdraw_export
from tests.factories import head, officer, proved
from tests.register import a_case, a_citizen, fresh
from tests.retention.test_anonymise import ask, confirm
from tests.retention.test_words_of_nobody import carried_out
from tests.world_exports import an_export, fresh_as, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]
SHE = "Nguyễn Thị Hồng An"


def her_case(actor, number="C1234567", full_name=SHE):
    with eyes(actor):
        citizen = a_citizen(actor, full_name=full_name)
        add_identity_document(
            actor, citizen, kind="passport", number=number, country="VN", status="with_holder"
        )
        return close_case(actor, a_case(actor, fresh(citizen)), outcome="own_means")


def forget(case):
    ask(case)
    confirm(case)


@pytest.mark.parametrize(
    ("words", "is_hers"),
    [
        ("For the sister of nguyen thi hong an.", True),
        ("List with NGUYỄN THỊ HỒNG AN, as asked.", True),
        ("Passport C-123 4567 was asked for.", True),
        ("Weekly report for Hong Anh.", False),
        ("Weekly report to the Consular Department", False),
    ],
)
def test_words_go_when_they_name_whom_is_forgotten(words, is_hers):
    desk = head()
    case = her_case(desk)
    with eyes(desk):
        export = an_export(desk, words=words)

    forget(case)

    assert (fresh_as(desk, export).words == "—") is is_hers
    assert fresh_as(desk, export).purpose == "reporting"


@pytest.mark.parametrize("number", ["၁၂၃၄၅၆၇", "๑๒๓๔๕๖๗", "-- . -- /", "ABC ------", "———————"])
@pytest.mark.parametrize("full_name", ["...!", "A", "ၚၞ", "\u0e4c\u0301"])
def test_what_leaves_nothing_to_compare_names_nobody(number, full_name):
    desk = head()
    case = her_case(desk, number, full_name)
    with eyes(desk):
        export = an_export(desk, words="A weekly report, to a department.")

    forget(case)

    assert fresh_as(desk, export).words == "A weekly report, to a department."


@pytest.mark.parametrize("number", ["၁၂၃၄၅၆၇", "๑๒๓ ๔๕๖๗", "หนังสือ-๑๒"])
def test_a_number_in_other_letters_is_found_as_a_word(number):
    desk = head()
    case = her_case(desk, number)
    with eyes(desk):
        export = an_export(desk, words=f"For number {number}.")

    forget(case)

    assert fresh_as(desk, export).words == "—"


def test_so_does_why_one_was_refused():
    desk, chief = officer(), proved(head())
    case = her_case(chief)
    with eyes(desk):
        export = waiting(desk)
    with eyes(chief):
        refuse_export(chief, fresh(export), reason=f"It is about {case.reference} alone.")

    forget(case)

    now = fresh_as(desk, export)
    assert (now.decide_reason, now.words, now.state) == ("—", "—", "refused")


def test_when_the_term_is_over_all_words_of_what_is_over_go(monkeypatch):
    monkeypatch.setattr(
        "cases.retention.carrying.moment_before", lambda rule, today: datetime.now(UTC)
    )
    with eyes(officer()) as desk:
        over, going_on = an_export(desk), an_export(desk)
        withdraw_export(desk, fresh(over))
    with eyes(SYSTEM):
        Export.objects.filter(pk=over.pk).update(ended_at=present.now())

    run = carried_out()

    assert (fresh_as(desk, over).words, fresh_as(desk, going_on).words) == ("—", "Weekly report")
    assert run.counts["exports"] == 1
