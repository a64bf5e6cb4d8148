"""Who reads a file: by group, between missions, and once it is withdrawn."""

import pytest
from django.db import transaction

from cases.casework.operations import share_case
from cases.core import store
from cases.core.context import eyes
from cases.files.models import AttachedFile, Attachment
from cases.files.operations import withdraw_file
from cases.missions.models import Mission
from tests.factories import headquarters, officer
from tests.files.kept import WORDS, a_file, attached, code_of_refusal
from tests.refusals import refusal_of
from tests.register import fresh
from tests.world_sealed import at_border, opened_by, sealed_case

pytestmark = pytest.mark.django_db


class TestGroups:
    """Files of a restricted group."""

    def test_a_file_of_a_group_is_read_by_roles_that_name_it(self, bangkok, case):
        border = at_border()
        with eyes(bangkok):
            row = attached(bangkok, case, restricted="money")

        with eyes(border):
            assert Attachment.objects.visible_to(border).get() == row
            assert not AttachedFile.objects.visible_to(border).exists()
            assert not AttachedFile.objects.exists()
        with eyes(bangkok):
            assert AttachedFile.objects.visible_to(bangkok).get().name == "ghi-chú.txt"

    def test_a_group_that_the_role_does_not_read_is_refused(self, case):
        assert code_of_refusal(at_border(), case, restricted="money") == "group_not_read"

    def test_a_file_is_of_the_group_of_its_step(self, bangkok):
        restricted = sealed_case(bangkok)
        with eyes(bangkok):
            step = restricted.steps.get(code="talk")
            row = attached(bangkok, restricted, purpose="result", step=step)

            assert (row.restricted, row.file.restricted) == ("protection", "protection")
        assert (
            code_of_refusal(bangkok, restricted, purpose="result", step=step, restricted="health")
            == "group_of_step"
        )

    def test_an_opening_shows_it_for_a_while(self, bangkok):
        restricted = sealed_case(bangkok)
        with eyes(bangkok):
            row = attached(bangkok, restricted, restricted="money")
        border = at_border()

        opened_by(border, restricted)

        with eyes(border):
            assert AttachedFile.objects.visible_to(border).get().attachment_id == row.pk
            assert AttachedFile.objects.get().attachment_id == row.pk


class TestBetweenMissions:
    """Files go the way of notes."""

    def test_another_mission_sees_none(self, bangkok, case):
        yangon = officer(yangon=True)
        with eyes(bangkok):
            attached(bangkok, case)

        with eyes(yangon):
            assert not Attachment.objects.visible_to(yangon).exists()
            assert not Attachment.objects.exists()
            assert not AttachedFile.objects.exists()

    def test_a_share_shows_them_and_may_let_attach(self, bangkok, case):
        yangon = officer(yangon=True)
        mission = Mission.objects.get(pk=yangon.mission_id)
        with eyes(bangkok):
            attached(bangkok, case)
            share_case(
                bangkok,
                fresh(case),
                mission=mission,
                days=5,
                reason="x",
                operations=["attach_file"],
            )

        with eyes(yangon):
            seen = Attachment.objects.visible_to(yangon).get()
            assert attached(yangon, fresh(case), a_file("two")).mission_id == mission.pk
            refusal = refusal_of(withdraw_file, yangon, seen, reason="wrong_file")
        assert refusal.code == "shared_read_only"

    def test_a_share_to_read_lets_attach_nothing(self, bangkok, case):
        yangon = officer(yangon=True)
        mission = Mission.objects.get(pk=yangon.mission_id)
        with eyes(bangkok):
            share_case(bangkok, fresh(case), mission=mission, days=5, reason="x")

        with eyes(yangon):
            seen = fresh(case)
        assert code_of_refusal(yangon, seen) == "shared_read_only"

    def test_headquarters_sees_them(self, bangkok, case):
        hq = headquarters()
        with eyes(bangkok):
            row = attached(bangkok, case)

        with eyes(hq):
            assert Attachment.objects.visible_to(hq).get() == row


class TestWithdrawn:
    """What was withdrawn stays, behind a line."""

    def test_says_when_by_whom_and_why(self, bangkok, case):
        with eyes(bangkok):
            row = fresh(withdraw_file(bangkok, attached(bangkok, case), reason="replaced"))

            assert row.is_withdrawn
            assert (row.withdraw_reason, row.withdrawn_by_id) == ("replaced", bangkok.staff_id)
            assert store.read(row.file.stored) == WORDS.encode()

    def test_is_withdrawn_once(self, bangkok, case):
        with eyes(bangkok):
            row = fresh(withdraw_file(bangkok, attached(bangkok, case), reason="replaced"))
            refusal = refusal_of(withdraw_file, bangkok, row, reason="replaced")
        assert refusal.code == "withdrawn_already"

    def test_what_was_attached_is_never_written_over(self, bangkok, case):
        with eyes(bangkok):
            row = attached(bangkok, case)
            for model in (Attachment, AttachedFile):
                with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                    model.objects.update(case=case)
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                Attachment.objects.filter(pk=row.pk)._raw_delete("default")
