"""The catalogue on its page, and the forms that enter and correct it."""

import pytest
from django.urls import reverse

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.procedures.models import Procedure
from cases.procedures.operations import put_procedure
from tests.factories import headquarters, officer
from tests.procedures.playbooks import a_limit
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

CATALOGUE = "/procedures/"


def test_the_catalogue_shows_who_acts_limits_and_what_is_sealed(client):
    with eyes(SYSTEM):
        put_procedure(
            SYSTEM, code="screening", track="protection", body="mission", name="Screening",
            restricted="protection", result_fields=[
                {"name": "seen_on", "kind": "day", "label": "Seen on"},
            ],
        )  # fmt: skip
        a_limit(unit="hours", amount=1, is_legal=False, verified=False)
    shown = log_in(client, officer()).get(CATALOGUE).text

    assert "Sealed: Protection" in shown
    assert "Written down when it is done: Seen on" in shown
    assert "<strong>1 hour</strong>" in shown
    assert "Not set by law" in shown
    assert "/put/" not in shown


def test_a_result_schema_typed_as_toml_is_kept_and_shown_again(client):
    log_in(client, headquarters())
    address = reverse("procedures_put", args=["procedures"])
    typed = {
        "code": "screening",
        "track": "protection",
        "body": "mission",
        "name": "Screening",
        "result_fields": '[[field]]\nname = "seen_on"\nkind = "day"\nlabel = "Seen “on”"\n',
        "_key": "1",
    }

    answer = client.post(address, typed)

    assert answer["Location"] == "/procedures/#screening"
    with eyes(SYSTEM):
        assert Procedure.objects.get(code="screening").result_fields == [
            {"name": "seen_on", "kind": "day", "label": "Seen “on”"}
        ]
    shown = client.get(address, {"code": "screening"}).context["form"]
    assert shown["result_fields"].value() == typed["result_fields"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[field]]\nname = ", "Line 2: This is not TOML"),
        ("name = 1", "Write each field as a table of its own, under [[field]]."),
        ('[[field]]\nname = "a"\nkind = "date"\nlabel = "A"', "Field 1, kind: The kind is one of"),
    ],
)
def test_a_faulty_result_schema_comes_back_with_its_fault(client, text, sentence):
    log_in(client, headquarters())
    typed = {"code": "x", "track": "travel", "body": "mission", "name": "X", "_key": "1"}

    answer = client.post(
        reverse("procedures_put", args=["procedures"]), {**typed, "result_fields": text}
    )

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_limit_is_shown_by_code_and_first_day(client):
    with eyes(SYSTEM):
        a_limit(valid_until="2026-06-30")
        a_limit(valid_from="2026-07-01", amount=7)
    log_in(client, headquarters())
    address = reverse("procedures_put", args=["limits"])

    shown = client.get(address, {"code": "reply", "valid_from": "2026-07-01"}).context["form"]

    assert shown["amount"].value() == 7
    assert shown["procedure"].value() == "identity-reply"
