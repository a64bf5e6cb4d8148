"""A reported figure says whom it counts where that is not our citizens."""

import pytest
from django.utils import translation

from cases.core.text import clauses
from cases.publishing.pages import figure_label
from tests.publishing.course import a_report

pytestmark = pytest.mark.django_db


def test_cards_of_several_nationalities_are_told_apart():
    rows = [a_report(nationality=code, value=n) for n, code in enumerate(("VN", "IN", ""))]

    assert [figure_label(row) for row in rows] == [
        "In Thailand",
        "In Thailand (India)",
        "In Thailand (all nationalities)",
    ]


def test_in_french_a_semicolon_has_its_narrow_space():

    with translation.override("fr"):
        assert clauses(["un", "deux", "trois"]) == "un\u202f; deux\u202f; trois"
