"""How often the API answers: what callers are told, when it is too often, and whose calls count."""

from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.casework.models import Case
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.exchange import api
from cases.exchange.allowances import block_of
from cases.exchange.jobs import forget_old_calls
from cases.exchange.models import ApiToken
from consular.env import WrongSettingError
from consular.settings.allowances import USUAL, allowances_of
from tests.api.calls import JSON, caller, token_of, with_token
from tests.api.published import description, whole
from tests.factories import head, officer
from tests.register import a_case
from tests.statements import executed, selected
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
CASES = f"{ROOT}cases/"


@pytest.fixture
def few(settings):
    """Two calls of each kind a minute."""
    settings.API_ALLOWANCES = dict.fromkeys(USUAL, 2)


def began(seconds):
    """Let the minute of everybody have begun so long ago."""
    executed(
        "update cases_allowance set began_at = clock_timestamp() - %s * interval '1 second'",
        [seconds],
    )


def used():
    return dict(selected("select kind, sum(used)::int from cases_allowance group by kind"))


def left(answer):
    kind, left, _seconds = answer["RateLimit"].split(";")
    return kind.strip('"'), int(left.removeprefix("r="))


def test_every_answer_tells_what_is_left(few):
    client = with_token(token_of(officer()))

    answers = [
        client.get(ROOT),
        client.get(f"{CASES}BKK-2025-99999/"),
        client.post(f"{CASES}register/", {}, content_type=JSON),
        client.post(f"{ROOT}citizens/search/", {}, content_type=JSON),
        client.post(f"{ROOT}bulk/cases/hold/", {}, content_type=JSON),
        Client().get(CASES),
        client.get(ROOT),
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 422, 422, 422, 401, 429]
    assert [left(answer) for answer in answers] == [
        ("reads", 1),
        ("reads", 0),
        ("writes", 1),
        ("searches", 1),
        ("bulk", 1),
        ("strangers", 1),
        ("reads", 0),
    ]
    assert answers[0]["RateLimit-Policy"] == '"reads";q=2;w=60'
    assert answers[0]["RateLimit"] == '"reads";r=1;t=60'


def test_a_call_too_many_does_nothing_and_says_when_to_come_again(few, django_assert_num_queries):
    with eyes(officer()) as actor:
        case = a_case(actor)
    client = with_token(token_of(actor))
    there, body = f"{CASES}{case.reference}/hold/", {"reason": "health"}
    for _time in range(2):
        client.post(there, {}, content_type=JSON, headers={"If-Match": "*"})
    began(40)
    with eyes(actor):
        before = AuditEntry.objects.count()

    with django_assert_num_queries(1):
        answer = client.post(there, body, content_type=JSON, headers={"If-Match": "*"})

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert 18 <= int(answer["Retry-After"]) <= 20
    assert answer["RateLimit"] == f'"writes";r=0;t={answer["Retry-After"]}'
    told = answer.json()
    assert (told["status"], told["code"]) == (429, "too_many_calls")
    assert answer["Retry-After"] in told["title"]
    with eyes(actor):
        assert AuditEntry.objects.count() == before
        assert not Case.objects.get(pk=case.pk).held


def test_after_a_minute_it_begins_anew(few):
    client = with_token(token_of(officer()))
    before = [client.get(ROOT).status_code for _time in range(3)]
    began(61)

    assert before == [200, 200, 429]
    assert left(client.get(ROOT)) == ("reads", 1)


def test_all_tokens_of_an_account_are_counted_together_and_its_logins_by_themselves(few):
    actor, colleague = officer(), officer()
    one, other, login = with_token(token_of(actor)), with_token(token_of(actor)), caller(actor)

    answers = [client.get(ROOT).status_code for client in (one, other, one, other, login)]

    assert answers == [200, 200, 429, 429, 200]
    assert with_token(token_of(actor)).get(ROOT).status_code == 429
    assert with_token(token_of(colleague)).get(ROOT).status_code == 200
    assert [caller(actor).get(ROOT).status_code for _time in range(2)] == [200, 429]


