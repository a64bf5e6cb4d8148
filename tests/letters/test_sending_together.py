"""One signed, stamped scan of a whole bundle sends every letter in it that can still be sent."""

import io
from base64 import b64encode
from datetime import date
from itertools import count

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Case, Inquiry
from cases.casework.operations import (
    accept_transfer,
    ask_step,
    offer_transfer,
    share_case,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields import Sent
from cases.core.models import AuditEntry
from cases.core.together import together as read_together
from cases.files.models import AttachedFile, Attachment
from cases.files.operations import attach_file, withdraw_file
from cases.letters.bundle import bundle_of
from cases.letters.models import Letter
from cases.letters.operations import issue_letters, send_letter, send_letters, withdraw_letter
from cases.letters.telling import letter_entries, letters_beside
from cases.missions.models import Mission
from tests.api.calls import JSON, caller
from tests.factories import head, headquarters
from tests.files import corpus
from tests.files.kept import a_file, a_photo, stored_files
from tests.letters.written import a_ready_case, at_a_place
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in
from tests.world_sealed import at_border
from tests.world_talking import said

pytestmark = pytest.mark.django_db


def a_batch(actor, cases=3, letter="note-verbale"):
    return issue_letters(actor, cases=[a_ready_case(actor) for _one in range(cases)], letter=letter)


def letters_of(batch):
    rows = Letter.objects.filter(batch=batch).select_related("signed_copy", "case__citizen")
    return list(rows.order_by("serial"))


def test_one_scan_sends_every_letter_by_whom_and_when_and_is_stored_once(actor):
    batch = a_batch(actor)
    before = len(stored_files())

    send_letters(actor, batch, file=a_photo())

    letters = letters_of(batch)
    files = AttachedFile.objects.filter(attachment__in=[row.signed_copy_id for row in letters])
    assert {row.state(row.inquiry) for row in letters} == {"waiting"}
    assert {(row.sent_by_id, row.version) for row in letters} == {(actor.staff_id, 2)}
    assert [row.signed_copy.case_id for row in letters] == [row.case_id for row in letters]
    assert {row.description for row in files} == {row.number for row in letters}
    assert len({row.stored for row in files}) == 1
    assert len(stored_files()) - before == 1 + 1
    assert fresh(batch).version == 2
    sent = AuditEntry.objects.filter(operation="send_letter", outcome="done")
    assert set(sent.values_list("case_id", flat=True)) == {row.case_id for row in letters}


def test_what_was_withdrawn_or_sent_with_its_own_copy_stays_as_it_is(actor):
    batch = a_batch(actor)
    gone, own, left = letters_of(batch)
    withdraw_letter(actor, gone, reason="Wrong body.")
    send_letter(actor, fresh(own), file=a_photo(width=40))

    send_letters(actor, batch, file=a_photo())

    assert fresh(gone).sent_at is None
    assert not fresh(own).signed_copy.names_others
    assert fresh(left).signed_copy.names_others
    assert fresh(left).signed_copy.file.named_cases == sorted(
        row.case_id for row in (gone, own, left)
    )


def test_letters_are_sent_together_once(actor):
    batch = a_batch(actor)
    send_letters(actor, batch, file=a_photo())

    again = refusal_of(send_letters, actor, fresh(batch), file=a_photo(width=40))

    assert (again.code, again.status) == ("no_letter_left", 409)
    assert [row.code for row in again.problems] == ["letter_sent_already"] * 3
    assert Attachment.objects.count() == 3


def test_letters_for_our_own_use_are_sent_to_nobody(actor):
    refusal = refusal_of(
        send_letters, actor, a_batch(actor, letter="interview-sheet"), file=a_photo()
    )

    assert refusal.code == "no_letter_left"
    assert {row.code for row in refusal.problems} == {"letter_for_own_use"}


def test_what_is_no_signed_copy_is_refused(actor):
    batch = a_batch(actor)
    printed, _ids = bundle_of(actor, batch)
    early = When(day=date(2025, 10, 1))

    as_printed = refusal_of(send_letters, actor, batch, file=Sent("all.pdf", printed))
    words = refusal_of(send_letters, actor, batch, file=a_file())
    before = refusal_of(send_letters, actor, batch, file=a_photo(), when=early)

    assert as_printed.code == "signed_copy_unsigned"
    assert words.code == "signed_copy_not_a_scan"
    assert before.code == "sent_before_letter"
    assert not Attachment.objects.exists()


def test_a_scan_that_stands_on_one_of_the_cases_is_refused_and_named(actor):
    batch = a_batch(actor)
    first = letters_of(batch)[0]
    attach_file(actor, fresh(first.case), file=a_photo())

    refusal = refusal_of(send_letters, actor, batch, file=a_photo())

    assert refusal.code == "copy_on_the_case"
    assert [row.message.split(":")[0] for row in refusal.problems] == [first.number]


def test_a_copy_that_was_the_wrong_file_makes_place_for_another(actor):
    batch = a_batch(actor)
    send_letters(actor, batch, file=a_photo())
    wrong = letters_of(batch)

    for row in wrong[:2]:
        withdraw_file(actor, fresh(row.signed_copy), reason="wrong_file")
    send_letters(actor, fresh(batch), file=a_photo(width=40))

    now = letters_of(batch)
    assert [row.sent_at for row in now] == [row.sent_at for row in wrong]
    changed = [new.signed_copy != old.signed_copy for new, old in zip(now, wrong, strict=True)]
    assert changed == [True, True, False]


def test_the_history_of_each_case_says_that_its_letter_went_with_the_copy_of_several(actor):
    batch = a_batch(actor)
    _first, own, _last = letters_of(batch)
    send_letter(actor, own, file=a_photo(width=40))
    send_letters(actor, batch, file=a_photo())

    said = [titles(actor, row.case) for row in letters_of(batch)]

    issued, together = "Letter issued", "Letter sent with one signed copy of several"
    assert said == [{issued, together}, {issued, "Letter sent"}, {issued, together}]


def titles(actor, case):
    rows = read_together(*letters_beside(actor, case.pk, case.citizen_id))
    return {row["title"].split(":")[0] for row in letter_entries(case, rows)}


class TestWhoReadsTheScan:
    """Whoever sees every case of the batch, and nobody by one of them."""

    def test_who_sees_one_case_of_the_batch_does_not_read_it(self):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(bangkok):
            batch = a_batch(bangkok)
            send_letters(bangkok, batch, file=a_photo())
            first = letters_of(batch)[0]
            mission = Mission.objects.get(pk=yangon.mission_id)
            share_case(bangkok, fresh(first.case), mission=mission, days=5, reason="x")
            assert AttachedFile.objects.visible_to(bangkok).count() == 3
            assert AttachedFile.objects.count() == 3

        with eyes(yangon):
            assert Attachment.objects.visible_to(yangon).get() == first.signed_copy
            assert not AttachedFile.objects.visible_to(yangon).exists()
            # The wall behind.
            assert not AttachedFile.objects.exists()
        with eyes(headquarters()) as lead:
            assert AttachedFile.objects.visible_to(lead).count() == 3

    def test_neither_page_nor_api_shows_it_by_one_case(self, client):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(bangkok):
            batch = a_batch(bangkok, 2)
            send_letters(bangkok, batch, file=a_photo())
            first = letters_of(batch)[0]
            share_case(
                bangkok,
                fresh(first.case),
                mission=Mission.objects.get(pk=yangon.mission_id),
                days=5,
                reason="x",
            )
        home = first.signed_copy.get_absolute_url()
        there = f"/api/v1/attachments/{first.signed_copy.uuid}/"

        page = log_in(client, yangon).get(home)

        assert page.status_code == 200
        assert "photo.jpg" not in page.text
        assert "names people of other cases too" in page.text
        assert client.get(f"{home}content/").status_code == 404
        assert client.get(f"{home}preview/").status_code == 404
        told = caller(yangon).get(there).json()
        assert (told["is_hidden"], told["names_others"], told["name"]) == (True, True, None)
        assert caller(yangon).get(f"{there}content/").status_code == 404
        assert caller(yangon).get(f"/api/v1/letter-batches/{batch.uuid}/").status_code == 404

    def test_a_mission_that_gave_a_case_away_reads_it_no_more(self):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(bangkok):
            batch = a_batch(bangkok, 2)
            send_letters(bangkok, batch, file=a_photo())
            moved = letters_of(batch)[0].case
        moved_to(bangkok, yangon, moved)

        with eyes(bangkok):
            assert Attachment.objects.visible_to(bangkok).count() == 1
            assert not AttachedFile.objects.visible_to(bangkok).exists()
            assert not AttachedFile.objects.exists()

    def test_nothing_is_attached_for_all_once_one_case_is_out_of_sight(self):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(bangkok):
            batch = a_batch(bangkok, 2)
            moved = letters_of(batch)[0].case
        moved_to(bangkok, yangon, moved)

        with eyes(bangkok):
            refusal = refusal_of(send_letters, bangkok, fresh(batch), file=a_photo())

        assert (refusal.code, refusal.status) == ("letters_out_of_sight", 409)

    def test_the_numbered_list_in_front_is_not_made_anew_without_them(self):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(bangkok):
            batch = a_batch(bangkok, 2)
            moved = letters_of(batch)[0].case
        moved_to(bangkok, yangon, moved)

        with eyes(bangkok):
            content, ids = bundle_of(bangkok, fresh(batch))
            (left,) = letters_of(batch)
        assert ids == [left.pk]
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == left.pages

    def test_the_wall_takes_no_file_that_names_somebody_out_of_sight(self):
        bangkok, yangon = head(), head(yangon=True)
        with eyes(yangon):
            foreign = a_ready_case(yangon)
        with eyes(bangkok):
            row = attach_file(bangkok, a_ready_case(bangkok), file=a_photo())
            values = AttachedFile.objects.filter(attachment=row).values()[0]
            other = Attachment.objects.create(
                case=row.case,
                mission=row.mission,
                purpose="other",
                names_others=True,
                size=1,
                recorded_at=row.recorded_at,
            )
            values |= {"id": None, "attachment_id": other.pk}
            for named in ([row.case_id, foreign.pk], None):
                with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                    AttachedFile.objects.create(**values | {"named_cases": named})

    def test_that_it_was_taken_is_on_record_for_everybody_whom_it_names(self, client):
        with eyes(head()) as actor:
            batch = a_batch(actor)
            send_letters(actor, batch, file=a_photo())
            letters = letters_of(batch)
        home = letters[0].signed_copy.get_absolute_url()

        log_in(client, actor).get(f"{home}content/")

        with eyes(actor):
            taken = AuditEntry.objects.filter(operation="download_attachment").order_by("id")
            one, others = (row.subjects for row in taken)
        assert one[0]["id"] == letters[0].signed_copy_id
        assert others[0]["table"] == "cases_case"
        assert set(others[0]["ids"]) == {row.case_id for row in letters[1:]}


def moved_to(former, new, case):
    """Hand a case over to another mission."""
    with eyes(former):
        mission = Mission.objects.get(pk=new.mission_id)
        offer = offer_transfer(former, fresh(case), mission=mission, summary="x")
    with eyes(new):
        accept_transfer(new, fresh(offer))


def test_the_page_takes_the_scan_and_names_what_was_not_sent(client, chief):
    with eyes(chief):
        batch = a_batch(chief)
        gone, _second, _third = letters_of(batch)
        withdraw_letter(chief, gone, reason="Wrong body.")
    link = f"/letter-batches/{batch.uuid}/send/"
    assert link in log_in(client, chief).get(batch.get_absolute_url()).text
    form = client.get(link)
    said = {"_version": form.context["version"], "_key": "one"}

    nothing = client.post(link, said)
    answer = client.post(link, said | {"file": scan()})
    again = client.post(link, said | {"file": scan()})
    stale = client.post(link, said | {"_key": "two", "file": scan()})

    shown = client.get(answer.url).text
    assert nothing.status_code == 422
    assert answer.url == batch.get_absolute_url() == again.url
    assert "1 letter was not sent with this copy" in shown
    assert "This letter was withdrawn or replaced." in shown
    assert "Signed copy" in shown
    assert link not in shown
    assert stale.status_code == 409
    with eyes(chief):
        assert Attachment.objects.count() == 2


def scan():
    return SimpleUploadedFile("signed.jpg", corpus.picture())


def test_the_api_sends_them_and_names_the_others():
    with eyes(head()) as actor:
        batch = a_batch(actor)
        own = letters_of(batch)[1]
        send_letter(actor, own, file=a_photo(width=40))
    keys = (f"key-{number}" for number in count())
    address = f"/api/v1/letter-batches/{batch.uuid}/"
    body = {"file": {"name": "signed.jpg", "content": b64encode(corpus.picture()).decode()}}

    def post(who, said, version="1"):
        headers = {"If-Match": f'"{version}"', "Idempotency-Key": next(keys)}
        return caller(who).post(f"{address}send/", said, JSON, headers=headers)

    assert post(at_border(), body).status_code == 403
    assert post(head(yangon=True), body).status_code == 404
    assert post(actor, {}).status_code == 422
    assert post(actor, body, "7").status_code == 412

    answer = post(actor, body)

    left = [{"letter": str(own.uuid), "number": own.number} | SENT_ALREADY]
    assert answer.status_code == 200, answer.content
    assert (answer.json()["version"], answer.json()["sent"]) == (2, 2)
    assert answer.json()["not_sent_with_it"] == left
    told = caller(actor).get(address).json()
    assert told["signed_copy"]
    assert told["not_sent_with_it"] == left
    assert [row["is_possible"] for row in told["actions"]] == [False]
    assert post(actor, body, "2").json()["code"] == "no_letter_left"


SENT_ALREADY = {
    "code": "letter_sent_already",
    "message": "This letter was sent, and its signed copy is attached.",
}


@pytest.mark.parametrize("letter", ["vb02", "note-verbale"])
def test_many_letters_take_as_many_statements_as_few(actor, letter):
    taken = []
    for many in (2, 5):
        batch, scan = a_batch(actor, many, letter), a_photo(size=(600 + many, 480))
        with CaptureQueriesContext(connection) as statements:
            send_letters(actor, batch, file=scan)
        taken.append(len(statements))

    assert taken[0] == taken[1]


def test_letters_that_ask_ask_each_case_and_a_step_that_was_asked_stays_as_it_is(actor):
    batch = a_batch(actor, 3, "vb02")
    first, second, third = letters_of(batch)
    ask_step(actor, first.case, step=first.step, asked_of=first.authority)
    withdraw_letter(actor, second, reason="Not needed.")

    send_letters(actor, batch, file=a_photo())

    first, second, third = letters_of(batch)
    assert first.inquiry.reference == ""
    assert second.inquiry is None
    assert third.inquiry.reference == third.number
    assert third.inquiry.asked_at >= third.sent_at
    assert third.step.status == "asked"
    assert [row.case.version for row in (first, third)] == [3, 3]
    assert first.case.blocker_body == third.case.blocker_body
    asked = AuditEntry.objects.filter(operation="ask_step", outcome="done")
    assert [row.case_id for row in asked.order_by("id")] == [first.case_id, third.case_id]


def test_a_person_who_does_not_want_the_body_asked_stops_the_whole_bundle(actor):
    cases = [at_a_place(actor, a_ready_case(actor)) for _number in range(2)]
    batch = issue_letters(actor, cases=[fresh(row) for row in cases], letter="consular-access")
    said(actor, fresh(cases[1]), "consular_contact", "no")

    refusal = refusal_of(send_letters, actor, batch, file=a_photo())

    assert (refusal.status, refusal.code) == (422, "sending_contradicts")
    assert [(row.code, row.message.split(":")[0]) for row in refusal.problems] == [
        ("consular_contact_refused", cases[1].reference)
    ]
    assert not Inquiry.objects.exists()
    assert not Attachment.objects.exists()


def test_headquarters_sees_letters_of_a_mission_and_sends_none():
    with eyes(head()) as actor:
        batch = a_batch(actor, 1)
    with eyes(headquarters()) as lead:
        refusal = refusal_of(send_letters, lead, fresh(batch), file=a_photo())

    assert refusal.status == 403


def test_the_cases_themselves_stay_as_they_are(actor):
    batch = a_batch(actor, 2)
    before = list(Case.objects.order_by("pk").values())

    send_letters(actor, batch, file=a_photo())

    assert list(Case.objects.order_by("pk").values()) == before
