"""Forms of reference data that show what is stored: asked for a name that no row can have."""

import pytest

from tests.factories import headquarters
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resource", ["procedures", "limits", "incidents", "missions", "places"])
def test_a_code_with_a_character_that_cannot_be_stored_shows_an_empty_form(client, resource):
    over_api = log_in(client, headquarters()).get(f"/api/v1/{resource}/put/", {"code": "a\x00"})

    assert over_api.status_code == 200
