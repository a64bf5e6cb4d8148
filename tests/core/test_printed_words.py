"""Numbers of cases not broken at a hyphen, and texts that say in which language they are."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.html import format_html

from cases.core.text import language_of
from cases.templatetags.words import unbroken

NUMBER = "BKK-2025-00042"
THEN = datetime(2025, 10, 22, 7, tzinfo=UTC)
WHOLE = f'<span class="unbroken">{NUMBER}</span>'


def test_the_number_of_a_case_is_kept_whole_and_the_rest_escaped():
    assert unbroken(f"{NUMBER} <i> is yours") == f"{WHOLE} &lt;i&gt; is yours"
    assert unbroken(format_html("<b>{}</b>", NUMBER)) == f"<b>{WHOLE}</b>"
    assert unbroken("2025-10-22, no number") == "2025-10-22, no number"
    assert unbroken(None) is None


@pytest.mark.parametrize(
    ("name", "context"),
    [
        (
            "components/notice_lines.html",
            {"lines": [{"sentence": f"{NUMBER} was offered.", "created_at": THEN}]},
        ),
        ("components/notice.html", {"tone": "info", "text": f"{NUMBER} was offered."}),
        ("components/summary_list.html", {"rows": [{"label": "a", "value": f"See {NUMBER}"}]}),
        ("components/data_table.html", {"rows": [{"cells": [{"text": NUMBER}]}]}),
        (
            "components/timeline.html",
            {
                "entries": [
                    {
                        "title": f"From {NUMBER}",
                        "icon": "flag",
                        "occurred_from": THEN,
                        "occurred_at": THEN,
                    }
                ]
            },
        ),
    ],
)
def test_sentences_and_tables_print_it_whole(name, context):
    assert WHOLE in render_to_string(name, {"zone": "UTC", **context})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two officers go to Mae Sot.", "en"),
        ("Hai cán bộ đi Mae Sot.", "vi"),
        ("Cử hai cán bộ thường trực ở Mae Sot.", "vi"),
        ("Deux agents partent ; l’un reste là où ça presse.", "fr"),
        ("", "en"),
    ],
)
def test_a_text_of_staff_says_which_language_it_is_in(text, code):
    assert language_of(text) == code
    page = Template("{% load words %}<p lang='{{ text|language_of }}'>")
    assert page.render(Context({"text": text})) == f"<p lang='{code}'>"


def test_an_address_that_names_a_case_stays_one():
    link = format_html('Resume it: <a href="/cases/{0}/resume/">{0}</a>', NUMBER)

    assert unbroken(link) == f'Resume it: <a href="/cases/{NUMBER}/resume/">{WHOLE}</a>'
