"""Every refusal is told in the language of the call, else in that of the account."""

import pytest
from django.conf import settings as configured
from django.db import OperationalError
from django.test import Client

from cases.core.context import eyes
from cases.exchange import api
from cases.missions.models import Staff
from consular.settings.allowances import USUAL
from tests.api.calls import JSON, caller, token_of, with_token
from tests.factories import officer
from tests.register import a_case

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
LANGUAGES = [code for code, _name in configured.LANGUAGES]
ANY_VERSION = {"If-Match": "*"}
HELD = {"reason": "health"}


def no_json(client, case, **headers):
    return client.post(f"{ROOT}cases/register/", "{", content_type=JSON, headers=headers)


def not_allowed(client, case, **headers):
    return client.post(f"{ROOT}snapshots/take/", {}, content_type=JSON, headers=headers)


def no_record(client, case, **headers):
    return client.get(f"{ROOT}cases/BKK-1999-00001/", headers=headers)


def no_address(client, case, **headers):
    return client.get(f"{ROOT}nothing/", headers=headers)


def other_method(client, case, **headers):
    return client.put(f"{ROOT}cases/", headers=headers)


def view_without_it(client, case, **headers):
    return client.post(f"{ROOT}cases/", {}, content_type=JSON, headers=headers)


def other_answer(client, case, **headers):
    return client.get(ROOT, headers=headers | {"Accept": "text/csv"})


def wrong_state(client, case, **headers):
    there = f"{ROOT}cases/{case.reference}/resume/"
    return client.post(there, {}, content_type=JSON, headers=headers | ANY_VERSION)


def stale(client, case, **headers):
    there = f"{ROOT}cases/{case.reference}/hold/"
    return client.post(there, HELD, content_type=JSON, headers=headers | {"If-Match": '"99"'})


def too_large(client, case, **headers):
    body = b'{"full_name": "' + b"a" * 3_000_000 + b'"}'
    return client.post(f"{ROOT}cases/register/", body, content_type=JSON, headers=headers)


def no_json_at_all(client, case, **headers):
    there = f"{ROOT}cases/register/"
    return client.post(there, b"<a/>", content_type="text/xml", headers=headers)


def faulty(client, case, **headers):
    body = {"full_name": 7, "nonsense": 1}
    return client.post(f"{ROOT}citizens/register/", body, content_type=JSON, headers=headers)


def unknown_filter(client, case, **headers):
    return client.get(f"{ROOT}cases/?stag=reported&order=age", headers=headers)


def old_cursor(client, case, **headers):
    return client.get(f"{ROOT}cases/?cursor=abc", headers=headers)


def other_body(client, case, **headers):
    there, headers = f"{ROOT}cases/{case.reference}/note/", headers | {"Idempotency-Key": "k"}
    client.post(there, {"text": "Called."}, content_type=JSON, headers=headers)
    return client.post(there, {"text": "Not called."}, content_type=JSON, headers=headers)


def no_version(client, case, **headers):
    there = f"{ROOT}cases/{case.reference}/hold/"
    return client.post(there, HELD, content_type=JSON, headers=headers)


REFUSED = [
    (400, "bad_json", no_json),
    (403, "not_allowed", not_allowed),
    (404, "not_found", no_record),
    (404, "not_found", no_address),
    (405, "method_not_allowed", other_method),
    (405, "method_not_allowed", view_without_it),
    (406, "not_acceptable", other_answer),
    (409, "wrong_state", wrong_state),
    (412, "stale_version", stale),
    (413, "too_large", too_large),
    (415, "unsupported_media_type", no_json_at_all),
    (422, "invalid", faulty),
    (422, "invalid", unknown_filter),
    (422, "invalid", old_cursor),
    (422, "key_reused", other_body),
    (428, "precondition_required", no_version),
]
WAYS = ["header", "token", "session", "any", "unspoken"]
EACH_BY_SOME_WAYS = [
    pytest.param(*row, way, id=f"{row[2].__name__}-{way}")
    for row in REFUSED
    for way in WAYS
    if way in WAYS[:3] or row[2] in {no_address, faulty}
]
"""The language of the call, of a token and of a session is read in three places, and each refusal
is raised before, between or after them. What is said besides a token is read in one place."""


