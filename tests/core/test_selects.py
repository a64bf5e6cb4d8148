"""Selects with many options: the HTML of Django's, the words of the reader's language."""

import re

import pytest
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from cases.core.selects import NamedRowField, QuickSelect, spoken
from cases.missions.models import Mission
from tests.factories import MissionFactory

CHOICES = [
    ("", gettext_lazy("Any")),
    ("CI", "Côte d'Ivoire"),
    ("a&b", '<script>"x"</script>'),
    (7, mark_safe("<b>seven</b>")),
    ("twice", "first"),
    ("twice", "second"),
    (None, "nothing"),
]
ATTRIBUTES = {"id": "id_x", "required": True, "disabled": False, "title": 'a "b" & c'}


def squeezed(html):
    return re.sub(r">\s+<", "><", html)


@pytest.mark.parametrize("value", ["", None, "CI", "a&b", 7, "7", "twice", "unknown"])
@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_prints_what_django_prints(value, language):
    attributes = {"aria-invalid": "true", "class": "wide"}

    with override(language):
        quick = QuickSelect(ATTRIBUTES, CHOICES).render("x", value, attributes)
        usual = forms.Select(ATTRIBUTES, CHOICES).render("x", value, attributes)

    assert squeezed(quick) == squeezed(usual)


def test_safe_words_do_not_make_equal_plain_words_safe():
    for label in (mark_safe("<i>Hue</i>"), "<i>Hue</i>", mark_safe("<i>Hue</i>")):
        html = QuickSelect(choices=[("x", label)]).render("x", "")

        assert ("<i>Hue</i>" in html) == hasattr(label, "__html__")


def test_choices_are_in_the_language_of_each_reader():
    field = forms.ChoiceField(choices=spoken([("", gettext_lazy("Any"))]))

    with override("en"):
        english = dict(field.choices)
    with override("vi"):
        vietnamese = dict(field.choices)

    assert english == {"": "Any"}
    assert vietnamese[""] not in {"", "Any"}


@pytest.mark.django_db
def test_rows_are_offered_by_code_and_name_and_found_again():
    mission = MissionFactory(name="Embassy in Rome", name_vi="Đại sứ quán tại Rome")
    rows = Mission.objects.filter(pk=mission.pk)
    field = NamedRowField(
        rows, to_field_name="code", names=("name", "name_vi"), empty_label="Any", required=False
    )

    with override("vi"):
        offered = list(field.choices)

    assert offered == [("", "Any"), (mission.code, "Đại sứ quán tại Rome")]
    assert field.clean(mission.code) == mission
