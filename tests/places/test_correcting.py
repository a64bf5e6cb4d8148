"""Correcting reference data: what was seen is compared and told; an end keeps what is past."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.forms import OfferTransfer, RecordStay
from cases.casework.operations import record_stay
from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.models import RowVersion
from cases.core.row_history import history_of_row
from cases.missions.forms import PutMission
from cases.missions.operations import put_authority, put_country_day, put_mission, set_office_hours
from cases.places.forms import PutPlace
from cases.places.models import Place
from cases.places.operations import put_place, put_province
from cases.procedures.forms import PutLimit
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import (
    AuthorityFactory,
    MissionFactory,
    PlaceFactory,
    head,
    headquarters,
    officer,
)
from tests.procedures.playbooks import a_limit as a_reply_limit
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db

FORD = {"name": "A ford", "kind": "ford", "country": "TH"}
BODY = {"name": "A post", "kind": "police", "country": "TH"}
EMBASSY = {"name": "An embassy", "kind": "embassy", "country": "TH", "zone": "Asia/Bangkok"}
PROVINCE = {"name": "Nghệ An", "generation": "new"}
PUT = [
    (put_place, "ford", FORD),
    (put_authority, "post", BODY),
    (put_mission, "XIN", EMBASSY),
    (put_province, "N41", PROVINCE),
]
YESTERDAY = {"valid_until": present.today("UTC") - timedelta(days=2)}


@pytest.mark.parametrize(("put", "code", "values"), PUT, ids=lambda value: str(value)[:12])
def test_who_saw_another_version_overwrites_nothing(put, code, values):
    with eyes(headquarters()) as actor:
        row = put(actor, code=code, **values)
        put(actor, code=code, **values | {"name": "Of the first"}, version=1)
        refusal = refusal_of(put, actor, code=code, **values | {"name": "Of the second"}, version=1)

        assert (refusal.status, refusal.code) == (409, "stale_version")
        assert (fresh(row).name, fresh(row).version) == ("Of the first", 2)


def test_the_same_again_leaves_the_version():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **FORD)
        put_place(actor, code="ford", **FORD, version=1)

    assert Place.objects.get().version == 1


def test_a_new_entry_does_not_overwrite_one_that_is_there():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **FORD, version=0)
        with pytest.raises(Refused) as refusal:
            put_place(actor, code="ford", **FORD | {"name": "Another ford"}, version=0)

    assert refusal.value.code == "stale_version"
    assert "already" in str(refusal.value.message)
    assert Place.objects.get().name == "A ford"


def test_the_code_of_an_entry_is_not_changed_by_correcting_it():
    with eyes(headquarters()) as actor:
        put_place(actor, code="ford", **FORD)
        refusal = refusal_of(put_place, actor, code="another-ford", **FORD, version=1)

    assert (refusal.status, refusal.code) == (422, "code_stays")
    assert Place.objects.count() == 1


def test_office_hours_are_a_new_version_of_the_mission():
    actor = head()
    mission = MissionFactory()
    with eyes(actor):
        set_office_hours(actor, mission, opens=mission.office_opens, closes=mission.office_closes)

    assert fresh(mission).version == mission.version + 1


def test_the_last_day_is_not_before_the_first():
    actor = headquarters()
    day = present.today("UTC")
    for put, code, values in PUT[:3]:
        with eyes(actor), pytest.raises(Refused) as refusal:
            put(actor, code=code, **values, valid_from=day, valid_until=day - timedelta(days=1))

        assert [problem.field for problem in refusal.value.problems] == ["valid_until"]


def preview(form, actor, code, **typed):
    shown = form(actor, initial={"code": code})
    data = {name: shown[name].value() for name in shown.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    asked = form(actor, data={**data, **typed})
    return [str(sentence) for sentence in asked.consequences()]


def test_what_would_change_is_told_and_who_uses_the_entry():
    actor = officer()
    place = PlaceFactory(latitude="16.69080", longitude="98.5", accuracy_m=500)
    lead = headquarters()
    with eyes(actor):
        case = a_case(actor)
        record_stay(
            actor,
            case,
            when=When(day=present.today(actor.zone)),
            kind="at",
            place=place,
            source="mission",
        )

    with eyes(lead):
        typed = {"name": "Mae Ku", "latitude": "16.6908", "verified": "on"}
        assert preview(PutPlace, lead, place.code, **typed) == [
            "Name in English: Mae Ku ford → Mae Ku",
            "Confirmed by a source: No → Yes",
            "It is the last known place of 1 person.",
        ]
        assert preview(PutPlace, lead, place.code) == ["Nothing changes."]
        asked = {"name": "A ford", "kind": "ford", "country": "TH"}
        assert preview(PutPlace, lead, "no-such-ford", **asked) == ["A new entry would be made."]
        assert "It has 1 open case." in preview(PutMission, lead, "BKK", name="Another name")


def test_former_values_of_a_row_say_who_what_and_on_what_ground():
    first, second = headquarters(), headquarters()
    with eyes(first):
        place = put_place(first, code="ford", **FORD, source="A map")
    with eyes(second):
        put_place(second, code="ford", **FORD | {"kind": "pier"}, source="A visit, 2025-11-02")
    with eyes(first):
        put_place(first, code="ford", **FORD | {"kind": "gate"}, source="A visit, 2025-11-02")

        newest, older = history_of_row(first, fresh(place)).changes

    told = [(row.label, row.before, row.after) for row in older.changes]
    assert told == [("Kind", "Ford", "Pier"), ("Source", "A map", "A visit, 2025-11-02")]
    assert (older.who, newest.who) == (second.name, first.name)
    assert older.operation == "put_place"
    assert older.why == newest.why == "A visit, 2025-11-02"
    assert [(row.before, row.after) for row in newest.changes] == [("Pier", "Border gate")]


def test_the_last_day_of_a_limit_is_among_former_values():
    """It was left out with the column of the case that has its name."""
    limit = a_limit(a_procedure("invented"))
    type(limit).objects.filter(pk=limit.pk).update(valid_until=present.today("UTC"))

    with eyes(headquarters()):
        assert "valid_until" in RowVersion.objects.get(table_name="cases_limit").old
    assert PutLimit.known_also == ("valid_from",)


def test_what_is_over_is_offered_last_and_still_taken():
    actor = officer()
    PlaceFactory(code="open-shelter", name="Open shelter", kind="shelter")
    over = PlaceFactory(code="closed-shelter", name="Closed shelter", kind="shelter", **YESTERDAY)
    with eyes(actor):
        case = a_case(actor)
        form = RecordStay(actor, case, data={"place": "closed-shelter"})
        last = list(form.fields["place"].choices)[-1]
        form.full_clean()

        assert str(last[0]) == "No longer in force"
        assert [code for code, _label in last[1]] == ["closed-shelter"]
        assert "until" in last[1][0][1]
        assert form.cleaned_data["place"] == over


def test_nothing_new_goes_to_a_mission_that_is_over():
    actor = head()
    MissionFactory(yangon=True, **YESTERDAY)
    MissionFactory(code="XIN")
    with eyes(actor):
        form = OfferTransfer(actor, a_case(actor))
        codes = [code for code, _label in form.fields["mission"].choices]

    assert "XIN" in codes
    assert "RGN" not in codes


def test_a_person_keeps_the_body_that_is_over():
    actor = officer()
    body = AuthorityFactory(**YESTERDAY)
    with eyes(actor):
        person = a_citizen(actor)
        case = a_case(actor, person)
        record_stay(
            actor,
            case,
            when=When(day=YESTERDAY["valid_until"]),
            kind="at",
            country="TH",
            holder=body,
            source="mission",
        )

        assert fresh(person).now_holder == body


DAYS = {"country": "TH", "kind": "off", "starts_on": date(2026, 4, 16), "source": "A decree"}


def put_a_limit(actor, code):
    return a_reply_limit(code=code)


@pytest.mark.parametrize(
    ("put", "table", "values"),
    [
        (put_mission, "cases_mission", EMBASSY),
        (put_country_day, "cases_countryday", DAYS | {"name": "A day"}),
        (put_a_limit, "cases_limit", {}),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_stood_before_is_read_under_a_lock(put, table, values):
    actor = headquarters()
    code = "XIN" if put is put_mission else "xin"
    with eyes(actor):
        put(actor, code=code, **values)
        with CaptureQueriesContext(connection) as asked:
            put(actor, code=code, **values)

    reads = [row["sql"] for row in asked if f'FROM "{table}"' in row["sql"]]
    assert "FOR NO KEY UPDATE" in reads[0]
