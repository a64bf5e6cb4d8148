"""Scopes: a token does and sees what its role and its scopes both allow, on both walls."""

from dataclasses import replace

import pytest

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.core.roles import GROUPS, PEOPLE, READING, SIGHTS, operations_of, role_rows, sights_of
from cases.core.scopes import rights_within, scope_rows, scopes_with, sights_within
from cases.exchange.choices import NARROWING
from cases.exchange.models import ApiToken
from cases.exchange.operations import create_token
from tests.api.calls import JSON, caller, token_of, with_token
from tests.factories import head, officer
from tests.refusals import refusal_of
from tests.register import a_case
from tests.statements import selected_value
from tests.web.session import logged_in
from tests.world import every_operation

pytestmark = pytest.mark.django_db
FOR_PERSONS = {
    *("account.own", "staff.administer", "staff.manage", "posting.manage"),
    *("token.manage", "token.issue_service", "token.oversee", "notice.read"),
    *("view.save", "view.share", "configuration.load"),
    *("case.open_sealed", "clock.recount", "unsealing.review", "export.approve"),
}
"""What belongs to a person and not to a program: no scope holds it."""


RIGHTS = {row.operation.may for row in every_operation()}
CASES = "/api/v1/cases/"


def holder(role, *scopes):
    """Whoever acts by a token of a role."""
    return Actor(kind="staff", name="x", role=role, scopes=frozenset(scopes))


def acting_by(actor, *scopes):
    """Return who acts by a new token of this posting."""
    token_of(actor, scopes=list(scopes))
    rows = ApiToken.objects.select_related("posting__mission", "posting__staff")
    return replace(rows.latest("pk").actor(), proved_at=None)


def test_the_file_names_known_words_and_every_right_has_a_scope_or_is_for_persons():
    rows = scope_rows()
    held = {right for row in rows.values() for right in row.get("operations", ())}

    assert set(rows) == set(NARROWING)
    assert {word for row in rows.values() for word in row.get("sees", ())} <= SIGHTS
    assert {word for row in rows.values() for word in row.get("groups", ())} <= GROUPS
    assert held & FOR_PERSONS == set()
    assert (RIGHTS | READING) - held == FOR_PERSONS
    assert held - RIGHTS - READING == set()


def test_tokens_are_made_by_roles_that_see_people_and_never_by_another_system():
    makers = {role for role in role_rows() if "token.manage" in operations_of(role)}
    issuers = {role for role in role_rows() if "token.issue_service" in operations_of(role)}

    assert all(PEOPLE in sights_of(role) for role in makers)
    assert issuers == {"head_of_mission", "headquarters_lead"}
    assert "api_client" not in makers


def test_scopes_narrow_every_role_and_widen_none():
    for role in role_rows():
        for word in NARROWING:
            narrow, within = holder(role, word), frozenset({word})

            assert narrow.sights <= sights_of(role) & sights_within(within), (role, word)
            found = {right for right in RIGHTS if narrow.may(right)}
            assert found == operations_of(role) & rights_within(within) & RIGHTS, (role, word)
        assert holder(role, "of.no.file").sights == frozenset()
        assert holder(role, *NARROWING).whole.sights == sights_of(role)


def test_every_operation_says_which_scope_it_takes():
    for declared in every_operation():
        takes = scopes_with(declared.operation.may)
        roles = [role for role in role_rows() if declared.operation.may in operations_of(role)]
        for role in roles[:1]:
            others = holder(role, *(set(NARROWING) - set(takes)))
            refusal = refusal_of(declared.operation.allow, others)

            told = (refusal.status, refusal.code, refusal.extra["scopes"])
            assert told == (403, "not_in_scope", takes), declared.name


def test_a_token_for_figures_finds_no_case_by_any_statement():
    with eyes(officer()) as actor:
        case = a_case(actor)
    with eyes(acting_by(actor, "figures.read")) as narrow:
        by_statement = selected_value("select count(*) from cases_case")
    with eyes(narrow):
        found = Case.objects.visible_to(narrow).count()
    answer = with_token(token_of(actor, scopes=["figures.read"])).get(CASES)

    assert (by_statement, found) == (0, 0)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert "cases.read" in answer.json()["scopes"]
    assert case.reference not in answer.text