def asking(actor, way, language):
    """Return a client, and the headers, for which `language` is to be the answer's."""
    Staff.objects.filter(pk=actor.staff_id).update(language="fr" if way == "header" else language)
    client = caller(actor) if way == "session" else with_token(token_of(actor))
    client.raise_request_exception = False
    said = {"header": language, "any": "*", "unspoken": "de-DE, ko;q=0.5"}.get(way)
    return client, {"Accept-Language": said} if said else {}


def told(answers):
    """Return what was told, once it is seen that each was told in its language."""
    assert [answer["Content-Language"] for answer in answers] == LANGUAGES
    assert {answer["Content-Type"] for answer in answers} == {"application/problem+json"}
    bodies = [answer.json() for answer in answers]
    sentences = [
        (body["title"], *(row["message"] for row in body.get("problems", ()))) for body in bodies
    ]
    for same in zip(*sentences, strict=True):
        assert len(set(same)) == len(LANGUAGES), same
    return [(body["status"], body["code"]) for body in bodies]


@pytest.mark.parametrize(("status", "code", "ask", "way"), EACH_BY_SOME_WAYS)
def test_each_refusal_speaks_the_language(status, code, ask, way):
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    answers = []
    for language in LANGUAGES:
        client, headers = asking(actor, way, language)
        answers.append(ask(client, case, **headers))

    assert told(answers) == [(status, code)] * len(LANGUAGES)


@pytest.mark.parametrize("way", WAYS)
def test_a_call_too_many_speaks_it_too(settings, way):
    settings.API_ALLOWANCES = dict.fromkeys(USUAL, 1)
    answers = []
    for language in LANGUAGES:
        client, headers = asking(officer(), way, language)
        client.get(ROOT)
        answers.append(client.get(ROOT, headers=headers))

    assert told(answers) == [(429, "too_many_calls")] * len(LANGUAGES)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("fault", "said"),
    [(RuntimeError("nothing"), (500, "fault")), (OperationalError("cut"), (503, "too_slow"))],
    ids=["fault", "cut"],
)
def test_our_own_faults_speak_it_too(monkeypatch, way, fault, said):
    def fails(view, request):
        raise fault

    monkeypatch.setattr(api.RootView, "get", fails)
    monkeypatch.setattr("cases.core.middleware.connection.close", lambda: None)
    answers = []
    for language in LANGUAGES:
        client, headers = asking(officer(), way, language)
        answers.append(client.get(ROOT, headers=headers))

    assert told(answers) == [said] * len(LANGUAGES)


def test_a_stranger_is_answered_in_the_language_of_the_call():
    answers = [
        with_token("0" * 64).get(ROOT, headers={"Accept-Language": language})
        for language in LANGUAGES
    ]

    assert told(answers) == [(401, "authentication_failed")] * len(LANGUAGES)


def test_a_browser_without_its_csrf_token_is_told_so():
    actor, answers = officer(), []
    for language in LANGUAGES:
        client = Client(enforce_csrf_checks=True)
        client.force_login(Staff.objects.get(pk=actor.staff_id))
        answers.append(no_json(client, None, **{"Accept-Language": language}))

    assert told(answers) == [(403, "permission_denied")] * len(LANGUAGES)


def test_what_was_chosen_in_the_browser_goes_before_what_it_sends_by_itself():
    client = caller(officer())
    client.cookies[configured.LANGUAGE_COOKIE_NAME] = "vi"

    answer = client.get(f"{ROOT}nothing/", headers={"Accept-Language": "fr"})

    assert answer["Content-Language"] == "vi"


def test_what_is_no_refusal_speaks_the_language_of_the_account_as_well():
    actor = officer()
    titles = set()
    for language in LANGUAGES:
        client, headers = asking(actor, "token", language)
        titles.add(client.get(ROOT, headers=headers).json()["actions"][0]["title"])

    assert len(titles) == len(LANGUAGES)
