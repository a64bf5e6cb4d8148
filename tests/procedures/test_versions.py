"""Incidents, procedures, limits and legal bases are corrected under their version."""

from datetime import date

import pytest
from django.urls import reverse

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.incidents.forms import PutIncident
from cases.incidents.models import Incident
from cases.incidents.operations import put_incident
from cases.procedures.models import LegalBasis, Limit, Procedure
from cases.procedures.operations import put_legal_basis, put_limit, put_procedure
from tests.api.calls import caller
from tests.api.published import faults
from tests.casework.between import case_of
from tests.factories import IncidentFactory, ProcedureFactory, headquarters, officer
from tests.procedures.playbooks import CHAIN, published
from tests.refusals import refusal_of, refused
from tests.register import fresh
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

LIMIT = {
    "amount": 2,
    "unit": "working_days",
    "calendar": "mission",
    "day_ends": "midnight",
    "starts": "asked",
    "stops": "answered",
    "on_whom": "immigration_department",
    "missing": "sentence",
    "valid_from": date(2026, 1, 1),
}
BASIS = {"purpose": "Help", "law": "Law, art. 1", "in_force_on": date(2026, 1, 1)}
KINDS = {
    Incident: (
        put_incident,
        "incidents",
        "title",
        lambda: {"started_on": date(2026, 1, 1), "zone": "Asia/Bangkok"},
    ),
    Procedure: (
        put_procedure,
        "procedures",
        "name",
        lambda: {"track": "identity", "body": "mission"},
    ),
    Limit: (put_limit, "limits", "name", lambda: LIMIT | {"procedure": ProcedureFactory()}),
    LegalBasis: (put_legal_basis, "legal-bases", "name", lambda: BASIS),
}


@pytest.fixture(params=KINDS, ids=lambda model: model.__name__)
def kind(request):
    """The table, its operation with some values, its resource, and the column that is corrected."""
    put, resource, column, values = KINDS[request.param]
    said = values()

    def putting(text, version=None, code="invented", **others):
        with eyes(headquarters()) as actor:
            return put(actor, code=code, **said | {column: text} | others, version=version)

    return request.param, putting, resource, column


def test_who_saw_another_version_overwrites_nothing(kind):
    model, put, _resource, column = kind
    put("As it was", version=0)
    put("Of the first", version=1)
    for seen in (1, 0):
        assert refused(put, "Of the second", version=seen) == (409, "stale_version")
    row = model.objects.get(code="invented")
    assert (getattr(row, column), row.version) == ("Of the first", 2)


def test_the_same_again_leaves_the_version_and_a_code_stays(kind):
    model, put, _resource, _column = kind
    put("As it was")
    put("As it was", version=1)
    assert refusal_of(put, "As it was", version=1, code="another").code == "code_stays"
    assert model.objects.get(code="invented").version == 1


def test_the_first_day_of_a_limit_stays_with_its_code():
    actor, said = headquarters(), LIMIT | {"procedure": ProcedureFactory(), "name": "Reply"}
    with eyes(actor):
        put_limit(actor, code="reply", **said)
        with pytest.raises(Refused) as refusal:
            put_limit(actor, code="reply", **said | {"valid_from": date(2027, 1, 1)}, version=1)

    assert "first day" in str(refusal.value.message)


def test_two_who_correct_one_entry_see_both_versions_and_then_the_history(kind, client):
    _model, put, _resource, column = kind
    row = put("As it was")
    log_in(client, headquarters())
    name = row._meta.model_name
    known = {"code": row.code, "valid_from": str(getattr(row, "valid_from", "") or "")}
    query = "&".join(f"{key}={value}" for key, value in known.items() if value)
    address = f"{reverse(f'admin:cases_{name}_create', args=['put'])}?{query}"

    shown = client.get(address)
    typed = as_shown(shown.context["form"])
    typed = {key: "on" if value == "True" else value for key, value in typed.items()}
    typed = {key: value for key, value in typed.items() if value not in ("False", "None")}
    typed |= {"_version": str(shown.context["version"]), "_was": shown.context["was"]}
    told = client.post(address, typed | {column: "Of mine", "_preview": "1", "_key": "zero"})
    put("Of another")
    sent = client.post(address, typed | {column: "Of mine", "_key": "one"})
    data = sent.context["form"].data.dict()
    data |= {"_version": str(sent.context["version"]), "_was": sent.context["was"], "_key": "two"}
    done = client.post(address, data)
    history = client.get(reverse(f"admin:cases_{name}_history", args=[row.pk]))

    assert shown.context["title"] == "Correct this entry"
    assert "As it was → Of mine" in told.text
    assert sent.status_code == 409
    rows = [(item["name"], item["typed"], item["now"]) for item in sent.context["differences"]]
    assert rows == [(column, "Of mine", "Of another")]
    assert done.status_code == 302, done.text
    assert (getattr(fresh(row), column), fresh(row).version) == ("Of mine", 3)
    assert [len(act.changes) for act in history.context["history"].changes] == [1, 1]
    assert "Of another" in history.text


def test_the_api_compares_the_version_and_tells_the_history(kind):
    _model, put, resource, column = kind
    row = put("As it was")
    put("Of another")
    call = caller(officer())
    one = call.get(f"/api/v1/{resource}/{row.public_reference}/")
    history = call.get(one.json()["history_url"])

    assert one.json()["version"] == 2
    assert faults(f"history_of_{row._meta.model_name}", history) == []
    (act,) = history.json()["results"]
    assert [(change["field"], change["before"], change["after"]) for change in act["changes"]] == [
        (column, "As it was", "Of another")
    ]


def test_a_playbook_tells_its_history_in_the_api():
    with eyes(SYSTEM):
        playbook = published(CHAIN, status="retired")
    call = caller(officer())
    one = call.get(f"/api/v1/playbooks/{playbook.reference}/")
    history = call.get(one.json()["history_url"])

    assert faults("history_of_playbook", history) == []
    newest, *_older = history.json()["results"]
    assert (newest["operation"], newest["why"]) == ("retire_playbook", "Worn out.")


def test_who_uses_an_incident_is_told_before_it_is_corrected():
    actor, lead = officer(), headquarters()
    incident = IncidentFactory()
    case_of(actor, incident=incident)
    with eyes(lead):
        shown = PutIncident(lead, initial={"code": incident.code, "title": "Another title"})
        told = [str(line) for line in shown.consequences()]

    assert told[-1] == "It has 1 open case."
