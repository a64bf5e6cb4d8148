"""Pages with personal data are kept by no cache and no browser."""

import pytest

from cases.core.context import eyes
from tests.factories import officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/cases/", "/cases/{}/", "/cases/{}/history/", "/cases/{}/note/", "/cases/new/", "/tokens/"],
)
def test_nothing_of_a_page_is_kept(client, address):
    with eyes(officer()) as actor:
        case = a_case(actor)

    response = log_in(client, actor).get(address.format(case.reference))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
