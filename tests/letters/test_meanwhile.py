"""What would keep a letter from being issued by now keeps it from being sent."""

from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.casework.operations import close_case, record_stay
from cases.citizens.models import Citizen, Relative
from cases.citizens.operations import mark_relative, withdraw_relative
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.files.models import Attachment
from cases.letters.models import Letter
from cases.letters.operations import issue_letters, send_letter, send_letters, withdraw_letter
from cases.letters.operations.meanwhile import against
from cases.letters.queries import letters_in
from tests.api.calls import JSON, caller
from tests.casework.playbooks import at
from tests.factories import AuthorityFactory
from tests.files import corpus
from tests.files.kept import a_photo
from tests.letters.test_own_word import with_father
from tests.letters.written import OPENED, a_letter, a_ready_case, at_a_place, sent
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in
from tests.world_talking import said

pytestmark = pytest.mark.django_db


def to_a_father(actor):
    """Return a case whose person lets their father be told, where they are known to be."""
    case, _father = with_father(actor)
    said(actor, fresh(case), "inform_family", "yes", when=OPENED)
    return at_a_place(actor, fresh(case))


def spoke(kind, answer, **more):
    return lambda actor, case: said(actor, case, kind, answer, **more)


def unsafe(actor, case):
    mark_relative(
        actor, case.citizen, relative=case.citizen.relatives.get(), is_unsafe=True, why="Beaten."
    )


def withdrawn(actor, case):
    withdraw_relative(
        actor, case.citizen, relative=case.citizen.relatives.get(), reason="Not theirs."
    )


def not_told(actor, case):
    Relative.objects.filter(citizen=case.citizen).update(may_be_informed="no")


def no_national(actor, case):
    Citizen.objects.filter(pk=case.citizen_id).update(nationality_status="not_national")


def died(actor, case):
    close_case(actor, case, outcome="died", note="Heard of it.")


MEANWHILE = [
    ("family-notice", spoke("inform_family", "no"), "family_not_to_be_told"),
    ("family-notice", spoke("inform_family", "ask_later"), "family_not_asked_about"),
    ("family-notice", unsafe, "relative_unsafe"),
    ("family-notice", withdrawn, "relative_withdrawn"),
    ("family-notice", not_told, "family_not_to_be_told"),
    ("family-notice", died, "notice_of_death"),
    ("note-verbale", died, "letter_of_open_case"),
    ("note-verbale", no_national, "not_a_national"),
    ("note-verbale", spoke("return", "no"), "return_asked_for"),
    ("consular-access", spoke("consular_contact", "no"), "consular_contact_refused"),
    ("vb02", spoke("share_data", "no", shared_with="home_authority"), "sharing_refused"),
]


def test_what_came_up_since_stops_a_letter(actor):
    for letter, happens, code in MEANWHILE:
        case = to_a_father(actor)
        own = a_letter(actor, case, letter)
        happens(actor, fresh(case))

        refusal = refusal_of(send_letter, actor, fresh(own), file=a_photo())

        assert ([row.code for row in refusal.problems] or [refusal.code]) == [code], letter
    assert not Attachment.objects.exists()


def test_of_a_bundle_each_case_is_named_and_nothing_is_sent(actor):
    cases = [to_a_father(actor) for _n in "abc"]
    batch = issue_letters(actor, cases=[fresh(row) for row in cases], letter="family-notice")
    unsafe(actor, fresh(cases[1]))
    died(actor, fresh(cases[2]))

    refusal = refusal_of(send_letters, actor, batch, file=a_photo())

    assert [(row.message.split(": ")[0], row.code) for row in refusal.problems] == [
        (cases[1].reference, "relative_unsafe"),
        (cases[2].reference, "notice_of_death"),
    ]
    assert not Attachment.objects.exists()


