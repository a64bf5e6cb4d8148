"""What the log tells of an address of the API."""

import pytest
from django.test import RequestFactory

from consular.log_words import told_path
from tests.factories import officer

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_word_of_an_address_is_logged_before_its_record_was_found(method):
    request = getattr(RequestFactory(), method)(f"{ROOT}incidents/nguyen-van-a/?x=1")
    request.actor = officer()

    assert told_path(request, 422) == f"{ROOT}incidents/…/"
    assert told_path(request, 200) == f"{ROOT}incidents/nguyen-van-a/"
