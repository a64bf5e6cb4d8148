"""A death is kept by every way to close a case, and nothing that needs the person alive follows."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.casework.ledger import Entry, at_the_end
from cases.casework.meanings import ENDED_WELL
from cases.casework.operations import (
    close_case,
    complete_step,
    correct_transition,
    log_contact,
    record_crossing,
    record_fact,
    record_hold,
    record_statement,
    record_stay,
    reopen_case,
    void_transition,
)
from cases.casework.protection.operations import (
    flag_vulnerability,
    record_assessment,
    record_fitness,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from cases.core.precision import iso_between
from cases.core.registry import DECLARED
from cases.overview.reviews import outlived
from tests.api.calls import JSON, caller, on_many
from tests.casework.playbooks import a_playbook, a_procedure, step
from tests.refusals import refusal_of, refused
from tests.register import a_case, a_citizen, fresh
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
DIED_ON = "2025-11-20"
PRECISELY = [DIED_ON, "2025-11", "2025-11-20T09:00:00+07:00", "2025-11-18/2025-11-20"]
BEFORE, AFTER = When(day=date(2025, 11, 19)), When(day=date(2025, 11, 25))


@pytest.fixture
def actor(desk):
    return desk


@pytest.fixture
def case(actor):
    return a_case(actor, reported=parse_when("2025-10-22"))


def died(actor, case, said=DIED_ON):
    return close_case(actor, fresh(case), outcome="died", died_at=parse_when(said), note="Fell.")


def by_fact(actor, case, said=DIED_ON):
    fact = {"stage": "closed", "outcome": "died", "source": "mission", "reason": "Fell."}
    return record_fact(actor, fresh(case), when=parse_when(said), **fact)


def last(case):
    return case.transitions.standing().in_order().last()


def told(actor, case):
    return caller(actor).get(f"/api/v1/cases/{case.reference}/transitions/").json()["results"]


def stayed(actor, case, when, kind="at"):
    where = {"country": "TH"} if kind == "at" else {}
    record_stay(actor, fresh(case), kind=kind, when=when, source="mission", **where)


def reached(actor, case, when, **said):
    said = {"talked_with": "citizen", "outcome": "reached", "words": "Well."} | said
    return log_contact(actor, fresh(case), channel="phone", when=when, **said)


def stated(actor, case, when):
    said = {"kind": "return", "answer": "yes", "words": "Home.", "channel": "phone"}
    record_statement(actor, fresh(case), language="vi", when=when, **said)


def held(actor, case, when):
    record_hold(actor, fresh(case), reason="other", held_from=when, held_until=when)


def moved(actor, case, when, stage="ready"):
    fact = {"stage": stage, "source": "mission", "reason": "Seen."}
    record_fact(actor, fresh(case), when=when, **fact)


def contacted(actor, case, when):
    if when == AFTER:
        moved(actor, case, when, "contacted")


def gone_on(actor, case, when):
    moved(actor, case, when, "verified" if when == BEFORE else "arrived")


NEED_LIFE = {"stay": stayed, "talk": reached, "statement": stated, "hold": held}


@pytest.mark.parametrize("said", PRECISELY)
@pytest.mark.parametrize("close", [died, by_fact])
def test_both_ways_keep_when_the_person_died(actor, case, close, said):
    close(actor, case, said)

    row = last(case)
    assert iso_between(row.died_at.first, row.died_at.last, actor.zone) == said
    assert (row.occurred_from, row.occurred_at) == (row.died_at.first, row.died_at.last)
    assert told(actor, case)[-1]["died_at"] == said


@pytest.mark.parametrize("close", [died, by_fact])
def test_a_death_before_the_last_entry_closes_behind_it_and_keeps_its_day(actor, case, close):
    moved(actor, case, AFTER)

    close(actor, case)

    row = last(case)
    assert row.occurred_at == AFTER.resolve(actor.zone, row.recorded_at).last
    assert told(actor, case)[-1]["died_at"] == DIED_ON


def test_the_page_says_the_day_that_was_given_by_form_and_by_api(client, actor, case):
    other = a_case(actor, reported=parse_when("2025-10-22"))
    log_in(client, actor)
    typed = {"outcome": "died", "died_at_day": DIED_ON, "died_at_time": "", "_key": "a"}
    address = reverse("case_operation", args=[case.reference, "close"])
    page = client.post(address, typed | {"_version": fresh(case).version})
    said = {"outcome": "died", "died_at": DIED_ON}
    address = f"/api/v1/cases/{other.reference}/close/"
    answer = caller(actor).post(address, said, JSON, headers={"If-Match": "*"})
    with eyes(actor):
        third = a_case(actor, reported=parse_when("2025-10-22"))
    on_many(caller(actor), DECLARED["close_case"], [third], said)

    assert (page.status_code, answer.status_code) == (302, 200)
    for one in (case, other, third):
        page = client.get(one.get_absolute_url()).text
        assert "20 Nov 2025" in page
        assert "The day is not known." not in page


def test_a_death_of_no_known_day_closes_now_and_keeps_who_told_of_it(actor, case):
    close_case(actor, fresh(case), outcome="died", source="relative", source_detail="His sister")

    row = last(case)
    assert (row.died_at, row.occurred_at) == (None, row.recorded_at)
    assert (row.source, row.source_detail) == ("relative", "His sister")


@pytest.mark.parametrize("by", ["web", "api"])
def test_who_told_of_a_death_is_said_by_correcting_the_entry(client, actor, case, by):
    close_case(actor, fresh(case), outcome="declined")
    told_by = []
    for said in (
        {"outcome": "died", "source": "relative", "source_detail": "His sister"},
        {"source_detail": "His brother"},
        {"source": "host_authority", "source_detail": "Letter"},
        {},
        {"outcome": "declined"},
    ):
        with eyes(actor):
            sent = said | {"transition": str(last(case).uuid), "reason": "He called."}
        if by == "web":
            page = reverse("case_operation", args=[case.reference, "correct-transition"])
            shown = log_in(client, actor).get(page, {"transition": sent["transition"]})
            typed = as_shown(shown.context["form"]) | {"_key": str(len(told_by))}
            answer = client.post(page, typed | sent | {"_version": shown.context["version"]})
        else:
            address = f"/api/v1/cases/{case.reference}/correct-transition/"
            answer = caller(actor).post(address, sent, JSON, headers={"If-Match": "*"})
        assert answer.status_code == (302 if by == "web" else 200)
        with eyes(actor):
            told_by.append((last(case).source, last(case).source_detail))

    assert told_by == [
        ("relative", "His sister"),
        ("relative", "His brother"),
        ("host_authority", "Letter"),
        ("host_authority", "Letter"),
        ("mission", ""),
    ]


def test_who_told_of_something_else_told_nothing_of_a_death_nor_the_other_way_round(actor, case):
    told = {"stage": "closed", "source": "relative", "source_detail": "His sister", "reason": "-"}
    record_fact(actor, fresh(case), when=BEFORE, outcome="declined", **told)
    told_by = []
    for changes in (
        {"outcome": "died"},
        {"source": "home_authority", "source_detail": "Letter"},
        {"outcome": "declined"},
    ):
        correct_transition(actor, fresh(case), transition=last(case), reason="-", changes=changes)
        told_by.append((last(case).source, last(case).source_detail))

    assert told_by == [("mission", ""), ("home_authority", "Letter"), ("mission", "")]


def test_who_told_of_a_death_that_was_none_says_where_the_person_is(actor, case):
    close_case(actor, fresh(case), outcome="died", source="relative", source_detail="His sister")
    where = {"outcome": "serving_sentence", "country": "TH", "there_since": BEFORE}

    correct_transition(actor, fresh(case), transition=last(case), reason="-", changes=where)

    stay = case.citizen.stays.standing().get()
    assert (stay.source, stay.source_detail) == ("relative", "His sister")


def test_where_somebody_died_is_said_by_who_told_of_the_death(actor, case):
    close_case(actor, fresh(case), outcome="died", source="relative")
    where = {"country": "MM", "there_since": BEFORE}

    correct_transition(actor, fresh(case), transition=last(case), reason="-", changes=where)

    assert case.citizen.stays.standing().get().source == "relative"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"outcome": "declined", "died_at": BEFORE}, "death_without_outcome", "died_at"),
        ({"outcome": "died", "when": BEFORE}, "death_in_its_field", "when"),
        ({"outcome": "died", "died_at": parse_when("2199-01-01")}, "in_the_future", "died_at"),
        ({"outcome": "died", "died_at": parse_when("2024-11-10")}, "before_incident", "died_at"),
    ],
)
def test_refuses_what_is_no_day_of_a_death(actor, case, said, code, field):
    refusal = refusal_of(close_case, actor, case, **said)

    assert (refusal.code, refusal.problems[0].field) == (code, field)


def test_no_entry_is_before_birth_and_no_death_before_the_incident(actor):
    person = a_citizen(actor, birth=PartialDate(date(1984, 7, 27), "day"))
    case = a_case(actor, person, reported=parse_when("2025-10-22"))
    fact = {"stage": "closed", "outcome": "died", "source": "mission", "reason": "Told."}
    early = refused(record_fact, actor, case, when=parse_when("2024-11-10"), **fact)
    died(actor, case)
    found = [
        refused(
            correct_transition, actor, fresh(case), transition=row, reason="-",
            changes={"when": parse_when(day)},
        )
        for row, day in [
            (case.transitions.standing().get(kind="open"), "1960-05-05"),
            (last(case), "1960-05-05"),
            (last(case), "2024-11-10"),
        ]
    ]  # fmt: skip

    assert [early, *found] == [
        (422, code)
        for code in ("before_incident", "before_birth", "before_birth", "before_incident")
    ]


def test_a_death_before_a_closing_is_a_correction_of_it(client, actor, case):
    """Recorded behind it, a day between would tell of nobody who had died."""
    close_case(actor, fresh(case), outcome="lost_contact")
    closing, version = last(case), fresh(case).version
    fact = {"stage": "closed", "outcome": "died", "source": "mission", "reason": "Fell."}
    address = f"/api/v1/cases/{case.reference}/record-fact/"
    by_api = caller(actor).post(address, fact | {"when": DIED_ON}, JSON, headers={"If-Match": "*"})
    log_in(client, actor)
    typed = fact | {"when_day": DIED_ON, "when_time": "", "_key": "a"}
    address = reverse("case_operation", args=[case.reference, "record-fact"])
    page = client.post(address, typed | {"_version": version})

    assert (by_api.status_code, by_api.json()["code"]) == (422, "death_before_closing")
    assert f"correct-transition/?transition={closing.uuid}" in page.text
    with eyes(actor):
        anew = {"stage": "closed", "outcome": "died", "when": parse_when(DIED_ON)}
        correct_transition(actor, fresh(case), transition=closing, reason="Fell.", changes=anew)
        told_of = [row.to_outcome for row in case.transitions.standing().in_order()]
        between = parse_when("2025-11-22").resolve(actor.zone, closing.recorded_at).last
        with connection.cursor() as cursor:
            cursor.execute(
                "select outcome from figure_cases(%s, %s, 'infinity')", [case.incident_id, between]
            )
            assert (cursor.fetchall(), told_of) == ([("died",)], ["", "died"])
        assert iso_between(last(case).died_at.first, last(case).died_at.last, actor.zone) == DIED_ON
        call_command("verify_ledger")


def test_who_may_have_died_after_the_closing_died_then(actor, case):
    close_case(actor, fresh(case), outcome="lost_contact")
    day = last(case).occurred_at.astimezone(ZoneInfo(actor.zone)).date()

    by_fact(actor, case, str(day))

    assert [row.to_outcome for row in case.transitions.standing().in_order()][-2:] == [
        "lost_contact",
        "died",
    ]


def test_correcting_the_day_corrects_the_death_and_voiding_takes_it_back(actor, case):
    died(actor, case)
    correct = {"reason": "It was the 21st.", "changes": {"when": parse_when("2025-11-21")}}
    correct_transition(actor, fresh(case), transition=last(case), **correct)
    corrected = last(case).died_at

    void_transition(actor, fresh(case), transition=last(case), reason="Somebody else.")

    assert iso_between(corrected.first, corrected.last, actor.zone) == "2025-11-21"
    assert (fresh(case).stage, last(case).died_at) == ("reported", None)


def test_correcting_the_outcome_takes_the_death_back(actor, case):
    died(actor, case)
    changes = {"outcome": "declined"}

    correct_transition(
        actor, fresh(case), transition=last(case), reason="She lives.", changes=changes
    )

    assert told(actor, case)[-1]["died_at"] is None


@pytest.mark.parametrize("outcome", ["died", "declined", "own_means"])
@pytest.mark.parametrize("stage", ["arrived", "ready"])
def test_a_closing_is_not_corrected_into_an_open_stage(actor, case, outcome, stage):
    close_case(actor, fresh(case), outcome=outcome)

    refusal = refusal_of(
        correct_transition, actor, fresh(case), transition=last(case), reason="-",
        changes={"stage": stage},
    )  # fmt: skip

    assert (refusal.status, refusal.code) == (422, "closing_stays")


@pytest.mark.parametrize("fact", [*NEED_LIFE.values(), moved])
@pytest.mark.parametrize("close", [died, by_fact])
@pytest.mark.parametrize("behind", [False, True])
def test_what_needs_the_person_alive_is_refused_after_the_death(actor, case, close, behind, fact):
    if behind:
        moved(actor, case, When(day=date(2025, 11, 27)))
    close(actor, case)

    _status, code = refused(fact, actor, case, AFTER)

    closed = {held: "held_already", moved: "closed_as_died"}
    assert code == ("after_death" if behind else closed.get(fact, "after_death"))


@pytest.mark.parametrize("fact", NEED_LIFE.values())
def test_what_may_have_been_before_the_death_is_recorded(actor, case, fact):
    died(actor, case, "2025-11-27")

    for when in (BEFORE, parse_when("2025-11-25")):
        fact(actor, case, when)
    if fact is not held:
        fact(actor, case, parse_when("2025-11"))


def test_who_died_on_no_known_day_was_dead_when_the_case_was_closed(actor, case):
    close_case(actor, fresh(case), outcome="died")

    assert refused(reached, actor, case, None) == (422, "after_death")
    reached(actor, case, AFTER)


def test_the_way_of_the_body_words_with_relatives_and_tries_stay_possible(actor, case):
    died(actor, case)

    way = {"from_country": "TH", "to_country": "VN", "source": "mission"}
    record_crossing(actor, fresh(case), when=AFTER, **way)
    stayed(actor, case, AFTER, kind="lost")
    reached(actor, case, AFTER, talked_with="relative", ground="listened")
    reached(actor, case, AFTER, outcome="no_answer", words="")

    assert not outlived(actor).exists()


def test_a_reopened_case_takes_them_again(actor, case):
    died(actor, case)
    reopen_case(actor, fresh(case), reason="Somebody else had died.")

    stayed(actor, case, AFTER)


def assessed(actor, case, day):
    asked = {"answers": {"act": {"answer": "yes", "words": ""}}, "place": "Shelter"}
    record_assessment(actor, fresh(case), assessed_on=day, assessor="Invented officer", **asked)


TELL_LIFE = NEED_LIFE | {
    "contacted": contacted,
    "arrived": gone_on,
    "assessed": lambda actor, case, when: assessed(actor, case, when.day),
}


@pytest.mark.parametrize("name", TELL_LIFE)
@pytest.mark.parametrize("close", [died, by_fact])
def test_a_death_recorded_after_such_a_fact_is_an_entry_to_check(client, actor, case, close, name):
    TELL_LIFE[name](actor, case, BEFORE)
    TELL_LIFE[name](actor, case, AFTER)
    close(actor, case)
    assert outlived(actor).get().changes["outcome"] == "died"

    listed = log_in(client, actor).get(reverse("entries_to_review")).text
    page = client.get(case.get_absolute_url()).text

    for text in (listed, page):
        assert "The person had died by then" in text
        assert "(25 Nov 2025)" in text
        assert "(19 Nov 2025)" not in text


@pytest.mark.parametrize(("said", "is_told"), [(DIED_ON, True), ("2025-11-27", False)])
def test_the_form_says_before_saving_what_is_on_record_of_after_the_death(
    actor, case, said, is_told
):
    stayed(actor, case, AFTER)
    reached(actor, case, AFTER)

    address = f"/api/v1/cases/{case.reference}/close/"
    asked = caller(actor).get(address, {"outcome": "died", "died_at": said}).json()["consequences"]

    assert [("25 Nov 2025" in one and "entries to check" in one) for one in asked] == (
        [True, True] if is_told else [False]
    )
    with eyes(actor):
        assert fresh(case).stage == "reported"


@pytest.mark.parametrize(("spoken_on", "found"), [(DIED_ON, 0), ("2025-11-21", 1)])
def test_so_is_a_death_before_the_first_contact(client, actor, spoken_on, found):
    field = {"name": "spoken_on", "kind": "day", "label": "Spoken to on", "past": True}
    a_procedure("first-contact", name="Interview", result_fields=[field])
    a_playbook(steps=(("first-contact", "identity", "mission", ()),), gates={})
    case = a_case(actor, reported=parse_when("2025-10-22"))
    first = step(case, "first-contact")
    complete_step(actor, fresh(case), step=first, result={"spoken_on": spoken_on})

    died(actor, case)

    assert len(outlived(actor)) == found
    listed = log_in(client, actor).get(reverse("entries_to_review")).text
    page = client.get(case.get_absolute_url()).text
    assert [text.count("“Interview” (21 Nov 2025)") for text in (listed, page)] == [found, found]


def test_it_is_no_entry_to_check_once_the_day_is_corrected(actor, case):
    stayed(actor, case, AFTER)
    died(actor, case)
    day = {"when": parse_when("2025-11-26")}

    correct_transition(actor, fresh(case), transition=last(case), reason="Later.", changes=day)

    assert not outlived(actor).exists()


def test_a_talk_after_the_death_is_refused_by_page_and_api_alike(client, actor, case):
    died(actor, case)
    log_in(client, actor)
    said = {"talked_with": "citizen", "channel": "phone", "outcome": "reached", "words": "Well."}
    address = reverse("case_operation", args=[case.reference, "log-contact"])
    page = client.post(address, said | {"_key": "c"})
    address = f"/api/v1/cases/{case.reference}/log-contact/"
    answer = caller(actor).post(address, said, JSON)

    assert (page.status_code, answer.status_code) == (422, 422)
    assert answer.json()["code"] == "after_death"
    assert "The person had died by then" in page.text
    case = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()
    assert case["last_contact_at"] is None


def flagged(actor, case, day):
    flag_vulnerability(actor, fresh(case), kind="injury", since=day, source="mission")


def examined(actor, case, day):
    said = {"result": "fit", "examiner_role": "doctor", "examiner": "Invented doctor"}
    record_fitness(actor, fresh(case), valid_from=day, valid_until=day, **said)


def test_nobody_is_assessed_flagged_or_examined_after_their_death(actor, case):
    died(actor, case)

    for act in (assessed, flagged, examined):
        assert refused(act, actor, case, date(2025, 11, 21)) == (422, "after_death")
        act(actor, case, date(2025, 11, 20))


@pytest.mark.parametrize(
    ("outcome", "has_tick"), [("own_means", True), ("died", False), ("declined", False)]
)
def test_only_who_came_home_or_went_on_gets_a_tick(outcome, has_tick):
    said = {"stage": "closed", "stage_label": "Closed", "outcome_label": "Outcome"}
    said["outcome_well"] = outcome in ENDED_WELL

    assert ("#check" in render_to_string("components/case_status.html", said)) == has_tick


def test_another_entry_of_the_same_act_stays_beside_a_death_that_stands_at_the_last(actor, case):
    moved(actor, case, When(day=date(2025, 11, 27)))
    rows = list(case.transitions.standing().in_order())
    on = parse_when(DIED_ON).resolve(actor.zone, timezone.now())
    held, dead = ({"held": True}, {"stage": "closed", "outcome": "died"})
    entries = [Entry("fact", held, on), Entry("fact", dead, on)]

    placed = at_the_end(fresh(case), entries, rows, ())

    assert [sorted(entry.changes) for entry in placed] == [["held"], ["died", "outcome", "stage"]]


@pytest.mark.parametrize(
    ("fact", "when"), [(reached, AFTER), (stated, AFTER), (flagged, AFTER.day)]
)
def test_the_person_is_locked_before_it_is_asked_whether_they_have_died(actor, case, fact, when):
    with CaptureQueriesContext(connection) as queries:
        fact(actor, case, when)

    said = [query["sql"] for query in queries]
    asked = next(nth for nth, sql in enumerate(said) if "'died'" in sql)
    assert any("NO KEY UPDATE" in sql and "cases_citizen" in sql for sql in said[:asked])
