"""Who is logged in but has no posting today is told so, not sent round in circles."""

import pytest

from tests.factories import StaffFactory, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/cases/", "/cases/new/", "/cases/BKK-2025-00001/advance/", "/admin/", "/admin/cases/case/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_says_so(client, address, method):
    client.force_login(StaffFactory())

    response = getattr(client, method)(address, follow=True)

    assert response.status_code in {403, 405}
    assert len(response.redirect_chain) <= 1


def test_the_login_of_the_admin_leads_nobody_logged_in_astray(client):
    client.force_login(StaffFactory())
    assert client.get("/admin/login/").status_code == 403

    assert log_in(client, officer()).get("/admin/login/", follow=True).status_code == 200
