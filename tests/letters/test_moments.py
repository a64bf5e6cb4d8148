"""Letters tell moments as precisely as they are known, and the way of the person in its order."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from cases.casework.models import Step, StepResult, Transition
from cases.casework.whereabouts import whereabouts
from cases.core.configured import path_of
from cases.core.facts import When
from cases.crossings.models import Crossing, Stay
from cases.letters.composing import step_rows
from cases.letters.values import values_of
from cases.missions.models import Authority, Mission
from cases.places.choices import Country
from cases.procedures.models import Procedure
from tests.letters.test_contradictions import facts, passport

ZONE = "Asia/Bangkok"
KNOWN = datetime(2025, 12, 1, tzinfo=UTC)
MONTH = When(day=date(2025, 10, 1), until=date(2025, 10, 31))
NATIVE = {"en": "October 2025", "vi": "10/2025"}
SINCE = {"en": "(since October 2025)", "vi": "(từ tháng 10/2025)"}


def on(number, *, month=10):
    return When(day=date(2025, month, number))


def span(when):
    found = when.resolve(ZONE, KNOWN)
    return {"occurred_from": found.first, "occurred_at": found.last}


def crossed(out_of, to, when, number=1, citizen_id=1):
    said = {"number": number, "citizen_id": citizen_id, **span(when)}
    return Crossing(from_country=out_of, to_country=to, **said)


def stayed(country, when, number=1, **said):
    return Stay(kind="at", country=country, citizen_id=1, number=number, **span(when), **said)


def after(*way, language="en", **said):
    """Return facts of somebody after a way, what the record repeats of it included."""
    found, last = facts(**said), whereabouts(way)
    found.zone, found.language, found.way = ZONE, language, list(way)
    person = found.case.citizen
    person.now_country, person.now_from, person.now_since = (
        last.country,
        last.since_from,
        last.since,
    )
    return found


def values(*way, language="en"):
    with override(language):
        return values_of(after(*way, language=language))


@pytest.mark.parametrize("language", NATIVE)
def test_a_month_is_told_as_a_month(language):
    found = after(crossed("MM", "TH", MONTH), stayed("TH", MONTH, 2), language=language)
    found.case.citizen.now_holder = Authority(name="Police", name_vi="Cảnh sát")

    with override(language):
        said = values_of(found)

    assert said["known_since"] == NATIVE[language]
    assert said["crossing"].endswith(f", {NATIVE[language]}")
    assert SINCE[language] in said["holder"]
    assert "31" not in said["known_since"] + said["crossing"] + said["holder"]


def test_in_whose_hands_somebody_is_since_they_came_into_them_not_since_the_last_move():
    way = (
        crossed("MM", "TH", on(22)),
        stayed("TH", on(23), 2, place_id=1, holder_id=7),
        stayed("TH", on(28), 3, place_id=2, holder_id=7),
    )
    found = after(*way)
    found.case.citizen.now_holder = Authority(pk=7, name="Police")

    assert "23 October 2025" in values_of(found)["holder"]


def test_whoever_is_in_other_hands_by_a_record_out_of_sight_has_no_day_of_the_hands_in_sight():
    found = after(crossed("MM", "TH", on(22)), stayed("TH", on(23), 2, holder_id=7))
    out_of_sight = span(on(1, month=11))
    person = found.case.citizen
    person.now_holder = Authority(pk=8, name="Police")
    person.now_from, person.now_since = out_of_sight["occurred_from"], out_of_sight["occurred_at"]

    assert "since 1 November 2025" in values_of(found)["holder"]


@pytest.mark.parametrize(("is_found_again", "day"), [(False, "23"), (True, "30")])
def test_of_whom_contact_was_lost_it_is_told_since_when_they_had_been_in_these_hands(
    is_found_again, day
):
    held = {"holder_id": 7, "holder": Authority(pk=7, name="Police")}
    lost = Stay(kind="lost", citizen_id=1, number=5, **span(on(29)))
    way = [stayed("TH", on(23), 2, **held), stayed("TH", on(28), 3, **held), lost]
    if is_found_again:
        again = Stay(kind="lost", citizen_id=1, number=7, **span(on(31)))
        way += [stayed("TH", on(30), 6, **held), again]
    found = after(*way, case={"stage": "closed", "outcome": "lost_contact"})

    assert f"since {day} October 2025" in values_of(found)["holder"]


def heard_last(when, *, language="en"):
    """Return facts, written in Yangon, of who was last heard of as their case told in Bangkok."""
    closed = span(on(20, month=11))
    heard = span(when) | {"occurred_at": closed["occurred_at"]}
    lost = Stay(kind="lost", citizen_id=1, number=2, operation="close_case", **heard)
    found = after(stayed("TH", on(1, month=9)), lost, language=language)
    office = Mission(zone=ZONE)
    found.elsewhere.endings[2] = Transition(recorded_for=office, recorded_at=KNOWN, **closed)
    found.zone = "Asia/Yangon"
    return found


@pytest.mark.parametrize(
    ("when", "language", "until"),
    [
        (on(25), "en", "until 25 October 2025"),
        (on(25), "vi", "đến 25/10/2025"),
        (MONTH, "en", "until October 2025"),
        (MONTH, "vi", "đến 10/2025"),
        (When.at(datetime(2025, 10, 24, 17, 20, tzinfo=UTC)), "en", "until 24 October 2025"),
    ],
)
def test_when_somebody_was_last_heard_of_is_told_as_it_was_said(when, language, until):
    found = heard_last(when, language=language)

    with override(language):
        assert values_of(found)["country_now"].endswith(until)


@pytest.mark.parametrize(("language", "day"), [("en", "22 October 2025"), ("vi", "22/10/2025")])
def test_a_day_and_an_instant_are_told_as_their_day(language, day):
    instant = When.at(datetime(2025, 10, 21, 18, 30, tzinfo=UTC))

    for when in (on(22), instant):
        said = values(crossed("MM", "TH", when), language=language)
        assert said["known_since"] == day
        assert said["crossing"].endswith(f", {day}")


@pytest.mark.parametrize(("language", "has_numbers"), [("en", False), ("vi", True)])
def test_all_days_in_the_rows_of_a_letter_have_one_form(language, has_numbers):
    day = date(2025, 3, 1)
    paper = passport(issued_on=day, expires_on=day, status="lost")
    born = {"birth_on": day, "birth_precision": "day"}
    found = after(language=language, documents=[paper], case={"journey_on": day}, **born)
    procedure = Procedure(
        code="passport-issue",
        result_fields=[
            {"name": "serial", "kind": "text", "label": "Serial"},
            {"name": "expires_on", "kind": "day", "label": "Until"},
        ],
    )
    found.steps = [Step(pk=1, procedure=procedure, status="done")]
    found.results = {1: StepResult(values={"serial": "C1", "expires_on": day.isoformat()})}

    with override(language):
        rows = values_of(found)

    form = "01/03/2025" if has_numbers else "1 March 2025"
    for code in ("birth", "passport", "lost_passport", "travel_document", "journey"):
        assert form in rows[code], code
    assert rows["passport"].count("2025") == rows["passport"].count(form) == 2


def test_no_sentence_of_a_letter_has_a_day_in_numbers():
    for path in path_of("letters").glob("*.typ"):
        assert not re.search(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", path.read_text()), path.name


def test_the_steps_of_a_case_that_was_closed_in_a_month_rest_since_that_month():
    found, october = after(case={"stage": "closed", "outcome": "declined"}), span(MONTH)
    found.closing = Transition(recorded_at=KNOWN, **october)
    asked = Step(status="asked", status_at=october["occurred_at"])
    asked.status_from = october["occurred_from"]
    found.steps = [Step(status="open", status_at=KNOWN), asked]
    for step in found.steps:
        step.procedure = Procedure(name="Verification")

    with override("en"):
        assert "October 2025: " in values_of(found)["stage"]
        assert {row["since"] for row in step_rows(found)} == {"October 2025"}


def test_since_is_the_day_of_the_country_and_not_of_the_place():
    way = [stayed("MM", on(20)), crossed("MM", "TH", on(22)), stayed("TH", on(26), 2)]

    said = values(*way, language="vi")

    assert (said["country_now"], said["known_since"]) == ("Thái Lan", "22/10/2025")


def test_since_is_not_told_where_the_way_in_sight_ends_elsewhere():
    found = after(crossed("MM", "TH", on(22)))
    found.case.citizen.now_country = "LA"

    assert values_of(found)["known_since"] == ""


def test_who_went_out_and_came_back_is_there_since_the_return():
    way = [
        crossed("MM", "TH", on(20)),
        crossed("TH", "LA", on(22), 2),
        crossed("LA", "TH", on(24), 3),
        stayed("TH", on(26)),
    ]

    assert values(*way)["known_since"] == "24 October 2025"


def test_the_last_border_is_that_of_the_way_and_agrees_with_the_whereabouts():
    evening = When.at(datetime(2025, 11, 25, 11, tzinfo=UTC))
    way = [crossed("LA", "VN", evening, 2), crossed("TH", "LA", on(25, month=11))]

    said = values(*way)

    assert said["whereabouts"] == str(Country.VN.label)
    assert said["crossing"] == "Laos – Viet Nam, 25 November 2025"


def test_a_border_of_another_record_of_the_person_counts():
    way = [crossed("MM", "TH", on(20)), crossed("TH", "LA", on(22), citizen_id=2)]

    assert values(*way)["crossing"].startswith("Thailand – Laos")
