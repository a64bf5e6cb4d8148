"""What went out can be made again, whatever has become known or was forgotten since."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from cases.briefings import proofs
from cases.briefings.composing import composed
from cases.briefings.models import Briefing
from cases.briefings.printing import printed
from cases.briefings.proofs import faults_in, letters_of, would_be_written_otherwise
from cases.casework.models import Case
from cases.casework.operations import void_crossing
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.crossings.models import Crossing
from tests.briefings.drafts import a_few, published
from tests.briefings.told import said, told
from tests.publishing.course import at, course, crossed, opened
from tests.register import fresh

pytestmark = pytest.mark.django_db


def wrong(briefing):
    with eyes(SYSTEM):
        return faults_in(Briefing.objects.get(pk=briefing.pk))


def test_late_news_and_voids_change_nothing_of_it():
    a_few(12)
    briefing = published()
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(26), at(21))
        first = Case.objects.order_by("pk")[0]
        crossing = Crossing.objects.get(citizen=first.citizen)
        void_crossing(actor, fresh(first), crossing=crossing, reason="Another person.")

    assert wrong(briefing) == set()
    with eyes(SYSTEM):
        assert not would_be_written_otherwise(Briefing.objects.get(pk=briefing.pk))


def test_a_changed_value_is_found():
    briefing = published()
    briefing.values = briefing.values | {"counted": 99}

    with eyes(SYSTEM):
        assert faults_in(briefing) == {"values"}


def test_where_a_line_ends_is_no_difference_and_a_word_is(monkeypatch):
    briefing = published()
    as_printed = proofs.printed

    def other_print(put):
        def printed(*arguments, **options):
            return [replace(one, text=put(one.text)) for one in as_printed(*arguments, **options)]

        monkeypatch.setattr(proofs, "printed", printed)

    other_print(lambda text: "\n".join(text.split()))
    assert wrong(briefing) == set()
    other_print(lambda text: f"{text} not")
    assert wrong(briefing) == {"print"}


def test_the_command_says_that_all_hold():
    published()
    out = StringIO()

    call_command("verify_briefings", stdout=out)

    assert out.getvalue() == "1 briefings hold.\n"


def test_the_file_gives_the_whole_address_of_a_source_and_an_older_one_its_site():
    url = f"https://paper.example/news/{'a-long-way-' * 12}1.html"
    source = said(outlets=(("Invented Paper", "2025-11-06", url),))
    now = json.loads(json.dumps(composed(told(said=(source,)), {}, "en").frozen()))
    before = {name: value for name, value in now.items() if name != "format"}

    files = printed([now, before], datetime(2025, 11, 6, tzinfo=UTC), is_draft=False)

    whole, site = (letters_of(file.text) for file in files)
    assert url in whole
    assert "https://paper.example" in site
    assert url not in site
