"""The briefings of the scenario: as of 22 October 2025 and as of 1 November 2025."""

from datetime import UTC, date, datetime

import pytest

from cases.briefings.composing.sheets import as_text
from cases.briefings.models import BriefingSheet
from cases.briefings.operations import draft_briefing
from cases.briefings.printing import printed, sheets_of
from cases.briefings.proofs import all_faults
from cases.citizens.models import Citizen
from cases.core.actor import SYSTEM
from cases.core.facts import When
from cases.incidents.models import Incident

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EVENING = When(day=date(2025, 10, 22))
MORNING = When.at(datetime(2025, 11, 1, 0, tzinfo=UTC))


def a_briefing(scenario, as_of, kind="note"):
    incident = Incident.objects.get(code="2025-10-myawaddy")
    return draft_briefing(SYSTEM, incident=incident, kind=kind, as_of=as_of)


def leads(briefing):
    sheets = sheets_of(briefing)
    return {code: sheet["parts"][0]["paragraphs"][0] for code, sheet in sheets.items()}


def says(said, expected):
    """Return whether each text says first the one, by later knowledge, and then the other."""
    return {
        code: said[code].startswith(first) and last in said[code]
        for code, (first, last) in expected.items()
    }


def test_as_of_22_october_70_were_in_thailand(scenario):
    said = leads(a_briefing(scenario, EVENING))

    expected = {
        "en": (
            "As of 22 October 2025, by what is known on ",
            (", according to the embassies in Thailand and Myanmar, 70 citizens were in Thailand."),
        ),
        "vi": (
            "Tính đến ngày 22 tháng 10 năm 2025, theo thông tin có được đến ",
            ", theo các Đại sứ quán tại Thái Lan và Myanmar, có 70 công dân ở Thái Lan.",
        ),
        "fr": (
            "Au 22 octobre 2025, d’après ce que l’on sait au ",
            (
                ", selon les ambassades en Thaïlande et au Myanmar, 70 "
                "ressortissants se trouvaient en Thaïlande."
            ),
        ),
    }
    assert says(said, expected) == dict.fromkeys(expected, True)


def test_as_of_1_november_151_were_129_men_and_22_women(scenario):
    said = leads(a_briefing(scenario, MORNING))

    expected = {
        "en": (
            "As of 1 November 2025 at 07:00, by what is known on ",
            (
                ", according to the embassies in Thailand and Myanmar, 151 "
                "citizens (129 men, 22 women) were in Thailand."
            ),
        ),
        "vi": (
            "Tính đến 07:00 ngày 1 tháng 11 năm 2025, theo thông tin có được đến ",
            (
                ", theo các Đại sứ quán tại Thái Lan và Myanmar, có 151 công "
                "dân (129 nam, 22 nữ) ở Thái Lan."
            ),
        ),
        "fr": (
            "Au 1er novembre 2025 à 7 h 00, d’après ce que l’on sait au ",
            (
                ", selon les ambassades en Thaïlande et au Myanmar, 151 "
                "ressortissants (129 hommes, 22 femmes) se trouvaient en Thaïlande."
            ),
        ),
    }
    assert says(said, expected) == dict.fromkeys(expected, True)


def test_the_second_says_what_changed_since_the_first(scenario):
    said = leads(a_briefing(scenario, MORNING))

    assert "On 22 October 2025, 70 citizens were in Thailand (BR-2025-0001)" in said["en"]


def test_the_second_quotes_counts_of_everybody_and_what_contradicts_15_000(scenario):
    sheets = {row.language: row for row in BriefingSheet.objects.filter(number="BR-2025-0002")}

    words = " ".join(sheets["en"].text.split())
    for said in (
        "reported 1,525 people of all nationalities who had crossed (Tak, Thailand)",
        "reported 1,595 people of all nationalities (1,330 men, 265 women)",
        "day not given (printed on 6 November 2025)",
        "The reported figure is disputed: “Only this report has it, as part of a question.",
        "reported 18 people of all nationalities who entered the national referral mechanism",
        "of 23 referred",
    ):
        assert said in words
    assert {code: row.pages <= 3 for code, row in sheets.items()} == dict.fromkeys(sheets, True)


def test_both_are_published_in_the_demonstration(scenario):
    numbers = BriefingSheet.objects.filter(published_at__isnull=False).values_list("number")

    assert {number for (number,) in numbers} == {"BR-2025-0001", "BR-2025-0002"}


def test_what_the_demonstration_published_holds(scenario):
    assert [faults for _number, faults in all_faults() if faults] == []


@pytest.mark.parametrize(("kind", "most"), [("note", 2), ("report", 3)])
def test_is_one_page_and_an_annex_in_every_language(scenario, kind, most):
    briefing = a_briefing(scenario, MORNING, kind)
    sheets = list(sheets_of(briefing).values())

    files = printed(sheets, briefing.drafted_at, is_draft=False)

    for sheet, file in zip(sheets, files, strict=True):
        first_of_annex = file.text.index(sheet["annex"])
        assert file.pages <= most
        assert all(
            file.text.index(words[:40]) < first_of_annex
            for part in sheet["parts"]
            for words in part["paragraphs"]
        )


def test_its_snapshot_names_everybody_it_counts(scenario):
    briefing = a_briefing(scenario, MORNING)

    behind = briefing.snapshot.values.get(figure="in-thailand", dimension="")
    assert behind.count == 151
    assert {"key": "TH", "count": 151} in briefing.values["present"]


def test_names_nobody(scenario):
    texts = [as_text(sheet) for sheet in sheets_of(a_briefing(scenario, MORNING)).values()]

    names = Citizen.objects.values_list("full_name", flat=True)
    assert [name for name in names if any(name in text for text in texts)] == []
