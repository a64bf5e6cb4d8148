"""One operation on many records: what is offered, for whom it is, and how many are too many."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.operations import assign_case
from cases.core.context import eyes
from cases.core.fields import Ref
from cases.core.many import BULK_LIMIT
from cases.core.registry import DECLARED
from cases.missions.models import Staff
from tests.factories import head
from tests.kept import copied, once
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

CASES = reverse("admin:cases_case_changelist")
CITIZENS = reverse("admin:cases_citizen_changelist")


def three_cases():
    with eyes(head()) as actor:
        people = [a_citizen(actor, full_name=f"Trần Thử {n}") for n in range(3)]
        return actor, [a_case(actor, person) for person in people]


made = once(three_cases)
mine = copied("made")
"""A head of mission with three cases."""


def bulk(client, action, rows, *, at=CASES, **typed):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(at, chosen | typed)


def held(actor):
    with eyes(actor):
        return set(Case.objects.values_list("held", flat=True))


def test_what_picks_one_row_of_one_record_is_never_for_many():
    picking = {
        item.name
        for item in DECLARED.values()
        if not item.is_creation
        and any(isinstance(f, Ref) and f.by == "uuid" for f in item.form.base_fields.values())
    }

    assert len(picking) >= 10
    assert not {name for name in picking if DECLARED[name].form.bulk}
    assert not DECLARED["correct_citizen"].form.bulk


def test_what_is_for_one_record_is_not_offered_for_many(client, mine):
    actor, cases = mine
    log_in(client, actor)

    offered = dict(client.get(CASES).context["action_form"].fields["action"].choices)
    refused = bulk(client, "void_transition", cases, _do="1", _key="k")

    assert "hold_case" in offered
    assert not {"void_transition", "correct_crossing", "void_stay"} & set(offered)
    assert refused.status_code == 302


def test_the_chosen_records_are_named_before_and_after(client, mine):
    actor, cases = mine
    log_in(client, actor)

    asked = bulk(client, "hold_case", cases)
    done = bulk(client, "hold_case", cases, _do="1", _key="k", reason="health")
    people = bulk(client, "open_case", [row.citizen for row in cases], at=CITIZENS)

    for case in cases:
        assert f"<li>{case.reference} · {case.citizen.full_name}</li>" in asked.text
        address = reverse("admin:cases_case_change", args=[case.pk])
        named = f"{case.reference} · {case.citizen.full_name}"
        assert f'<td><a href="{address}">{named}</a></td>' in done.text
        assert f"<li>{case.citizen.full_name}</li>" in people.text


def test_twenty_are_named_and_the_rest_counted(client, mine):
    actor, cases = mine
    with eyes(actor):
        cases += [a_case(actor, a_citizen(actor)) for _again in range(20)]
    log_in(client, actor)

    asked = bulk(client, "hold_case", cases)

    assert asked.text.count("<li>BKK-") == 20
    assert "and 3 more" in asked.text
    assert "23 records are chosen." in asked.text


def test_all_across_the_pages_are_those_confirmed(client, mine):
    actor, cases = mine
    log_in(client, actor)

    asked = bulk(client, "hold_case", cases[:1], select_across="1")

    assert asked.context["chosen"] == [case.pk for case in cases]


@pytest.mark.parametrize("across", ["0", "1"])
def test_more_than_the_limit_is_refused_and_nothing_done(client, mine, monkeypatch, across):
    actor, cases = mine
    monkeypatch.setattr("cases.core.many.BULK_LIMIT", 2)
    log_in(client, actor)
    typed = {"_do": "1", "_key": "k", "reason": "health", "select_across": across}

    response = client.post(
        CASES,
        {
            **typed,
            "action": "hold_case",
            "_selected_action": [case.pk for case in (cases[:1] if across == "1" else cases)],
        },
        follow=True,
    )

    assert "More than 2 records are chosen. Nothing was done." in response.text
    assert held(actor) == {False}
    assert BULK_LIMIT == 200


def test_nobody_is_left_without_an_officer_by_an_empty_box(client, mine):
    actor, cases = mine
    with eyes(actor):
        colleague = Staff.objects.get(pk=actor.staff_id)
        for case in cases:
            assign_case(actor, case, officer=colleague)
    log_in(client, actor)

    response = bulk(client, "assign_case", cases, _do="1", _key="k", officer="")
    given = bulk(client, "assign_case", cases, _do="1", _key="l", officer=colleague.username)

    assert response.status_code == 422
    assert "Choose an officer." in response.text
    assert given.text.count("Done") >= 3
    with eyes(actor):
        assert not Case.objects.filter(assigned_to=None).exists()


def test_one_case_may_still_be_taken_from_everybody(client, mine):
    actor, cases = mine
    log_in(client, actor)
    address = reverse("admin:cases_case_act", args=[cases[0].pk, "assign"])

    assert client.post(address, {"_key": "k", "officer": ""}).status_code == 302


@pytest.mark.parametrize("sent", [{"action": "hold_case", "index": "0"}, {"action": ""}])
def test_without_a_choice_the_list_says_in_its_own_words_what_to_choose(client, mine, sent):
    actor, _cases = mine
    told = log_in(client, actor).post(f"{CASES}?o=1", sent, follow=True)

    assert told.redirect_chain == [(f"{CASES}?o=1", 302)]
    assert "Tick the records and choose what to do. Nothing was changed." in told.text
    assert held(actor) == {False}


def test_the_way_back_keeps_filter_and_page(client, mine):
    actor, cases = mine
    log_in(client, actor)
    narrowed = f"{CASES}?held__exact=0"

    asked = bulk(client, "hold_case", cases, at=narrowed)
    typed = {"_do": "1", "_key": "k", "reason": "health", "_list": asked.context["narrowing"]}
    done, again = (bulk(client, "hold_case", cases, **typed) for _twice in range(2))

    assert f'<form method="post" action="{CASES}"' in asked.text
    for answer in (asked, done, again):
        assert f'href="{narrowed}"' in answer.text
    assert again.text.count("Done") >= 3


def test_what_is_out_of_sight_is_told_as_such_and_has_no_form(client, mine):
    _actor, cases = mine
    log_in(client, head(yangon=True))

    told = client.post(
        CASES, {"action": "hold_case", "_selected_action": [cases[0].pk]}, follow=True
    )

    assert "None of the chosen records is in sight. Nothing was done." in told.text
    assert "0 records are chosen" not in told.text
