"""An offer that was answered or withdrawn waits in no inbox any more."""

import pytest

from cases.casework.operations import accept_transfer, reject_transfer, withdraw_transfer
from cases.core.context import eyes
from cases.notices.models import Notice
from tests.casework.between import offered
from tests.factories import officer
from tests.register import fresh

pytestmark = pytest.mark.django_db


def unread(actor):
    with eyes(actor):
        rows = Notice.objects.visible_to(actor).unread().order_by("pk")
        return list(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("answer", "said"), [(accept_transfer, {"note": ""}), (reject_transfer, {"reason": "No."})]
)
def test_the_answer_settles_the_notice_for_everybody_at_the_mission(bangkok, yangon, answer, said):
    transfer = offered(yangon, bangkok)
    colleague = officer()
    before = unread(colleague)

    with eyes(bangkok):
        answer(bangkok, transfer, **said)
        notice = Notice.objects.get(kind="transfer_offered")
        answered_at = fresh(transfer).answered_at

    assert before == ["transfer_offered"]
    assert unread(colleague) == unread(bangkok) == []
    assert (notice.read_by_id, notice.read_at) == (bangkok.staff_id, answered_at)


def test_withdrawing_settles_it_and_names_nobody_of_the_other_mission(bangkok, yangon):
    transfer = offered(yangon, bangkok)

    with eyes(yangon):
        withdraw_transfer(yangon, transfer, reason="She crosses tomorrow.")

    assert unread(bangkok) == ["transfer_withdrawn"]
    with eyes(bangkok):
        assert Notice.objects.get(kind="transfer_offered").read_by_id is None


def test_other_offers_wait_on(bangkok, yangon):
    first = offered(yangon, bangkok)
    offered(yangon, bangkok)

    with eyes(bangkok):
        reject_transfer(bangkok, first, reason="No.")

    assert unread(bangkok) == ["transfer_offered"]
