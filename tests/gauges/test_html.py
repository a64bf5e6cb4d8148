"""The HTML of every page is without an error that the parser of the standard would have to mend."""

import pytest
from django.test import Client
from tinyhtml5.parser import HTMLParser

from cases.missions.models import Staff
from tests.journeys.places import EVERYBODY, a_place_of_work
from tests.sweeps import tried

pytestmark = pytest.mark.django_db


def faults_of(content: bytes) -> list[tuple[tuple[int, int], str]]:
    """Line and column of each error, and what it is called."""
    parser = HTMLParser()
    parser.parse(content.decode())
    return [(place, code) for place, code, _more in parser.errors]


@pytest.mark.sweep(within=True)
def test_no_page_needs_mending():
    work = a_place_of_work()
    faulty = {}
    for who in EVERYBODY:
        client = Client()
        client.force_login(Staff.objects.get(pk=work.actors[who].staff_id))
        for path in tried(work.paths(who)):
            answer = client.get(path)
            assert answer.status_code == 200, path
            found = faults_of(answer.content)
            if found:
                faulty[path] = found

    assert faulty == {}


def test_an_unclosed_element_is_noticed():
    broken = b"<!DOCTYPE html><html><head><title>x</title></head><body><p><b>x</p></body></html>"

    assert faults_of(broken) != []
