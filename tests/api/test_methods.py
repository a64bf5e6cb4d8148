"""What an address does not take is refused with what it takes."""

import pytest

from tests.api.calls import JSON, caller
from tests.factories import officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    ("there", "allow", "title"),
    [
        ("/api/v1/cases/", "GET, HEAD", "Only GET is taken here."),
        ("/api/v1/cases/register/", "GET, HEAD, POST", "Only GET and POST are taken here."),
        ("/api/v1/bulk/cases/hold/", "POST", "Only POST is taken here."),
        ("/api/schema/", "GET, HEAD", "Only GET is taken here."),
    ],
)
def test_another_method_is_refused_with_those_that_are_taken(method, there, allow, title):
    answer = caller(officer()).generic(method, there)

    assert (answer.status_code, answer["Allow"]) == (405, allow)
    assert answer.json()["title"] == title


@pytest.mark.parametrize(
    ("method", "there", "allow"),
    [
        ("POST", "/api/v1/cases/", "GET, HEAD"),
        ("GET", "/api/v1/bulk/cases/hold/", "POST"),
    ],
)
def test_the_view_itself_says_the_same(method, there, allow):
    answer = caller(officer()).generic(method, there, "{}", content_type=JSON)

    assert (answer.status_code, answer["Allow"]) == (405, allow)
    assert answer.json()["code"] == "method_not_allowed"