@pytest.mark.parametrize("end", [{"revoked_at": timezone.now()}, {"expiry": timezone.now()}])
def test_a_token_that_is_no_good_any_more_shuts_its_holder_out_of_nothing(few, end):
    actor = officer()
    old, new = with_token(token_of(actor)), with_token(token_of(actor))
    ApiToken.objects.filter(pk=ApiToken.objects.earliest("pk").pk).update(**end)

    assert [old.get(ROOT).status_code for _time in range(3)] == [401, 401, 429]
    assert new.get(ROOT).status_code == 200


def test_who_tries_tokens_is_stopped_and_nobody_else_behind_the_address(few):
    known = with_token(token_of(officer()))
    tried = [with_token(f"{number:064x}").get(ROOT) for number in range(4)]

    assert [answer.status_code for answer in tried] == [401, 401, 429, 429]
    assert known.get(ROOT).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.9").get(ROOT).status_code == 401
    assert used() == {"strangers": 5, "reads": 1}


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Basic eDp5", "Bearer ä", "Bearer " + "x" * 500]
)
def test_a_header_without_a_token_is_that_of_a_stranger(few, header):
    assert left(Client().get(ROOT, headers={"Authorization": header})) == ("strangers", 1)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_strangers_are_counted_by_address_or_network(address, counted):
    assert block_of(address) == counted


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Đã có quá nhiều lượt gọi"), ("fr", "Trop d’appels")]
)
def test_says_so_in_the_language_of_the_call(settings, language, words):
    settings.API_ALLOWANCES = dict.fromkeys(USUAL, 1)
    client = with_token(token_of(officer()))
    client.get(ROOT)

    assert words in client.get(ROOT, headers={"Accept-Language": language}).json()["title"]


def test_pages_are_not_counted(few, client):
    log_in(client, head())

    answers = [client.get("/cases/") for _time in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer for answer in answers)
    assert used() == {}


def test_counts_of_long_ago_are_swept():
    caller(officer()).get(ROOT)
    kept = used()
    began(11 * 60)
    forget_old_calls.func()

    assert kept == {"reads": 1}
    assert used() == {}


def test_is_published_once_for_every_operation():
    found = description()
    answers = [row["responses"] for path in found["paths"].values() for row in path.values()]

    assert {row["429"]["$ref"] for row in answers} == {"#/components/responses/TooManyCalls"}
    told = {"RateLimit-Policy", "RateLimit", "Retry-After"}
    assert told <= set(found["components"]["responses"]["TooManyCalls"]["headers"])
    every = [whole(row[status]) for row in answers for status in row]
    assert {"200", "304", "401", "404", "422", "503"} <= {
        status for row in answers for status in row
    }
    assert all({"RateLimit-Policy", "RateLimit"} <= set(row["headers"]) for row in every)


def test_an_installation_sets_its_own_numbers():
    assert allowances_of("") == USUAL
    assert allowances_of(" reads=5000, bulk=3 ") == USUAL | {"reads": 5000, "bulk": 3}


@pytest.mark.parametrize(
    "words", ["reads", "reads=0", "reads=-1", "reads=many", "calls=5", "reads=12345678"]
)
def test_a_wrong_number_stops_the_start(words):
    with pytest.raises(WrongSettingError, match=r"^API_CALLS_A_MINUTE .*\.$"):
        allowances_of(words)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_calls_of_one_token_do_not_wait_for_each_other(monkeypatch, settings):
    settings.API_ALLOWANCES = dict.fromkeys(USUAL, 3)
    token = token_of(officer())
    usual, answers = api.RootView.get, []

    def ask():
        try:
            answers.append(with_token(token).get(f"{ROOT}tokens/").status_code)
        finally:
            connection.close()

    def slow(view, request):
        others = [Thread(target=ask) for _number in range(3)]
        for other in others:
            other.start()
        for other in others:
            other.join(timeout=10)
        assert not any(other.is_alive() for other in others), "waits for the first call"
        return usual(view, request)

    monkeypatch.setattr(api.RootView, "get", slow)

    assert with_token(token).get(ROOT).status_code == 200
    assert sorted(answers) == [200, 200, 429]
