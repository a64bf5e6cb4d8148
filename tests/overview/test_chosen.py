"""Cases ticked on the work list: one act on many, what came of each, undoing it, paper."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.casework.models import Case, Transition
from cases.casework.operations import add_note, advance_case, hold_case
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Staff
from tests.factories import head, headquarters, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    """An officer with three cases."""
    with eyes(officer()) as actor:
        people = [a_citizen(actor, full_name=f"Trần Thử {n}") for n in range(3)]
        return actor, [a_case(actor, person) for person in people]


def ticked(cases):
    return [f"{case.reference}:{fresh(case).version}" for case in cases]


def send(client, actor, cases, act, **typed):
    with eyes(actor):
        chosen = cases if isinstance(cases[0], str) else ticked(cases)
    log_in(client, actor)
    return client.post("/cases/chosen/", {"case": chosen, "act": act, "_key": "k"} | typed)


def stages(actor):
    with eyes(actor):
        return list(Case.objects.order_by("reference").values_list("stage", flat=True))


def undo(client):
    return client.post("/cases/chosen/undo/")


def test_the_list_offers_a_tick_for_each_case_in_the_version_that_was_shown(client, mine):
    actor, cases = mine

    page = log_in(client, actor).get("/cases/").text

    with eyes(actor):
        for value in ticked(cases):
            assert f'name="case" value="{value}"' in page
    assert 'name="act" value="advance"' in page
    assert 'value="hold"' in page


def test_the_act_says_first_whom_it_is_about_and_does_nothing_yet(client, mine):
    actor, cases = mine

    page = send(client, actor, cases, "advance")

    assert page.status_code == 200
    for case in cases:
        assert case.citizen.full_name in page.text
    assert "3 cases chosen" in page.text
    assert stages(actor) == ["reported"] * 3


def test_every_chosen_case_is_advanced_once_however_often_the_form_is_sent(client, mine):
    actor, cases = mine
    with eyes(actor):
        chosen = ticked(cases)

    first = send(client, actor, chosen, "advance", _do="1")
    again = send(client, actor, chosen, "advance", _do="1")

    assert "Done with 3 cases." in first.text
    assert "Done with 3 cases." in again.text
    assert stages(actor) == ["contacted"] * 3


def test_a_case_that_changed_since_it_was_listed_stays_and_says_so(client, mine):
    actor, cases = mine
    with eyes(actor):
        chosen = ticked(cases)
        hold_case(actor, fresh(cases[1]), reason="health")

    page = send(client, actor, chosen, "advance", _do="1")

    assert "1 case stays as it was." in page.text
    assert cases[1].reference in page.text.split("As it was")[1].split("Done</h2>")[0]
    assert stages(actor) == ["contacted", "reported", "contacted"]


def test_a_case_out_of_sight_is_neither_named_nor_touched(client, mine):
    actor, cases = mine
    with eyes(officer(yangon=True)) as stranger:
        theirs = a_case(stranger, a_citizen(stranger, full_name="Kín Tên Lạ"))
    chosen = [*(case.reference for case in cases), theirs.reference]

    asked = send(client, actor, chosen, "advance")
    done = send(client, actor, chosen, "advance", _do="1")

    assert "1 of the chosen cases is no longer on your list." in asked.text
    assert "Kín Tên Lạ" not in asked.text + done.text
    assert "1 case stays as it was." in done.text
    assert stages(stranger) == ["reported"]


def test_what_was_done_is_undone_by_rows_that_reverse_it(client, mine):
    actor, cases = mine
    send(client, actor, cases, "advance", _do="1")

    page = undo(client)

    assert page.status_code == 200
    assert stages(actor) == ["reported"] * 3
    with eyes(actor):
        rows = Transition.objects.filter(case=cases[0], to_stage="contacted")
        assert [row.is_standing for row in rows] == [False]
        assert "undone within ten minutes" in rows[0].void_reason


def test_officers_are_put_back_where_they_were(client, mine):
    actor, cases = mine
    boss = head()
    with eyes(actor):
        Case.objects.filter(pk=cases[0].pk).update(assigned_to=boss.staff_id)
        name = Staff.objects.get(pk=actor.staff_id).username
    send(client, actor, cases, "assign", officer=name, _do="1")
    with eyes(actor):
        assert {fresh(case).assigned_to_id for case in cases} == {actor.staff_id}

    undo(client)

    with eyes(actor):
        assert [fresh(case).assigned_to_id for case in cases] == [boss.staff_id, None, None]


def test_a_case_that_went_on_meanwhile_is_not_wound_back(client, mine):
    actor, cases = mine
    send(client, actor, cases, "advance", _do="1")
    with eyes(actor):
        advance_case(actor, fresh(cases[2]))

    page = undo(client)

    assert "1 case stays as it was." in page.text
    assert stages(actor) == ["reported", "reported", "verified"]


def test_undo_is_offered_for_ten_minutes_and_once(client, mine):
    actor, cases = mine
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        send(client, actor, cases[:1], "advance", _do="1")
    with time_machine.travel(start + timedelta(minutes=9), tick=False):
        soon = client.get("/cases/").text
    with time_machine.travel(start + timedelta(minutes=11), tick=False):
        late = client.get("/cases/").text
        refused = undo(client)

    assert "It can be undone for ten minutes." in soon
    assert "It can be undone for ten minutes." not in late
    assert refused.status_code == 409
    assert stages(actor)[0] == "contacted"


def test_it_is_undone_once(client, mine):
    actor, cases = mine
    send(client, actor, cases, "advance", _do="1")

    undo(client)

    assert undo(client).status_code == 409
    assert "It can be undone" not in client.get("/cases/").text


@pytest.mark.parametrize(
    ("case", "act", "status"),
    [
        ([], "advance", 422),
        (["BKK-2025-00001"], "", 422),
        (["1; drop"], "advance", 422),
        (["BKK-2025-00001"], "void-transition", 403),
        (["BKK-2025-00001"], "no-such-act", 403),
        (["BKK-2025-00001"] * 201, "advance", 422),
    ],
)
def test_what_makes_no_sense_is_refused(client, mine, case, act, status):
    actor, _cases = mine
    answer = log_in(client, actor).post("/cases/chosen/", {"case": case, "act": act})

    assert answer.status_code == status


def test_headquarters_cannot_advance_what_a_mission_has(client, mine):
    _actor, cases = mine

    answer = send(client, headquarters(), [case.reference for case in cases], "advance", _do="1")

    assert answer.status_code == 403


def test_the_sheet_for_paper_has_whom_was_chosen_and_is_on_record(client, mine):
    actor, cases = mine

    page = send(client, actor, cases[:2], "print")

    assert cases[0].citizen.full_name in page.text
    assert cases[2].citizen.full_name not in page.text
    with eyes(actor):
        entry = AuditEntry.objects.get(operation="print_cases")
    assert entry.subjects[0]["rows"] == 2


def test_what_is_missing_is_asked_for_again_with_the_cases_kept(client, mine):
    actor, cases = mine

    page = send(client, actor, cases, "hold", _do="1")

    assert page.status_code == 422
    assert page.text.count('type="hidden" name="case"') == 3


def test_a_note_is_kept_with_each(client, mine):
    actor, cases = mine
    with eyes(actor):
        add_note(actor, fresh(cases[0]), text="Trước đó.")

    page = send(client, actor, cases, "note", _do="1", text="Xe đón lúc tám giờ.")

    assert "Done with 3 cases." in page.text
    assert "It can be undone" not in page.text
