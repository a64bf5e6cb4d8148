"""A program with scopes learns nothing of the person whose posting it acts under."""

import pytest

from cases.accounts.models import StaffSession
from cases.core.context import eyes
from cases.exchange.models import ApiToken
from tests.api.calls import JSON, caller, token_of, with_token
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.register import a_case

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def test_a_program_finds_no_session_and_no_token_but_its_own():
    chief = head()
    caller(chief)
    token_of(chief, label="Another")
    program = with_token(token_of(chief, label="Figures", scopes=["figures.read"]))
    other = ApiToken.objects.get(label="Another")

    sessions = program.get(f"{ROOT}sessions/")
    tokens = program.get(f"{ROOT}tokens/")

    assert StaffSession.objects.filter(staff_id=chief.staff_id).exists()
    assert (sessions.status_code, sessions.json()["code"]) == (403, "not_in_scope")
    assert [row["label"] for row in tokens.json()["results"]] == ["Figures"]
    assert program.get(f"{ROOT}tokens/{other.uuid}/").status_code == 404
    assert "sessions" not in program.get(ROOT).json()["resources"]


def test_whoever_is_logged_in_or_holds_the_whole_role_finds_both():
    chief = head()
    client, whole = caller(chief), with_token(token_of(chief, label="Whole"))

    for one in (client, whole):
        assert one.get(f"{ROOT}sessions/").json()["results"]
        assert [row["label"] for row in one.get(f"{ROOT}tokens/").json()["results"]] == ["Whole"]


def test_a_program_reads_no_list_that_its_scopes_do_not_name():
    """Of every list of the root, by the token that reads figures alone, of the widest role."""
    program = with_token(token_of(headquarters(), scopes=["figures.read"]))
    open_to_all = set(program.get(ROOT).json()["resources"])
    lists = caller(headquarters()).get(ROOT).json()["resources"]

    for name, address in lists.items():
        status = program.get(address).status_code
        assert (status == 200) is (name in open_to_all), name
    assert not open_to_all & {"cases", "citizens", "exports", "sessions", "notices", "record"}


def test_a_key_used_at_one_posting_is_another_request_at_the_next():
    with eyes(officer()) as desk:
        case = a_case(desk)
    elsewhere = PostingFactory(
        staff_id=desk.staff_id, mission=MissionFactory(yangon=True), role="head_of_mission"
    ).actor()
    said = {"path": f"{ROOT}cases/{case.reference}/note/", "data": {"text": "Heard of her."}}
    headers = {"If-Match": "*", "Idempotency-Key": "the-same"}

    first = with_token(token_of(desk)).post(**said, content_type=JSON, headers=headers)
    again = with_token(token_of(desk)).post(**said, content_type=JSON, headers=headers)
    there = with_token(token_of(elsewhere)).post(**said, content_type=JSON, headers=headers)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["Idempotent-Replay"] == "true"
    assert (there.status_code, there.json()["code"]) == (422, "key_reused")
