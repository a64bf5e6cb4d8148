"""The tracks of a case on its page, and the pages of work on steps."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from cases.casework.operations import advance_case, ask_step, complete_step, record_answer
from cases.casework.pages.sealed import Opened
from cases.casework.pages.steps import StepPage
from cases.casework.progress import load
from cases.core.context import eyes
from cases.core.facts import When
from cases.procedures.models import Procedure
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import head, officer
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client):
    with eyes(head()) as actor:
        a_limit(a_procedure("reply", body="immigration_department"))
        a_limit(
            a_procedure("passport", track="document"),
            starts="result",
            start_procedure="removal",
            start_field="decided_on",
        )
        a_playbook()
        case = a_case(actor, reported=When(day=date(2025, 10, 20)))
        complete_step(actor, case, step=step(case, "contact"))
    log_in(client, actor)
    return actor, case


def page(client, case):
    return client.get(reverse("case_detail", args=[case.reference]))


def act(case, verb, **query):
    return reverse("case_operation", args=[case.reference, verb], query=query)


def version(actor, case):
    with eyes(actor):
        return str(fresh(case).version)


def test_the_page_shows_tracks_with_whose_turn_and_until_when(client, mine):
    _actor, case = mine

    text = page(client, case).text

    assert "Procedure reply" in text
    assert "Turn of: Our mission, since" in text
    assert "2 working days left" in text
    assert "Locked until done: Procedure reply" in text


def test_a_body_that_was_asked_is_named_with_its_days(client, mine):
    actor, case = mine
    with eyes(actor):
        ask_step(actor, fresh(case), step=step(case, "reply"), reference="VB02-117")

    text = page(client, case).text

    assert "Turn of: Immigration department, since" in text
    assert "number VB02-117" in text
    assert "0 days with them" in text
    assert "stands still since" in text
    assert "turn of Immigration department; " in text


def test_a_clock_without_its_date_says_which_is_missing(client, mine):
    actor, case = mine
    with eyes(actor):
        complete_step(actor, fresh(case), step=step(case, "reply"))

    assert "not running: “Date of the decision” is not known" in page(client, case).text


def test_the_next_action_says_what_is_missing(client, mine):
    actor, case = mine
    with eyes(actor):
        advance_case(actor, fresh(case))

    text = page(client, case).text

    assert "Before “Identity verified” this is missing:" in text
    assert "Procedure reply: to be asked for by Our mission since" in text


def test_the_page_costs_at_most_fifteen_queries(client, mine, django_assert_max_num_queries):
    actor, case = mine
    with eyes(actor):
        ask_step(actor, fresh(case), step=step(case, "reply"))
        complete_step(
            actor, fresh(case), step=step(case, "removal"), result={"decided_on": "2025-10-21"}
        )
    page(client, case)

    with django_assert_max_num_queries(15 + 2):  # two for the savepoint of the test
        page(client, case)


def test_the_form_of_a_step_has_an_input_for_each_value_of_its_result(client, mine):
    _actor, case = mine

    text = client.get(act(case, "complete-step", step="removal")).text

    assert "Date of the decision" in text
    assert 'name="result_decided_on"' in text


def test_the_form_of_a_step_says_what_is_to_be_done(client, mine):
    _actor, case = mine
    words = {"explanation": "Read the paper.", "explanation_vi": "Đọc giấy tờ."}
    Procedure.objects.filter(code="removal").update(**words)

    english = client.get(act(case, "complete-step", step="removal")).text
    page = act(case, "complete-step", step="removal")
    vietnamese = client.get(page, headers={"Accept-Language": "vi"}).text

    assert "Read the paper." in english
    assert "Đọc giấy tờ." in vietnamese
    assert "Read the paper." not in client.get(act(case, "complete-step")).text


def test_a_result_is_sent_by_the_form(client, mine):
    actor, case = mine
    data = {
        "_version": version(actor, case),
        "_key": "k-1",
        "step": "removal",
        "result_decided_on": "2025-10-21",
    }
    response = client.post(act(case, "complete-step"), data)

    assert response.status_code == 302
    with eyes(actor):
        assert step(case, "removal").results.get().values == {"decided_on": "2025-10-21"}


def test_a_value_that_cannot_be_right_is_told_at_its_input(client, mine):
    actor, case = mine
    with eyes(actor):
        complete_step(actor, fresh(case), step=step(case, "reply"))
    data = {"_version": version(actor, case), "step": "passport", "result_expires_on": "soon"}
    response = client.post(act(case, "complete-step"), data)

    assert response.status_code == 422
    assert 'id="id_result_serial"' in response.text
    assert set(response.context["form"].errors) == {"result_serial", "result_expires_on"}


def test_a_closed_gate_is_told_on_the_form_in_words(client, mine):
    actor, case = mine
    with eyes(actor):
        advance_case(actor, fresh(case))
    response = client.post(act(case, "advance"), {"_version": version(actor, case), "_key": "k-2"})

    assert response.status_code == 422
    assert "Procedure reply: to be asked for by Our mission" in response.text


def test_a_case_officer_is_not_offered_to_waive(client, mine):
    _actor, case = mine
    log_in(client, officer())

    assert "waive-step" not in page(client, case).text


@pytest.mark.parametrize(("clock", "is_over"), [("16:00", False), ("18:00", True)])
def test_a_paper_runs_out_with_the_day_of_the_mission(mine, clock, is_over):
    actor, case = mine
    with eyes(actor):
        complete_step(actor, fresh(case), step=step(case, "reply"))
        result = {"serial": "N0000001", "expires_on": "2027-03-01"}
        complete_step(actor, fresh(case), step=step(case, "passport"), result=result)
        (file,) = load([fresh(case)])
        # At 17:00 UTC the next day begins in Bangkok.
        now = datetime.fromisoformat(f"2027-03-01T{clock}:00+00:00")

        assert (
            StepPage(file, frozenset(), now, Opened(actor, {})).is_expired(step(case, "passport"))
            is is_over
        )


def test_what_a_result_needs_is_needed_on_the_form_and_the_inputs_stand_together(client, mine):
    actor, case = mine
    with eyes(actor):
        complete_step(actor, fresh(case), step=step(case, "reply"))

    form = client.get(act(case, "complete-step", step="passport")).context["form"]

    assert form.fields["result_serial"].required
    assert not form.fields["result_expires_on"].required
    assert list(form.fields) == [
        "step",
        "when",
        "result_serial",
        "result_expires_on",
        "reference",
        "note",
        "result",
    ]


def test_tracks_that_are_done_fold_into_one_line(client, mine):
    actor, case = mine
    with eyes(actor):
        ask_step(actor, fresh(case), step=step(case, "reply"))
        record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done")
        complete_step(actor, fresh(case), step=step(case, "deposit"))

    tracks = page(client, case).context["tracks"]

    assert [str(track["label"]) for track in tracks] == [
        "Identity, Funding",
        "Host law",
        "Travel document",
    ]
    assert [row["code"] for row in tracks[0]["settled"]] == ["contact", "reply", "deposit"]


def test_an_answer_that_settles_a_step_is_told_once(client, mine):
    actor, case = mine
    with eyes(actor):
        ask_step(actor, fresh(case), step=step(case, "reply"))
        record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done")

    days = page(client, case).context["course"]["days"]

    titles = [str(entry["title"]) for day in days for entry in day["entries"]]
    assert [title for title in titles if "reply" in title] == [
        "Procedure reply: Immigration department answered",
        "Procedure reply: Immigration department was asked",
    ]
