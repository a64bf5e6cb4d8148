"""The style guide shows every component, in the language of the reader."""

import pytest
from django.urls import reverse

from tests.factories import officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Style guide", "Ready to travel", "Returned and handed over")),
        ("vi", ("Hướng dẫn giao diện", "Sẵn sàng về nước", "Đã về nước và bàn giao")),
        ("fr", ("Guide de style", "Prêt au départ", "De retour et pris en charge")),
    ],
)
def test_shows_every_component_in_every_language(client, language, words):
    log_in(client, officer())

    answer = client.get(reverse("styleguide"), headers={"accept-language": language})

    page = answer.text
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert all(word in page for word in words)
    assert "Trần Thị Ngọc Ánh" in page


def test_shows_a_sum_of_money_as_two_inputs_with_what_was_typed(client):
    page = log_in(client, officer()).get(reverse("styleguide")).text

    assert 'name="fine_amount" value="1,500"' in page
    assert '<option value="THB" selected>Thai baht (THB)</option>' in page
    assert '<label for="faulty_fine_0">' in page
    assert 'id="faulty_fine_0"' in page


def test_shows_drawings_of_figures_beside_their_tables(client):
    page = log_in(client, officer()).get(reverse("styleguide")).text

    assert page.count('class="drawn') == 3
    assert '<svg class="drawing map"' in page
    assert '<a href="#" aria-current="true">22 Oct 2025</a>' in page
    assert "No source gives the point of any of these places." in page


def test_shows_the_theme_that_was_asked_for(client):
    dark = log_in(client, officer()).get(reverse("styleguide"), {"theme": "dark"}).text
    other = client.get(reverse("styleguide"), {"theme": '"><script>'}).text

    assert 'data-theme="dark"' in dark
    assert "data-theme" not in other


def test_is_for_staff_only(client):
    answer = client.get(reverse("styleguide"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_answers_nothing_but_reading(client):
    assert log_in(client, officer()).post(reverse("styleguide")).status_code == 405
