"""The file of terms: what it says, and that a fault names its line."""

from pathlib import Path

import pytest
from django.conf import settings

from cases.core.calendars import CALENDAR_DAYS, WORKING_DAYS
from cases.privacy.choices import RightsKind
from cases.privacy.terms import FaultyTerms, read_terms

TEXT = (Path(settings.SEEDS_DIR) / "rights.toml").read_text(encoding="utf-8")


def test_a_reply_is_due_within_two_working_days_and_every_kind_has_a_term():
    found = read_terms(TEXT)

    assert (found.reply.amount, found.reply.unit, found.reply.verified) == (2, WORKING_DAYS, False)
    assert set(found.doing) == set(RightsKind.values)
    assert {term.unit for term in found.doing.values()} == {CALENDAR_DAYS}
    assert (found.doing["consent"].amount, found.doing["consent"].extension) == (15, 15)
    assert not found.doing["deletion"].verified


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("amount = 2\n", "amount = 0\n", "amount is a whole number"),
        ("amount = 2\n", "amount = true\n", "amount is missing or not of the right kind"),
        ('unit = "working_days"', 'unit = "moons"', "unit is one of"),
        ('calendar = "mission"\n', "", "calendar is missing"),
        ('calendar = "mission"\n', 'calendar = "moon"\n', "calendar is one of"),
        ('roll = "next"\n', "", "roll is one of"),
        ('unit = "working_days"\n', 'unit = "working_days"\nroll = "next"\n', "take no roll"),
        ("extension = 15", "extension = -1", "extension is a whole number"),
        ('kinds = ["deletion"]', 'kinds = ["copy"]', "the kind copy has a term already"),
        ('kinds = ["deletion"]', 'kinds = ["erasure"]', "the kind erasure is not known"),
        ("[reply]\n", "[reply]\nwho = 1\n", "who is not known here"),
    ],
)
def test_a_fault_names_its_line(part, instead, said):
    assert part in TEXT

    with pytest.raises(FaultyTerms, match=said) as fault:
        read_terms(TEXT.replace(part, instead, 1))

    assert all(line.startswith("rights.toml:") for line in str(fault.value).splitlines())


@pytest.mark.parametrize("text", ["= 1", "", "[reply]\namount = 2", "reply = 1\nterm = []"])
def test_what_is_no_file_of_terms_is_refused(text):
    with pytest.raises(FaultyTerms):
        read_terms(text)


def test_a_kind_without_a_term_is_missed():
    with pytest.raises(FaultyTerms, match="there is no term for objection"):
        read_terms(TEXT.replace(', "objection"]', "]", 1))
