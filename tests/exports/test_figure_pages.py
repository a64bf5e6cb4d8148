"""Figures taken along on the web: what is asked for, and how other pages lead there."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.exports.models import Export
from cases.exports.operations import refuse_export, start_export, withdraw_export
from tests.api.calls import caller
from tests.briefings.drafts import a_few, at_headquarters, published
from tests.factories import IncidentFactory, head, officer, proved
from tests.jobs import run_jobs
from tests.register import fresh
from tests.world_exports import an_export, started, waiting
from tests.world_figures import DAY, a_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def test_the_spokesperson_goes_from_the_list_to_the_file_on_the_web():
    a_few(12)
    published()
    desk = at_headquarters("spokesperson")
    web = caller(desk)

    there = web.get("/published/").context["export_url"]
    form = web.get(there)
    assert "Incident" not in form.text
    said = {"kind": "published", "format": "csv", "purpose": "public", "words": "Press briefing"}
    shown = web.post(reverse("ask_export"), said | {"_key": "a"}, follow=True)
    assert "Figures told in public" in shown.text
    with eyes(desk):
        export = Export.objects.get()
        start_export(desk, fresh(export))
    run_jobs()

    taken = web.get(reverse("export_file", args=[export.uuid]))
    assert b"about" in b"".join(taken.streaming_content)


def test_the_page_first_asks_what_and_then_only_what_fits():
    desk = officer()
    web = caller(desk)

    chosen = web.get(reverse("ask_export"))
    of_steps = web.get(reverse("ask_export"), {"kind": "steps"}).context["form"]
    of_totals = web.get(
        reverse("ask_export"), {"kind": "totals", "as_of": "2025-10-22T14:30+07:00"}
    ).context["form"]

    assert "?kind=totals" in chosen.text
    assert set(of_steps.fields) == {"kind", "format", "purpose", "words", "incident"}
    assert {"incident", "as_of", "known_at"} < set(of_totals.fields)
    assert "2025-10-22" in str(of_totals["as_of"])
    assert "public" not in dict(of_totals.fields["purpose"].choices)


def test_the_incident_and_a_snapshot_lead_to_their_figures():
    desk = officer()
    a_few(3)
    snapshot = a_snapshot(known_at=DAY)
    web = caller(desk)

    page = web.get(
        reverse("incident_detail", args=[IncidentFactory().code]), {"as_of_day": "2025-10-22"}
    )
    of_snapshot = web.get(reverse("snapshot_detail", args=[snapshot.uuid]))

    urls = [link["url"] for link in page.context["more_links"]]
    assert any("kind=totals" in url and "as_of=2025-10-22" in url for url in urls)
    assert any("kind=figures" in url for url in urls)
    assert f"snapshot={snapshot.uuid}" in of_snapshot.text


def test_what_is_over_is_asked_for_anew_by_the_same_filters():
    with eyes(officer()) as desk:
        export = an_export(desk, only_open=True, must_act="mission", format="xlsx")
        of_all = an_export(desk, kind="crossings", voided=True)
        for row in (export, of_all):
            withdraw_export(desk, fresh(row))
    web = caller(desk)

    page = web.get(reverse("export", args=[export.uuid]))
    form = web.get(page.context["again_url"]).context["form"]
    of_all_page = web.get(reverse("export", args=[of_all.uuid]))

    assert "It was taken back. No file is kept." in page.text
    said = {name: form[name].value() for name in ("kind", "format", "only_open", "must_act")}
    assert said == {"kind": "cases", "format": "xlsx", "only_open": "true", "must_act": "mission"}
    assert "voided=true" in of_all_page.context["again_url"]


def test_a_colleague_is_told_who_takes_the_file_and_offered_nothing():
    desk, chief = officer(), head()
    with eyes(desk):
        export = started(desk)
    run_jobs()

    page = caller(chief).get(reverse("export", args=[export.uuid]))

    assert "Only whoever asked for it takes the file." in page.text
    assert (page.context["file"], page.context["again_url"]) == (None, "")


@pytest.mark.parametrize(
    ("table", "kind"),
    [("case", "cases"), ("citizen", "people"), ("crossing", "crossings"), ("step", "steps")],
)
def test_lists_of_the_admin_lead_there_while_they_show_everything(table, kind):
    web = caller(head())
    there = f"/admin/cases/{table}/"

    whole = web.get(there).text

    assert f"/exports/ask/?kind={kind}" in whole
    assert "/exports/ask/" not in web.get(there, {"id": "1"}).text


def test_the_api_says_which_acts_fit_the_state():
    with eyes(officer()) as desk:
        export = an_export(desk)
        withdraw_export(desk, fresh(export))

    actions = caller(desk).get(f"/api/v1/exports/{export.uuid}/").json()["actions"]

    assert {row["name"]: row["is_possible"] for row in actions} == {
        "start_export": False,
        "withdraw_export": False,
    }
    assert actions[0]["why_not"]["code"] == "export_withdrawn"


def test_what_was_asked_for_stands_in_words_without_marks_of_the_page():
    desk, chief = officer(), proved(head())
    a_few(1)
    with eyes(desk):
        asked = an_export(desk, kind="totals", incident=IncidentFactory(), as_of=DAY)
        export = waiting(desk)
    with eyes(chief):
        refuse_export(chief, fresh(export), reason="The list of last week is enough.")
    web = caller(desk)

    of_figures = web.get(reverse("export", args=[asked.uuid])).text
    refused = web.get(reverse("export", args=[export.uuid])).text

    assert "22 Oct 2025" in of_figures
    assert "The list of last week is enough." in refused
    assert "&lt;" not in of_figures + refused
