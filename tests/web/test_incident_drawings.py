"""The incident page beside its figures: moments, stages, places, the board, who is behind."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.core.context import eyes
from cases.incidents.models import ReportedFigure
from cases.publishing.figures import figures_of
from tests.factories import PlaceFactory, headquarters, officer
from tests.kept import once
from tests.publishing.course import a_report, at, course, day, opened, stayed
from tests.web.incident_pages import DAY, an_incident, page
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


incident = once(an_incident)


def drawn(text, of):
    """Return the numbers of a drawing and of the table beside it."""
    part = text[text.index(of) :]
    svg, table = part[: part.index("</svg>")], part[: part.index("</table>")]
    table = table[table.index("<tbody>") : table.index("<tfoot>")]
    amounts = [int(found) for found in re.findall(r'class="amount"[^>]*>(\d+)<', svg)]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("</tr>")[:-1]]
    return amounts, rows


def test_the_numbers_drawn_are_those_of_the_table_and_of_the_ledger(client, incident):
    log_in(client, headquarters())

    response = page(client, incident, **DAY)

    amounts, rows = drawn(response.text, 'class="drawn flow"')
    with eyes(headquarters()) as actor:
        stages = figures_of(actor, incident, day(22)).table("stage")
    assert amounts == [4, 0, 0, 0, 0, 0, 0]
    assert amounts == [stages.count(step.key) for step in response.context["flow"].steps]
    assert [row[1] for row in rows if row[0] == "Reported"] == ["4"]
    assert response.context["flow"].total == stages.total


def test_the_map_and_its_table_account_for_everyone(client, incident):
    log_in(client, headquarters())

    response = page(client, incident, **DAY)

    amounts, rows = drawn(response.text, "drawing map")
    with eyes(headquarters()) as actor:
        counted = figures_of(actor, incident, day(22)).counted
    assert sorted(amounts) == [1, 1, 2]
    assert sum(amounts) == counted == response.context["place_total"]
    assert sorted(int(row[-1]) for row in rows) == [1, 1, 2]
    assert "no claim is made about borders" in response.text


def test_a_mission_sees_the_places_of_its_own_people_only(client, incident):
    log_in(client, officer(yangon=True))

    response = page(client, incident, **DAY)

    assert [(str(row["label"]), row["count"]) for row in response.context["place_rows"]] == [
        ("Not known", 1)
    ]
    assert "Invented shelter" not in response.text
    assert "totals by place are given to headquarters only" in response.text


def test_a_mission_that_does_not_work_on_it_sees_no_drawing(client, incident):
    log_in(client, officer(code="PNH", country="KH", zone="Asia/Phnom_Penh"))

    text = page(client, incident, **DAY).text

    assert '<svg class="drawing' not in text
    assert "Invented shelter" not in text


def test_says_as_of_when_and_as_known_when(client, incident):
    log_in(client, headquarters())

    now = page(client, incident).text
    then = page(client, incident, **DAY, known_at_day="2025-10-23", known_at_time="08:00").text

    heads = [re.sub(r"<[^>]+>|\s+", " ", part) for part in re.findall(r"<dd>.*?</dd>", now)[:2]]
    assert all("now" in head for head in heads)
    assert re.search(r"the end of <time[^>]*>22 Oct 2025</time>", then)
    assert re.search(r"<dd><time[^>]*>23 Oct 2025, 08:00</time>", then)


def test_offers_the_moments_of_which_others_reported(client, incident):
    a_report()
    a_report(as_of=at(1, 7, month=11), as_of_precision="time", value=151)
    a_report(metric="fined", as_of=at(2, month=11), value=5)
    log_in(client, headquarters())

    presets = page(client, incident, **DAY).context["presets"]

    assert [row["label"] for row in presets if "2025" in row["label"]] == [
        "22 Oct 2025",
        "1 Nov 2025, 07:00",
    ]
    assert [row["label"] for row in presets if row["is_current"]] == ["22 Oct 2025"]
    later = client.get(presets[-1]["url"]).context
    assert later["as_of"] == at(1, 7, month=11).replace(second=59, microsecond=999999)


def test_a_mission_is_offered_whole_days(client, incident):
    a_report(as_of=at(22, 7), as_of_precision="time")
    log_in(client, officer())

    presets = page(client, incident).context["presets"]

    assert [row["label"] for row in presets] == ["Now", "End of yesterday", "22 Oct 2025"]
    for preset in presets:
        assert client.get(preset["url"]).status_code == 200


def test_this_morning_is_the_end_of_its_minute(client, incident, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 5, 0, tzinfo=UTC), tick=False)
    log_in(client, headquarters())

    morning = page(client, incident).context["presets"][1]

    assert morning["label"] == "This morning, 08:00"
    assert "as_of_time=08%3A00" in morning["url"]
    (chosen,) = [row for row in client.get(morning["url"]).context["presets"] if row["is_current"]]
    assert chosen["label"] == "This morning, 08:00"


def test_shows_what_is_stuck_in_this_incident_with_the_way_to_its_board(client, incident):
    log_in(client, officer())

    stuck = page(client, incident, **DAY).context["stuck"]

    assert stuck["links"][0]["url"] == f"/board/?incident={incident.code}"
    assert client.get(stuck["all_url"]).status_code == 200
    assert stuck["open_words"] == "3 open cases"


def test_sources_that_say_more_than_our_number_are_not_said_to_agree(client, incident):
    a_report(value=3, qualifier="more_than")
    a_report(value=3, source_name="Another")
    a_report(value=9, source_name="Third")
    a_report(value=4, source_name="Fourth")
    log_in(client, headquarters())

    rows = page(client, incident, **DAY).context["figures"]

    assert [row["difference"] for row in rows] == [
        "Our ledgers hold just this number; the words of the source exclude it.",
        "The two numbers agree.",
        "Our ledgers hold 6 persons fewer. The words of the source do not allow that.",
        "Our ledgers hold 1 person fewer. The words of the source allow that.",
    ]


def test_ours_within_the_words_of_a_source_is_not_said_to_be_excluded_by_them(client, incident):
    a_report(value=1, qualifier="more_than")
    a_report(value=9, qualifier="up_to", source_name="Another")
    a_report(value=3, qualifier="exact", men=1, women=2, source_name="Third")
    log_in(client, headquarters())

    shown = page(client, incident, **DAY)

    rows, text = shown.context["figures"], " ".join(shown.text.split())
    assert "<dd>1 man, 2 women</dd>" in text
    assert "<h2>Directives and plans now</h2>" in text
    further = "That lies within what was said, but further from the number than we take as the same"
    assert [row["difference"] for row in rows] == [
        f"Our ledgers hold 2 persons more. {further}.",
        f"Our ledgers hold 6 persons fewer. {further}.",
        "The totals agree; men and women do not.",
    ]


def test_what_our_ledgers_do_not_count_stands_apart(client, incident):
    a_report()
    a_report(metric="fined", value=439)
    log_in(client, headquarters())

    context = page(client, incident, **DAY).context

    assert [row["reported"]["value"] for row in context["figures"]] == [70]
    assert [row["reported"]["value"] for row in context["figures_apart"]] == [439]


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_carries_no_style_in_its_markup(client, incident, language):
    log_in(client, headquarters())

    for address in (
        reverse("incident_detail", args=[incident.code]),
        reverse("figure_people", args=[incident.code]) + "?by=present&key=TH",
        reverse("styleguide"),
    ):
        text = client.get(address, headers={"accept-language": language}).text
        assert " style=" not in text
        assert "<style" not in text


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_numbers_inside_drawings_are_not_spelt_in_the_language(client, incident, language):
    log_in(client, headquarters())

    text = page(client, incident, **DAY).text
    text = client.get(
        reverse("incident_detail", args=[incident.code]), headers={"accept-language": language}
    ).text

    geometry = re.findall(r' (?:x|y|cx|cy|r|width|height|d|viewBox)="([^"]*)"', unescape(text))
    assert geometry
    assert not any("," in value for value in geometry)


def test_drawings_have_a_name_and_words(client, incident):
    log_in(client, headquarters())

    text = page(client, incident, **DAY).text

    assert '<title id="flow-name">Cases on their way through the stages</title>' in text
    assert '<desc id="flow-words">Reported: 4. Contacted: 0.' in text
    assert 'aria-label="Map of the places where people are' in text


def test_costs_as_many_queries_for_many_people_as_for_few(client, incident):
    a_report()
    log_in(client, headquarters())

    def queries(address, **asked):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, asked).status_code == 200
        return len(captured)

    detail = reverse("incident_detail", args=[incident.code])
    behind = reverse("figure_people", args=[incident.code])
    few = queries(detail, **DAY), queries(behind, by="present", key="TH", **DAY)
    with course() as actor:
        for number in range(5):
            place = PlaceFactory(code=f"invented-{number}", name=f"Invented {number}")
            stayed(actor, opened(actor, at(20)), at(22), at(21), place=place)
    for number in range(5):
        a_report(source_name=f"Paper {number}", value=70 + number)
    many = queries(detail, **DAY), queries(behind, by="present", key="TH", **DAY)

    assert many == few
    assert few[0] <= 25
    assert few[1] <= 14


def test_counts_once_for_all_figures_reported_about_the_moment_shown(client, incident):
    a_report()
    a_report(metric="crossed", value=72)
    log_in(client, headquarters())

    with CaptureQueriesContext(connection) as captured:
        page(client, incident, **DAY)

    counting = [row["sql"] for row in captured if "from incident_totals(" in row["sql"]]
    assert len(counting) == 1
    assert ReportedFigure.objects.count() == 2