def test_what_may_be_so_is_accepted_by_name_and_what_is_left_is_sent(actor):
    batch = issue_letters(actor, cases=[to_a_father(actor) for _n in "ab"], letter="note-verbale")
    first, second = Letter.objects.filter(batch=batch).order_by("serial")
    said(actor, fresh(first.case), "return", "no")
    said(actor, fresh(second.case), "consular_contact", "no")

    accepted = ["return_asked_for", "consular_contact_refused"]
    refusal = refusal_of(send_letters, actor, batch, file=a_photo(), accepted=accepted)
    withdraw_letter(actor, fresh(second), reason="Not wished.")
    send_letters(actor, fresh(batch), file=a_photo(), accepted=accepted)

    assert [row.code for row in refusal.problems] == ["consular_contact_refused"]
    assert fresh(first).sent_at
    entry = AuditEntry.objects.filter(operation="send_letters", outcome="done").get()
    assert "accepted=return_asked_for" in entry.fields
    assert fresh(first).sent_accepted == ["return_asked_for"]
    assert not fresh(second).sent_at


def test_page_and_api_of_a_letter_say_what_was_looked_at_by_whom_and_when(client, chief):
    with eyes(chief):
        case = to_a_father(chief)
        said(chief, fresh(case), "return", "not_yet")
        letter = a_letter(chief, case, "note-verbale", accepted=["return_asked_for"])
        said(chief, fresh(case), "return", "no")
        send_letter(chief, letter, file=a_photo(), accepted=["return_asked_for"])

    page = log_in(client, chief).get(letter.get_absolute_url())
    told = caller(chief).get(f"/api/v1/letters/{letter.uuid}/").json()

    said_of = {row["label"]: row for row in page.context["rows"]}
    for when in ("issued", "sent"):
        row = said_of[f"Looked at when it was {when}"]
        assert row["value"] == "The return is asked for against the person’s word"
        assert f"{chief.name}, <time " in row["note"]
    assert "&lt;time" not in page.text
    assert told["accepted"] == told["sent_accepted"] == ["return_asked_for"]
    assert told["sent_recorded_at"]


def test_what_was_accepted_at_issuing_is_not_asked_again_until_the_person_speaks(actor):
    case = a_ready_case(actor)
    said(actor, fresh(case), "return", "not_yet")
    letters = [a_letter(actor, case, "note-verbale", accepted=["return_asked_for"]) for _n in "ab"]

    said(actor, fresh(case), "consular_contact", "yes")
    assert sent(actor, letters[0]).sent_at
    said(actor, fresh(case), "return", "no")

    refusal = refusal_of(send_letter, actor, fresh(letters[1]), file=a_photo(size=(600, 480)))
    assert [row.code for row in refusal.problems] == ["return_asked_for"]


def test_what_came_after_a_letter_went_does_not_keep_it_from_being_recorded(actor):
    case = to_a_father(actor)
    letter = a_letter(actor, case, "family-notice")
    went = When(letter.issued_at, letter.issued_at)
    said(actor, fresh(case), "inform_family", "no")
    died(actor, fresh(case))

    refusal = refusal_of(send_letter, actor, fresh(letter), file=a_photo())
    send_letter(actor, fresh(letter), file=a_photo(), when=went)

    assert refusal.code == "notice_of_death"
    assert fresh(letter).sent_at - letter.issued_at < timedelta(minutes=1)


def test_page_and_api_name_it_and_take_the_tick(client, chief):
    with eyes(chief):
        case = at_a_place(chief, a_ready_case(chief))
        batch = issue_letters(chief, cases=[case], letter="note-verbale")
        letter = a_letter(chief, case, "note-verbale")
        said(chief, fresh(case), "return", "no")
    body = {"file": {"name": "signed.jpg", "content": b64encode(corpus.picture()).decode()}}
    address, headers = f"/api/v1/letters/{letter.uuid}/send/", {"If-Match": "*"}

    pages = [
        log_in(client, chief).get(f"{row.get_absolute_url()}send/").text for row in (letter, batch)
    ]
    told = [caller(chief).get(f"/api/v1{row.get_absolute_url()}").json() for row in (letter, batch)]
    refused = caller(chief).post(address, body, JSON, headers=headers)
    accepted = body | {"accepted": ["return_asked_for"]}
    done = caller(chief).post(address, accepted, JSON, headers=headers)

    for page in pages:
        assert f'href="/cases/{case.reference}/record-statement/?kind=return"' in page
        assert 'name="accepted" value="return_asked_for"' in page
        assert "Since it was issued, this has come up" in page
    assert refused.status_code == 422
    assert [row["code"] for one in told for row in one["against_sending"]] == (
        ["return_asked_for"] * 2
    )
    (said_of,) = told[0]["against_sending"]
    assert {"letter": str(letter.uuid), **refused.json()["contradictions"][0]} == said_of
    assert done.status_code == 200, done.content


