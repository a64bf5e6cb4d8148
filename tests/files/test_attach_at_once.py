"""Two who attach files at once do not pass a limit together."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.files import quotas
from cases.files.operations import attach_file
from cases.missions.models import Mission
from tests.core.test_parallel import at_once
from tests.factories import PostingFactory, officer
from tests.files.kept import a_file
from tests.register import a_case


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officers_do_not_pass_the_limit_together(monkeypatch):
    monkeypatch.setattr(quotas, "MOST_FILES_OF_CASE", 1)
    bangkok = officer()
    colleague = PostingFactory(mission=Mission.objects.get(pk=bangkok.mission_id)).actor()
    with eyes(bangkok):
        case = a_case(bangkok)

    def attach(number):
        with eyes((bangkok, colleague)[number]) as actor:
            try:
                attach_file(actor, case, file=a_file(f"file {number}"))
            except Refused as refusal:
                return refusal.code
            return "done"

    assert sorted(at_once(2, attach)) == ["case_full", "done"]
