"""Lists on the pages: from an upload to registered people, without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.casework.models import Case
from cases.core.context import eyes
from cases.intake.lists.models import ReceivedList
from tests.factories import IncidentFactory, head, headquarters, officer
from tests.intake.lists.files import PEOPLE, checked, rows_of, table
from tests.intake.lists.test_bad_files import BAD, OF_THE_ISSUE
from tests.jobs import run_jobs
from tests.web.session import log_in
from tests.web.uploads import SAID, sent, the_list, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(client):
    IncidentFactory()
    who = officer()
    log_in(client, who)
    return who


def test_a_list_goes_from_the_file_to_registered_people(client, actor):
    answer = uploaded(client)
    columns = client.get(answer.headers["Location"])
    boxes = {"take-1": "on", "first-1": "2", "_version": "1", "_key": "two", "nationality": "ours"}
    boxes |= {f"c-1-{n}": name for n, name in enumerate(
        ["number", "full_name", "birth", "sex", "document_number", "remark"])}  # fmt: skip
    looked = client.post(answer.headers["Location"], boxes)
    run_jobs()
    page = client.get(looked.headers["Location"])
    confirmed = client.post(
        reverse("list_operation", args=[the_list(actor).uuid, "confirm"]),
        {"_version": str(the_list(actor).version), "_key": "three"},
    )
    working = client.get(confirmed.headers["Location"])
    run_jobs()
    done = client.get(confirmed.headers["Location"])

    assert 'value="full_name" selected' in columns.text
    assert "Register 3 people" in page.text
    assert "<progress" in working.text
    assert "<progress" not in done.text
    with eyes(actor):
        assert Case.objects.count() == 3
        case = Case.objects.get(citizen__full_name="Zqlist Văn An")
    row = rows_of(actor, the_list(actor))[1]
    assert "row 2" in client.get(case.get_absolute_url()).text
    assert reverse("list_row", args=[row.uuid]) in client.get(case.get_absolute_url()).text


def test_what_parts_the_columns_is_asked_with_each_way_and_taken_as_it_is_said(client, actor):
    text = "Zqlist An, 1999; nam\nZqlist Bình, 1998; nữ\n"

    asked = uploaded(client, pasted=text)
    taken = uploaded(client, pasted=text, delimiter="semicolon", _key="two")

    assert asked.status_code == 422
    assert "It cannot be told what parts the columns" in asked.text
    assert "<caption>A semicolon</caption>" in asked.text
    assert "<td><span>Zqlist An, 1999</span></td>" in asked.text
    assert taken.status_code == 302
    assert rows_of(actor, the_list(actor))[0].cells == ["Zqlist An, 1999", "nam"]


def test_a_row_that_names_two_people_offers_the_split(client, actor):
    received = checked(actor, table([[1, "Zqlist Văn An / Zqlist Thị Bình", "1999"]]))
    row = rows_of(actor, received)[1]

    page = client.get(received.get_absolute_url()).text
    said = {"_version": str(row.version), "_key": "k", "list": str(received.uuid), "show": "ready"}
    answer = client.post(reverse("list_row_operation", args=[row.uuid, "split"]), said)

    assert "Split the row: Zqlist Văn An · Zqlist Thị Bình" in " ".join(page.split())
    assert "How it adds up" in page
    assert answer.status_code == 302
    assert [one.values["full_name"] for one in rows_of(actor, received)[1:]] == [
        "Zqlist Văn An",
        "Zqlist Thị Bình",
    ]


def test_a_pasted_table_is_taken_in(client, actor):
    answer = uploaded(client, pasted="Họ tên\tNăm sinh\nZqlist Văn An\t1999")

    assert answer.status_code == 302
    assert the_list(actor).file_kind == "pasted"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 300, "This is a picture, not a table."),
        (table()[:500], "This file is broken"),
    ],
)
def test_a_bad_file_is_answered_with_a_sentence_and_what_was_typed(client, actor, content, words):
    answer = uploaded(client, content)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Invented office"' in answer.text
    assert "has to be chosen again" in answer.text
    assert "base64" not in answer.text


def test_neither_a_file_nor_a_table_is_asked_for(client, actor):
    answer = client.post(reverse("list_receive"), SAID)

    assert answer.status_code == 422
    assert "Choose the file, or paste the table." in answer.text


def test_the_same_file_leads_to_the_list_that_is_there(client, actor):
    content = table()
    uploaded(client, content)

    answer = uploaded(client, content, _key="other")

    assert answer.status_code == 409
    assert reverse("list_detail", args=[the_list(actor).uuid]) in answer.text


def test_sent_twice_it_is_received_once(client, actor):
    content = table()

    assert [uploaded(client, content).status_code for _time in range(2)] == [302, 302]
    assert the_list(actor)


def test_a_second_file_and_one_that_is_too_large_are_refused_before_anything(client, actor):
    two = {"file": sent(b"a,b\n"), "other": sent(b"a,b\n")}
    large = {"file": sent(b"x" * 8_100_000)}

    assert client.post(reverse("list_receive"), SAID | two).status_code == 415
    assert client.post(reverse("list_receive"), SAID | large).status_code == 413


def test_of_a_stranger_no_byte_is_kept(actor):
    answer = Client().post(reverse("list_receive"), SAID | {"file": sent(table())})

    assert answer.status_code == 401
    assert "base64" not in answer.text
    with eyes(actor):
        assert not ReceivedList.objects.exists()


def test_the_question_about_days_and_months_is_asked_where_it_has_to_be(client, actor):
    uploaded(client, table([[1, "Zqlist Văn An", "4/5/1999", "", "", ""]]))
    address = reverse("list_operation", args=[the_list(actor).uuid, "map"])

    asked = client.get(address)
    refused = client.post(address, {"take-1": "on", "first-1": "2", "c-1-1": "full_name",
                                    "c-1-2": "birth", "_version": "1", "_key": "k"})  # fmt: skip

    assert "4/5/1999" in asked.text
    assert 'name="day_order"' in asked.text
    assert refused.status_code == 422
    assert "Say whether the day or the month stands first" in refused.text
    assert 'value="full_name" selected' in refused.text


def test_a_cell_is_mended_on_the_page_of_the_list(client, actor):
    received = checked(actor, table([[1, "Zqlist Văn An", "31/02/1999", "", "", ""]]))
    row = rows_of(actor, received)[1]
    page = client.get(received.get_absolute_url())

    answer = client.post(
        reverse("list_row_operation", args=[row.uuid, "correct"]),
        {"birth": "28/02/1999", "full_name": "Zqlist Văn An", "_version": str(row.version),
         "_key": "k", "show": "needs_fixing", "list": str(received.uuid)},
    )  # fmt: skip

    assert 'value="31/02/1999"' in page.text
    assert answer.headers["Location"].startswith(received.get_absolute_url())
    row = rows_of(actor, received)[1]
    assert (row.state, row.corrected) == ("ready", {"birth": "28/02/1999"})


def test_the_acts_on_a_likely_double_stand_on_the_page(client, actor):
    received = checked(actor)
    client.post(
        reverse("list_operation", args=[received.uuid, "confirm"]),
        {"_version": str(received.version), "_key": "c"},
    )
    run_jobs()
    again = checked(actor, table([[1, "Zqlist Van An", "25/04/1999", "m", "C7000001", ""]]))
    row = rows_of(actor, again)[1]

    page = client.get(again.get_absolute_url())
    with eyes(actor):
        case = Case.objects.get(citizen__full_name="Zqlist Văn An")
        citizen = str(case.citizen.uuid)
    answer = client.post(
        reverse("list_row_operation", args=[row.uuid, "attach"]),
        {"citizen": citizen, "_version": str(row.version), "_key": "a"},
    )

    assert citizen in page.text
    assert case.reference in page.text
    assert "A different person" in page.text
    assert answer.status_code == 302
    assert rows_of(actor, again)[1].case_id == case.pk


@pytest.mark.parametrize("who", [lambda: head(yangon=True), lambda: officer(yangon=True)])
def test_lists_and_rows_of_others_are_not_there(client, actor, who):
    received = checked(actor)
    row = rows_of(actor, received)[1]
    log_in(client, who())

    addresses = [
        reverse("list_detail", args=[received.uuid]),
        reverse("list_workbook", args=[received.uuid]),
        reverse("list_operation", args=[received.uuid, "map"]),
        reverse("list_row", args=[row.uuid]),
        reverse("list_row_operation", args=[row.uuid, "correct"]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert "Trại Mae Sot" not in client.get(reverse("list_index")).text


def test_headquarters_sees_the_lists_of_missions(client, actor):
    received = checked(actor)
    assert log_in(client, headquarters()).get(received.get_absolute_url()).status_code == 200
    assert "Trại Mae Sot" in client.get(reverse("list_index")).text


def test_the_page_of_a_list_is_cut_into_pages(client, actor):
    letters = [chr(65 + n % 26) + chr(65 + n // 26) for n in range(102)]
    people = [
        [n, f"Zqlist Văn {letters[n]}", f"{n % 28 + 1}/{n % 12 + 1}/{1915 + n % 80}", "", "", ""]
        for n in range(102)
    ]
    received = checked(actor, table(people), day_order="day_first")

    first = client.get(f"{received.get_absolute_url()}?show=ready")
    second = client.get(first.context["next_url"])
    third = client.get(second.context["next_url"])

    numbers = [row["number"] for page in (first, second, third) for row in page.context["rows"]]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 102 == len(PEOPLE) * 34
    assert third.context["next_url"] == ""


def test_a_page_full_of_rows_asks_as_few_questions_as_one_of_three(
    client, actor, django_assert_max_num_queries
):
    people = [[n, f"Zqlist Văn {n}", "1999", "", "", ""] for n in range(60)]
    received = checked(actor, table(people))

    with django_assert_max_num_queries(12):
        client.get(received.get_absolute_url())


@pytest.mark.parametrize("kind", OF_THE_ISSUE)
def test_each_kind_of_bad_file_is_answered_with_its_sentence_and_nothing_is_stored(
    client, actor, kind
):
    answer = uploaded(client, BAD[kind]())

    assert answer.status_code == 422
    (fault,) = answer.context["form"].errors["file"]
    assert fault.endswith(".")
    with eyes(actor):
        assert not ReceivedList.objects.exists()
