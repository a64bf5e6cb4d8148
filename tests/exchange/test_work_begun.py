"""Work that a token began sees and does no more than the token, and ends with it."""

from unittest.mock import patch

import pytest
from django.utils import timezone

from cases.citizens.models import Citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes, read_context
from cases.core.jobs.queue import rows as job_rows
from cases.exchange.models import ApiToken
from cases.exports import filling
from cases.exports.jobs import eyes_of as eyes_of_export
from cases.exports.jobs import write_export
from cases.exports.operations import approve_export, start_export
from cases.exports.policies import may_take
from cases.intake.lists.jobs import eyes_of as eyes_of_list
from cases.intake.lists.operations import confirm_list
from cases.intake.reconciliation.operations import reconcile_list
from cases.missions.models import Posting
from cases.missions.queries import actor_of_posting
from tests.api.calls import token_of, with_token
from tests.exchange.test_scopes import acting_by
from tests.factories import head, officer, proved
from tests.intake.lists.files import checked, fresh_list
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.world_exports import an_export, fresh_as, started, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


@pytest.fixture
def desk():
    with eyes(officer()) as actor:
        a_case(actor)
    return actor


def revoke(actor):
    ApiToken.objects.filter(pk=actor.token_id).update(revoked_at=timezone.now())


def test_the_work_has_the_scopes_of_the_token_on_both_walls(desk):
    with eyes(acting_by(desk, "exports")) as narrow:
        export = started(narrow)
    seen, real = [], filling.write_rows

    def look(actor, export, file):
        with eyes(actor):
            seen.append((actor.scopes, actor.sights, read_context()[5]))
        return real(actor, export, file)

    with patch.object(filling, "write_rows", look):
        run_jobs()

    words = frozenset({"figures", "file", "people", "published"})
    assert seen == [(frozenset({"exports"}), words, "figures file people published")]
    assert fresh_as(desk, export).state == "ready"


def test_each_chunk_asks_what_the_token_is_for_by_then(desk):
    narrow = acting_by(desk, "exports")
    begun = {"posting_id": narrow.posting_id, "token_id": narrow.token_id}
    assert eyes_of_export(**begun).scopes == frozenset({"exports"})

    ApiToken.objects.filter(pk=narrow.token_id).update(scopes=["figures.read"])

    assert eyes_of_export(**begun) is SYSTEM
    assert actor_of_posting(**begun).scopes == frozenset({"figures.read"})


def test_a_token_of_another_posting_lends_its_scopes_to_nobody(desk):
    other = acting_by(head(yangon=True), "exports")

    assert actor_of_posting(desk.posting_id, other.token_id) is None


def test_an_export_stops_when_its_token_is_revoked(desk):
    with eyes(acting_by(desk, "exports")) as narrow:
        export = started(narrow)
    revoke(narrow)

    run_jobs()

    gone = fresh_as(desk, export)
    assert (gone.state, gone.stopped_because, gone.stored) == ("stopped", "right_ended", None)


def test_no_file_is_left_of_a_token_revoked_in_the_middle(desk, tmp_path):
    with eyes(acting_by(desk, "exports")) as narrow:
        export = started(narrow)
    real = filling.write_rows

    def revoked_meanwhile(*said):
        revoke(narrow)
        return real(*said)

    with patch.object(filling, "write_rows", revoked_meanwhile):
        run_jobs()

    assert fresh_as(desk, export).stopped_because == "right_ended"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_second_person_widens_nothing(desk):
    narrow, second = acting_by(desk, "exports"), proved(head())
    with eyes(narrow):
        export = waiting(narrow)
    with eyes(second):
        approve_export(second, fresh(export), rows=export.counted)

    (row,) = job_rows().filter(task_path=write_export.module_path)

    assert row.args_kwargs["kwargs"]["token_id"] == narrow.token_id


def test_what_a_token_asked_for_stays_held_to_it_when_its_holder_goes_on(desk):
    with eyes(acting_by(desk, "exports")) as narrow:
        export = an_export(narrow)
    with eyes(desk):
        start_export(desk, fresh(export))

    (row,) = job_rows().filter(task_path=write_export.module_path)

    assert row.args_kwargs["kwargs"]["token_id"] == narrow.token_id


def test_a_token_takes_no_file_that_its_holder_asked_for_otherwise(desk):
    with eyes(desk):
        export = started(desk)
    run_jobs()
    secret = token_of(desk, scopes=["exports"])
    ready = fresh_as(desk, export)

    answer = with_token(secret).get(f"/api/v1/exports/{export.uuid}/content/")

    assert (answer.status_code, answer.json()["code"]) == (403, "export_of_another")
    assert may_take(desk, ready)
    assert not may_take(acting_by(desk, "exports"), ready)


def test_a_list_is_written_with_the_scopes_of_the_token(desk):
    narrow = acting_by(desk, "lists.write")
    row = checked(narrow)
    with eyes(narrow):
        confirm_list(narrow, fresh(row))
    begun = {"posting_id": narrow.posting_id, "token_id": narrow.token_id}
    assert eyes_of_list(**begun).scopes == frozenset({"lists.write"})

    run_jobs()

    assert fresh_list(desk, row).state == "checked"
    with eyes(desk):
        assert Citizen.objects.count() > 1


def test_nobody_is_registered_for_a_token_that_was_revoked(desk):
    narrow = acting_by(desk, "lists.write")
    row = checked(narrow)
    with eyes(narrow):
        confirm_list(narrow, fresh(row))
    revoke(narrow)

    run_jobs()

    stopped = fresh_list(desk, row)
    assert (stopped.state, stopped.notes[-1]["code"]) == ("checked", "right_ended")
    with eyes(desk):
        assert Citizen.objects.count() == 1


def test_a_comparison_stops_when_its_token_is_revoked(desk):
    narrow = acting_by(desk, "lists.write")
    row = checked(narrow)
    with eyes(narrow):
        compared = reconcile_list(narrow, fresh(row), country="TH")
    revoke(narrow)

    run_jobs()

    assert fresh_as(desk, compared).stopped_because == "right_ended"


def test_a_token_ends_with_its_posting_where_the_mission_is(desk, time_machine):
    client = with_token(token_of(desk))
    time_machine.move_to("2025-11-26T16:30:00Z", tick=False)
    Posting.objects.filter(pk=desk.posting_id).update(starts_on="2025-11-01", ends_on="2025-11-26")
    on_its_last_evening = client.get("/api/v1/").status_code

    time_machine.move_to("2025-11-26T17:30:00Z", tick=False)

    assert (on_its_last_evening, client.get("/api/v1/").status_code) == (200, 401)
