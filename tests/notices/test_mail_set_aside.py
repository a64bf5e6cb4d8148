"""A notice of which no mail can be written holds up no other one."""

import pytest
from django.core import mail as mailing

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.notices import notice_kind, tell
from cases.missions.models import Staff
from cases.notices import jobs
from cases.notices.models import Notice
from tests.factories import officer
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_a_notice_of_which_no_mail_can_be_written_is_left_to_a_job_of_its_own_and_the_others_go(
    settings, monkeypatch
):
    actor = officer()
    Staff.objects.filter(pk=actor.staff_id).update(email="a@consular.example")
    notice_kind("sound", sentence="Sound.", address=lambda *_: "/", mailed=True)
    notice_kind("broken", sentence="Broken.", address=lambda *_: "/", mailed=True)
    for kind in ("broken", "sound", "sound"):
        with eyes(SYSTEM):
            tell(kind, mission_id=actor.mission_id, staff_id=actor.staff_id)
    settings.SENDS_MAIL = True
    real = jobs.write_mails

    def fails(notice, now):
        if notice.kind == "broken":
            raise ZeroDivisionError
        return real(notice, now)

    monkeypatch.setattr(jobs, "write_mails", fails)

    assert set(run_jobs(of="notices")) == {"done", "failed"}

    assert len(mailing.outbox) == 2
    with eyes(SYSTEM):
        notices = Notice.objects.order_by("pk").values_list("kind", "mailing")
        assert list(notices) == [("broken", "none"), ("sound", "done"), ("sound", "done")]
