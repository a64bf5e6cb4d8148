"""Putting missions and counterpart bodies into the reference data."""

import pytest
from django.utils.translation import override

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import RowVersion
from cases.missions.forms import PutMission
from cases.missions.models import Authority, Mission
from cases.missions.operations import put_authority, put_mission
from tests.factories import PostingFactory, head, headquarters
from tests.refusals import refusal_of
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

VALUES = {"name": "An embassy", "kind": "embassy", "country": "TH", "zone": "Asia/Bangkok"}


def test_enters_and_corrects_a_mission():
    with eyes(headquarters()) as actor:
        put_mission(actor, code="XIN", **VALUES)
        put_mission(actor, code="XIN", **VALUES, phone="+66 00 000 0000")

        assert Mission.objects.get(code="XIN").phone == "+66 00 000 0000"
        assert RowVersion.objects.get(table_name="cases_mission").old == {"phone": ""}


def test_a_mission_is_called_what_it_is_called_in_the_language_of_the_reader(client):
    actor = headquarters()
    names = {"name_vi": "Một đại sứ quán", "name_fr": "Une ambassade"}
    with eyes(actor):
        put_mission(actor, code="XIN", **VALUES, **names)
        mission = Mission.objects.get(code="XIN")

    for language, label in {
        "en": "An embassy",
        "vi": names["name_vi"],
        "fr": "Une ambassade",
    }.items():
        with override(language):
            assert mission.label == label
    log_in(client, PostingFactory(mission=mission).actor())
    page = client.get("/cases/", headers={"Accept-Language": "fr"})
    assert "Une ambassade" in page.text.split("</header>")[0]


def test_refuses_a_time_zone_that_does_not_exist():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_mission(actor, code="XIN", **(VALUES | {"zone": "Asia/Bankok"}))

    assert (refusal.value.code, refusal.value.problems[0].field) == ("unknown_zone", "zone")


def test_refuses_a_code_of_another_form():
    with eyes(headquarters()) as actor:
        assert refusal_of(put_mission, actor, code="bk1", **VALUES).problems[0].field == "code"


def test_the_form_says_what_a_code_looks_like():
    form = PutMission(headquarters(), json={"code": "bkk", **VALUES})

    assert str(form.problems()[0].message) == "Use three capital letters, such as BKK."


def test_refuses_a_head_of_mission():
    with eyes(head()) as actor:
        assert refusal_of(put_mission, actor, code="XIN", **VALUES).status == 403


def test_enters_a_counterpart_body_once():
    actor = headquarters()
    values = {"name": "Border police", "country": "TH", "kind": "police", "verified": True}
    with eyes(actor):
        put_authority(actor, code="border-police", **values)
        put_authority(actor, code="border-police", **values)

        assert Authority.objects.get().verified
        assert not RowVersion.objects.filter(table_name="cases_authority").exists()


def test_refuses_a_counterpart_body_of_an_unknown_kind():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_authority(actor, code="club", name="A club", country="TH", kind="club")

    assert refusal.value.problems[0].field == "kind"
