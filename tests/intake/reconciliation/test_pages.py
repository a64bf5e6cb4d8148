"""The pages of a comparison, and the piles over the API."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.crossings.models import Stay
from cases.intake.reconciliation.models import Reconciliation
from tests.api.calls import JSON, caller
from tests.factories import MissionFactory, PostingFactory, officer
from tests.intake.reconciliation.piles import (
    a_list,
    born,
    compared,
    entries,
    matched,
    ours,
    perhaps,
    started,
)
from tests.jobs import run_jobs
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def page_of(client, row, pile=""):
    return client.get(row.get_absolute_url(), {"pile": pile} if pile else {})


def ticks(*some):
    return [f"{one.uuid}:{one.version}" for one in some]


def test_a_comparison_is_begun_on_the_page_of_the_list_and_shows_how_far_it_is(client, actor):
    received = a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", ""]])
    log_in(client, actor)

    address = reverse("reconciliation_start", args=[received.uuid])
    assert address in client.get(received.get_absolute_url()).text
    answer = client.post(address, {"country": "TH", "_key": "once"}, follow=True)

    assert "0 of 1 row" in answer.text
    assert "<progress" in answer.text
    run_jobs()
    with eyes(actor):
        row = Reconciliation.objects.get()
    assert "Zq Đình Toàn" in page_of(client, row).text


def test_both_sides_stand_beside_each_other_where_they_differ(client, actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001", birth=born("1999-04-25"))
    row = compared(actor, a_list(actor, [["ZQ VAN KHOE", "2/3/1997", "", "C7000001"]]))
    log_in(client, actor)

    text = page_of(client, row, "conflict").text

    assert "Spelling of the name" in text
    assert "ZQ VAN KHOE" in text
    assert "Zq Văn Khuê" in text
    assert "2 Mar 1997" in text
    assert "25 Apr 1999" in text


def test_looking_at_a_pile_is_on_record(client, actor):
    entry, _person = matched(actor)
    log_in(client, actor)

    page_of(client, entry.reconciliation, "both")

    with eyes(actor):
        found = AuditEntry.objects.filter(operation="show_reconciliation").latest("pk")
        assert found.subjects[0]["ids"] == [entry.pk]


def test_pages_follow_each_other_by_the_number_of_the_entry(client, actor):
    row = compared(actor, a_list(actor, [[f"Zq Nhan {at}", "", "", ""] for at in range(53)]))
    log_in(client, actor)

    first = page_of(client, row, "theirs").text
    second = client.get(row.get_absolute_url(), {"pile": "theirs", "after": "50"}).text

    assert "after=50" in first
    assert "Zq Nhan 52" not in first
    assert "Zq Nhan 52" in second
    assert "Zq Nhan 49" not in second


def test_ticked_entries_are_shown_before_anything_is_done_and_told_one_by_one(client, actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001", there=False)
    ours(actor, "Zq Thị Ngân", passport="C7000002", there=False)
    row = compared(
        actor,
        a_list(actor, [["Zq Van Khue", "", "", "C7000001"], ["Zq Thi Ngan", "", "", "C7000002"]]),
    )
    both = entries(actor, row)
    log_in(client, actor)
    address = reverse("reconciliation_act", args=[row.uuid])
    sent = {"act": "record-stay", "entry": ticks(*both), "pile": "both"}

    asked = client.post(address, sent)
    with eyes(actor):
        assert Stay.objects.filter(country="TH").count() == 0
    done = client.post(address, sent | {"_do": "1", "_key": "once"})
    again = client.post(address, sent | {"_do": "1", "_key": "once"})

    assert "2 entries ticked" in asked.text
    assert "Done with 2 entries" in done.text
    assert again.status_code == 200
    with eyes(actor):
        assert Stay.objects.filter(country="TH").count() == 2


def test_one_that_is_refused_stops_no_other(client, actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    row = compared(
        actor, a_list(actor, [["Zq Van Khoe", "", "", "C7000001"], ["Zq Dinh Toan", "", "", ""]])
    )
    log_in(client, actor)

    done = client.post(
        reverse("reconciliation_act", args=[row.uuid]),
        {"act": "keep-spelling", "entry": ticks(*entries(actor, row)), "_do": "1", "_key": "once"},
    )

    assert "Done with 1 entry" in done.text
    assert "1 entry stays as it was" in done.text
    assert "This is not done with what lies on this pile." in done.text


def test_nothing_ticked_and_nonsense_ticked_are_told_so(client, actor):
    entry, _person = matched(actor)
    log_in(client, actor)
    address = reverse("reconciliation_act", args=[entry.reconciliation.uuid])

    nothing = client.post(address, {"act": "record-stay"})
    nonsense = client.post(address, {"act": "record-stay", "entry": ["x' or 1=1"]})
    alone = client.post(address, {"act": "tell-apart", "entry": ticks(entry)})

    assert (nothing.status_code, nonsense.status_code, alone.status_code) == (422, 422, 403)


def test_entries_of_another_comparison_are_not_acted_on(client, actor):
    entry, person = matched(actor, there=False)
    other = compared(actor, a_list(actor, [["Zq Dinh Toan", "", "", ""]]))
    log_in(client, actor)

    answer = client.post(
        reverse("reconciliation_act", args=[other.uuid]),
        {"act": "record-stay", "entry": ticks(entry), "_do": "1", "_key": "once"},
    )

    assert answer.status_code == 200
    with eyes(actor):
        assert Stay.objects.filter(citizen=person, country="TH").count() == 0


def test_who_vanished_leads_to_the_case_that_we_have(client, actor):
    person = ours(actor, "Zq Văn Khuê", passport="C7000001")
    first = a_list(actor, [["Zq Van Khue", "", "", "C7000001"], ["Zq Thi Ngan", "", "", ""]])
    compared(actor, first)
    later = a_list(actor, [["Zq Thi Ngan", "", "", ""], ["Zq Moi", "", "", ""]], replaces=first)
    row = compared(actor, later)
    log_in(client, actor)

    gone = page_of(client, row, "gone").text
    new = page_of(client, row, "new").text

    with eyes(actor):
        assert person.cases.get().reference in gone
    assert "Zq Van Khue" in gone
    assert "Zq Moi" in new
    assert "Zq Thi Ngan" not in new


def test_whom_a_row_perhaps_means_is_shown_as_no_more_than_that(client, actor):
    person = ours(actor, "Zq Đình Khuê")
    received = a_list(actor, [["Zq Dinh Khue", "", "", ""]])
    with perhaps(person):
        row = compared(actor, received)
    log_in(client, actor)

    text = page_of(client, row, "perhaps").text

    assert "Perhaps Zq Đình Khuê" in " ".join(text.split())
    assert reverse("pile_entry_operation", args=[entries(actor, row)[0].uuid, "join"]) in text


def test_another_mission_gets_404_everywhere(client, actor):
    entry, _person = matched(actor)
    row = entry.reconciliation
    with eyes(actor):
        start = reverse("reconciliation_start", args=[row.received.uuid])
    log_in(client, officer(yangon=True))

    answers = [
        client.get(row.get_absolute_url()),
        client.get(reverse("pile_entry_operation", args=[entry.uuid, "record-stay"])),
        client.get(start),
        client.post(
            reverse("reconciliation_act", args=[row.uuid]),
            {"act": "record-stay", "entry": ticks(entry)},
        ),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert entry.row.values["full_name"] not in client.get("/reconciliations/").text


def test_a_reader_without_the_right_sees_no_buttons(client, actor):
    entry, _person = matched(actor)
    field = PostingFactory(mission=MissionFactory(), role="field_officer").actor()
    log_in(client, field)

    text = page_of(client, entry.reconciliation, "both").text

    assert "Zq Van Khue" in text
    assert 'value="open-case"' not in text


def test_the_api_reads_piles_and_entries_and_acts(actor):
    entry, person = matched(actor, listed="Zq Van Khoe")
    client = caller(actor)
    address = f"/api/v1/reconciliations/{entry.reconciliation.uuid}/"

    detail = client.get(address).json()
    listed = client.get(detail["entries_url"], {"pile": "conflict"}).json()["results"]
    one = client.get(listed[0]["url"])
    acts = {row["name"]: row for row in one.json()["actions"]}
    act = client.post(
        acts["keep_listed_spelling"]["url"],
        {},
        content_type=JSON,
        headers={"If-Match": one.headers["ETag"], "Idempotency-Key": "once"},
    )

    assert detail["piles"] == {"conflict": 1, "perhaps": 0, "theirs": 0, "ours": 0, "both": 0}
    assert listed[0]["differences"] == ["spelling"]
    assert listed[0]["row"]["values"]["full_name"] == "Zq Van Khoe"
    assert one.json()["citizen"] == str(person.uuid)
    assert act.status_code == 200, act.content
    assert client.get(address).json()["piles"]["both"] == 1
    assert client.get(detail["gone_url"]).json()["results"] == []


def test_a_comparison_is_started_over_the_api(actor):
    received = a_list(actor, [["Zq Dinh Toan", "", "", ""]])
    client = caller(actor)

    answer = client.post(
        f"/api/v1/lists/{received.uuid}/reconcile/",
        {"country": "TH"},
        content_type=JSON,
        headers={"Idempotency-Key": "once"},
    )

    assert answer.status_code == 202, answer.content
    assert answer.json()["resource"] == "reconciliations"
    told = client.get(answer["Location"]).json()
    assert told["state"] == "running"
    assert told["progress"] == {"state": "running", "done": 0, "total": 1, "unit": "rows"}


def test_while_it_goes_on_nothing_is_done_from_a_pile(client, actor):
    row = started(actor, a_list(actor, [["Zq Dinh Toan", "", "", ""]]))
    log_in(client, actor)

    assert 'name="act"' not in page_of(client, row).text


def test_what_is_done_with_one_row_stands_under_a_heading_of_its_own(client, actor):
    row = compared(actor, a_list(actor, [["Zq Toan", "", "", ""]]))

    page = log_in(client, actor).get(f"{row.get_absolute_url()}?pile=theirs")

    assert '<th scope="col">To do</th>' in page.text
    assert "Differs in" not in page.text
    assert '<td data-label="To do"><span><a class="under"' in page.text