def moved(actor, case, **said):
    """Put on record where somebody is since, or that it is not known."""
    when = When(day=date(2025, 10, 25))
    record_stay(actor, fresh(case), **{"kind": "at", "when": when, "source": "relative"} | said)


WHERE = [
    ("family-notice", {"country": "KH"}, "Quốc gia: Thái Lan", "Campuchia"),
    ("family-notice", {"kind": "lost"}, "Quốc gia: Thái Lan", "thông tin cuối cùng: Thái Lan, đến"),
    ("case-summary", {"country": "MM"}, "Thái Lan", "Myanmar"),
]


@pytest.mark.parametrize(("letter", "since", "printed", "now"), WHERE)
def test_whereabouts_that_are_others_by_now_are_named_with_both(actor, letter, since, printed, now):
    case = to_a_father(actor)
    own = a_letter(actor, case, letter)
    moved(actor, case, **since)

    refusal = refusal_of(send_letter, actor, fresh(own), file=a_photo())
    send_letter(actor, fresh(own), file=a_photo(), accepted=["whereabouts_differ"])

    (problem,) = refusal.problems
    assert problem.code == "whereabouts_differ"
    assert f"the letter says “{printed.rpartition(': ')[2]}”" in problem.message
    assert now in problem.message
    assert "issue it anew" in problem.message
    (told,) = refusal.extra["contradictions"]
    assert told["url"] == f"/letters/{own.uuid}/withdraw/"
    assert fresh(own).sent_accepted == ["whereabouts_differ"]


def test_a_closing_that_came_after_a_letter_went_changes_nothing_of_where_they_were(actor):
    case = to_a_father(actor)
    letter = a_letter(actor, case, "family-notice")
    went = When(letter.issued_at, letter.issued_at)
    heard = {"when": When(day=date(2025, 10, 25)), "source": "relative"}
    close_case(actor, fresh(case), outcome="lost_contact", note="None.", **heard)

    refusal = refusal_of(send_letter, actor, fresh(letter), file=a_photo())
    send_letter(actor, fresh(letter), file=a_photo(), when=went)

    assert refusal.code == "letter_of_open_case"
    assert fresh(letter).sent_accepted == []


def test_a_holder_who_is_another_by_now_is_named(actor):
    case, police = a_ready_case(actor), AuthorityFactory(name="Police of the test", country="TH")
    moved(actor, case, country="TH", holder=police)
    own = a_letter(actor, case, "note-verbale")
    moved(actor, case, country="TH", when=When(day=date(2025, 10, 26)))

    refusal = refusal_of(send_letter, actor, fresh(own), file=a_photo())

    assert [row.code for row in refusal.problems] == ["whereabouts_differ"]
    assert "Police of the test" in refusal.problems[0].message


def test_a_day_that_a_letter_prints_is_that_of_the_mission_that_wrote_it(actor):
    case, police = a_ready_case(actor), AuthorityFactory(name="Police of the test", country="TH")
    late = When(at("2025-10-24 23:45"), at("2025-10-24 23:45"))
    moved(actor, case, country="TH", holder=police, when=late)
    own = a_letter(actor, case, "note-verbale")

    there = replace(actor, mission_zone="Asia/Tokyo")

    assert "since 24 October 2025" in own.content.values["v"]["holder"]
    assert against(there, [fresh(own)]) == []


def test_of_a_bundle_only_whoever_moved_before_it_went_is_named(actor):
    cases = [to_a_father(actor) for _n in "ab"]
    batch = issue_letters(actor, cases=[fresh(row) for row in cases], letter="family-notice")
    moved(actor, cases[1], country="KH")

    before = against(actor, list(letters_in(actor, batch)), at("2025-10-24 12:00"))
    refusal = refusal_of(send_letters, actor, batch, file=a_photo())

    assert "whereabouts_differ" not in {row.code for one in before for row in one.contradictions}
    assert [(row.message.split(": ")[0], row.code) for row in refusal.problems] == [
        (cases[1].reference, "whereabouts_differ")
    ]