def test_a_token_that_reads_writes_nothing_and_the_refusal_is_on_record():
    with eyes(officer()) as actor:
        case = a_case(actor)
    client = with_token(token_of(actor, scopes=["cases.read"]))

    read = client.get(f"{CASES}{case.reference}/")
    refused = client.post(
        f"{CASES}{case.reference}/note/", {"text": "x"}, JSON, headers={"If-Match": "*"}
    )

    assert read.status_code == 200
    assert read.json()["actions"] == []
    assert (refused.status_code, refused.json()["scopes"]) == (403, ["cases.write"])
    with eyes(head()):
        assert AuditEntry.objects.filter(code="not_in_scope", operation="add_note").count() == 1


def test_a_refusal_says_that_one_of_several_scopes_is_enough():
    client = with_token(token_of(officer(), scopes=["figures.read"]))

    several = client.get(CASES).json()
    one = client.post("/api/v1/places/put/", {}, JSON)

    assert "It takes one of these scopes: cases.read, exports, " in several["title"]
    assert one.status_code == 403


def test_totals_are_counted_of_cases_and_so_take_a_scope_that_sees_them():
    with eyes(officer()) as actor:
        case = a_case(actor)
    there = f"/api/v1/incidents/{case.incident.code}/totals/"

    figures = with_token(token_of(actor, scopes=["figures.read"])).get(there)
    cases = with_token(token_of(actor, scopes=["cases.read"])).get(there)

    assert (figures.status_code, "cases.read" in figures.json()["scopes"]) == (403, True)
    assert cases.status_code == 200


def test_the_page_says_that_what_writes_reads_too():
    page = logged_in(officer()).get("/tokens/").text

    assert "Whatever writes also reads all cases and people" in page


def test_what_is_restricted_needs_a_scope_of_its_own():
    actor = head()

    bare = acting_by(actor, "cases.read")
    more = acting_by(actor, "cases.read", "health.read")
    alone = holder("head_of_mission", "health.read")

    assert (bare.sights & GROUPS, more.sights & GROUPS) == (set(), {"health"})
    assert alone.sights == frozenset()


def test_a_token_says_what_it_is_for():
    client = with_token(token_of(officer(), scopes=["figures.read", "cases.read"]))

    root = client.get("/api/v1/").json()

    assert root["me"]["scopes"] == ["cases.read", "figures.read"]
    assert "cases" in root["resources"]
    assert "places" not in root["resources"]
    assert root["actions"] == []


def test_one_without_scopes_does_what_its_role_does():
    actor = officer()
    client = with_token(token_of(actor))

    assert client.get("/api/v1/").json()["me"]["scopes"] is None
    assert ApiToken.objects.get().scopes is None


@pytest.mark.parametrize(
    ("scopes", "code"),
    [
        (["role", "cases.read"], "scopes_mixed"),
        (["record.read"], "scope_without_effect"),
        (["health.read"], "scope_needs_cases"),
    ],
)
def test_refuses_scopes_that_would_mislead(scopes, code):
    with eyes(officer()) as actor, pytest.raises(Refused) as refusal:
        create_token(actor, label="Report", scopes=scopes)

    assert [(row.field, row.code) for row in refusal.value.problems] == [("scopes", code)]


def test_the_api_asks_what_a_token_is_for_and_offers_what_the_role_has():
    client = caller(officer())

    missing = client.post("/api/v1/tokens/create/", {"label": "A"}, JSON)
    taken = client.get("/api/v1/tokens/create/").json()["input"]["properties"]["scopes"]

    assert [row["field"] for row in missing.json()["problems"]] == ["scopes"]
    assert "record.read" not in taken["items"]["enum"]
    assert {"cases.read", "role"} <= set(taken["items"]["enum"])


def test_the_page_says_what_each_token_is_for():
    client = logged_in(officer())

    made = client.post("/tokens/", {"label": "Map", "scopes": ["cases.read"], "_key": "one"})

    assert made.context["tokens"][0]["scopes"] == ["Read cases and people"]
    assert with_token(made.context["new_token"]).get(CASES).status_code == 200


def test_the_entry_of_a_new_token_names_its_scopes():
    actor = officer()
    token_of(actor, scopes=["cases.read", "figures.read"])

    with eyes(actor):
        said = AuditEntry.objects.get(operation="create_token").fields
    assert {"scope:cases.read", "scope:figures.read"} <= set(said)
