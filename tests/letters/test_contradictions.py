"""What contradicts in a letter is named before it is issued, with what to do about it."""

import re
import tomllib
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from django.utils.translation import override

from cases.casework.models import Case, Step, StepResult
from cases.citizens.models import Citizen, IdentityDocument, Name, Relative
from cases.core import present
from cases.core.configured import path_of
from cases.core.context import eyes
from cases.core.registry import declared_for
from cases.incidents.models import Incident
from cases.letters.bundle import bundle_of
from cases.letters.choices import Accepted
from cases.letters.composing import Draft, left_out_words
from cases.letters.contradiction import Asked
from cases.letters.contradictions import contradictions_in
from cases.letters.facts import Facts, facts_of
from cases.letters.free_text import foreign_words, language_of, parts_of
from cases.letters.kinds import kinds
from cases.letters.models import Letter, LetterContent
from cases.letters.operations import issue_letter, issue_letters
from cases.letters.press.child import read_back
from cases.letters.values import values_of
from cases.missions.models import Mission
from cases.places.models import Place
from cases.procedures.models import Procedure
from tests.api.calls import caller
from tests.factories import head
from tests.letters.written import a_letter, a_ready_case, read
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in

TODAY = date(2025, 11, 5)
DECIDES = [
    {
        "name": "outcome",
        "kind": "choice",
        "label": "Reply",
        "choices": [
            {"value": "yes", "label": "Yes", "nationality": "verified"},
            {"value": "other", "label": "Not a citizen", "nationality": "not_national"},
        ],
    }
]
CONFIRMS = [DECIDES[0] | {"choices": DECIDES[0]["choices"][:1]}]


def facts(*, case=None, documents=(), names=(), relatives=(), done=None, **person):
    """Return facts of somebody about whom nothing is contradictory."""
    said = {"full_name": "Nguyễn Văn Thử", "sex": "m", "nationality_status": "declared"}
    said |= {"nationality": "VN"} | person
    row = Case(citizen=Citizen(**said), incident=Incident(), mission=Mission(country="TH"))
    row.stage, row.reference = "contacted", "BKK-2025-00001"
    for name, value in (case or {}).items():
        setattr(row, name, value)
    found = Facts(row, "UTC", TODAY, documents=list(documents), names=list(names))
    found.relatives = list(relatives)
    if done is not None:
        procedure = Procedure(code=done[0], name="Verification", result_fields=done[1])
        status = "done" if done[2] else "open"
        found.steps = [Step(pk=1, code=done[0], procedure=procedure, status=status)]
        found.results = {1: StepResult(values=done[2])} if done[2] else {}
    return found


def passport(**values):
    return IdentityDocument(**{"kind": "passport", "number": "C0000001"} | values)


def contradicts(found, letter, language="vi", remark="", **to):
    return contradictions_in(Asked(found, kinds()[letter], language, remark, **{"host": "TH"} | to))


def codes(*asked, **said):
    return [row.code for row in contradicts(*asked, **said)]


VERIFIED = ("identity-verification", DECIDES, {"outcome": "yes"})
FAULTS = [
    ("nationality_differs", "note-verbale", {"done": VERIFIED}),
    ("nationality_differs", "case-summary", {"done": VERIFIED}),
    (
        "verification_open",
        "case-summary",
        {"nationality_status": "verified", "done": ("identity-verification", DECIDES, None)},
    ),
    ("person_at_home", "consular-access", {"now_country": "VN"}),
    ("person_at_home", "family-notice", {"now_country": "VN"}),
    ("person_elsewhere", "consular-access", {"now_country": "MM"}),
    ("not_a_national", "consular-access", {"nationality": "LA"}),
    ("not_a_national", "note-verbale", {"nationality_status": "not_national"}),
    (
        "name_spelled_twice",
        "vb02",
        {"full_name": "NGUYEN VAN THU", "names": [Name(kind="alias", value="Nguyễn Văn Thử")]},
    ),
    (
        "name_spelled_twice",
        "note-verbale",
        {"full_name": "Nguyen Van Thu", "documents": [passport(holder_name="Nguyễn Văn Thư")]},
    ),
    ("name_without_marks", "vb02", {"full_name": "NGUYEN VAN DUNG"}),
    (
        "name_without_marks",
        "vb02",
        {"relatives": [Relative(relation="father", full_name="NGUYEN VAN DUNG")]},
    ),
    ("paper_expired", "vb02", {"documents": [passport(expires_on=date(2025, 11, 4))]}),
    ("paper_of_another", "vb02", {"documents": [passport(holder_name="LE VAN TAM")]}),
    ("passport_twice", "vb02", {"documents": [passport(), passport(expires_on=TODAY)]}),
    ("passport_at_hand", "tk03", {"documents": [passport(status="with_holder")]}),
    (
        "personal_number_differs",
        "vb02",
        {"documents": [IdentityDocument(kind="personal_number", number="001199000001")]},
    ),
    (
        "two_personal_numbers",
        "tk03",
        {
            "documents": [
                IdentityDocument(kind="personal_number", number="001099000001"),
                IdentityDocument(kind="personal_number", number="001099000002"),
            ]
        },
    ),
    (
        "two_parents",
        "vb02",
        {
            "relatives": [
                Relative(relation="mother", full_name="Trần Thị Thử"),
                Relative(relation="mother", full_name="Lê Thị Thử"),
            ]
        },
    ),
    ("return_asked_for", "note-verbale", {"case": {"return_wish": "no"}}),
    (
        "identity_not_confirmed",
        "consular-access",
        {"done": ("identity-verification", DECIDES, {"outcome": "no"})},
    ),
    (
        "family_not_asked_about",
        "family-notice",
        {"relatives": [Relative(full_name="Nguyễn Văn Cha", may_be_informed="yes")]},
    ),
    ("journey_past", "case-summary", {"case": {"journey_on": date(2025, 11, 4)}}),
    ("outcome_in_doubt", "case-summary", {"case": {"outcome_in_doubt": True}}),
    (
        "travel_document_expired",
        "note-verbale",
        {
            "case": {"journey_on": date(2025, 12, 1)},
            "done": ("passport-issue", [], {"expires_on": "2025-11-30"}),
        },
    ),
]


@pytest.mark.parametrize("holder", ["NGUYEN VAN THU", "THU NGUYEN VAN", "Lê Văn Tám"])
def test_a_paper_may_have_any_name_of_the_person_in_any_order(holder):
    known = facts(documents=[passport(holder_name=holder)], names=[Name(value="LE VAN TAM")])

    assert "paper_of_another" not in codes(known, "vb02")


@pytest.mark.parametrize(("code", "letter", "said"), FAULTS)
def test_a_contradiction_is_found_in_the_letters_that_say_it(code, letter, said):
    (row,) = contradicts(facts(**said), letter)

    assert row.code == code
    assert is_page(row.url), row.url


def is_page(url):
    """Return whether an address is that of a case, or of an act on a case or a person."""
    resource, _name, *verbs = urlsplit(url).path.strip("/").split("/")
    return not verbs or verbs[0] in {declared.verb for declared in declared_for(resource)}


@pytest.mark.parametrize("letter", sorted(kinds()))
def test_where_nothing_contradicts_nothing_is_found(letter):
    whole = facts(
        nationality_status="verified",
        done=VERIFIED,
        documents=[passport(expires_on=TODAY, holder_name="NGUYEN VAN THU", status="lost")],
        names=[Name(kind="printed", value="NGUYEN VAN THU")],
        birth_on=date(1999, 1, 1),
        birth_precision="day",
    )

    assert codes(whole, letter) == []


def of_steps(*said):
    """Return facts of a verified national with these steps: procedure, fields, status, result."""
    found = facts(nationality_status="verified")
    for number, (code, fields, status, values) in enumerate(said, start=1):
        procedure = Procedure(code=code, name="Step", result_fields=fields)
        found.steps.append(Step(pk=number, code=code, procedure=procedure, status=status))
        if values:
            at = datetime(2025, 10, number, tzinfo=UTC)
            found.results[number] = StepResult(pk=number, values=values, happened_at=at)
    return found


def test_a_request_of_a_relative_or_another_open_step_is_no_open_verification():
    request = ("relative-request", CONFIRMS, "asked", None)
    done = ("identity-verification", DECIDES, "done", {"outcome": "yes"})
    opened = ("expulsion-verification", DECIDES, "asked", None)

    assert codes(of_steps(request), "case-summary") == []
    assert codes(of_steps(done, opened), "case-summary") == []
    assert codes(of_steps(request, opened), "case-summary") == ["verification_open"]


def test_the_answer_that_came_last_decides_and_an_earlier_one_contradicts_nothing():
    denied = ("expulsion-verification", DECIDES, "done", {"outcome": "other"})
    verified = ("identity-verification", DECIDES, "done", {"outcome": "yes"})

    assert codes(of_steps(denied, verified), "note-verbale") == []
    assert codes(of_steps(verified, denied), "note-verbale") == ["nationality_differs"]


def test_an_expired_paper_beside_a_valid_one_of_its_kind_is_mended_and_the_valid_one_named():
    expired = passport(expires_on=date(2025, 11, 4), number="C0000001")
    renewed = passport(expires_on=date(2035, 11, 4), number="C0000002")
    known = facts(documents=[expired, renewed])

    assert codes(facts(documents=[expired]), "vb02") == ["paper_expired"]
    assert codes(known, "vb02") == []
    assert values_of(known)["passport"].startswith("C0000002, ")
    assert "valid until 04/11/2035" in values_of(known)["passport"]


def test_a_valid_paper_that_the_letter_does_not_name_mends_no_expired_one():
    lost = passport(status="lost", expires_on=date(2025, 11, 4), number="C0000001")
    kept = passport(status="held_by_authority", expires_on=date(2035, 11, 4), number="C0000002")

    (found,) = contradicts(facts(documents=[lost, kept]), "tk03")
    (alone,) = contradicts(facts(documents=[lost]), "tk03")
    assert (found.code, alone.code) == ("paper_expired", "paper_expired")
    assert str(found.remedy).endswith("Say that it is right as it is.")
    assert str(alone.remedy).startswith("Record the paper that is valid now")
    assert codes(facts(documents=[lost, kept]), "vb02") == []


@pytest.mark.parametrize("letter", ["note-verbale", "consular-access"])
def test_a_refused_verification_is_named_to_the_host_state_alone(letter):
    known = facts(done=("identity-verification", DECIDES, None))
    known.steps[0].status = "refused"

    assert codes(known, letter) == ["identity_not_confirmed"]
    assert codes(known, "case-summary") == []


@pytest.mark.parametrize("letter", ["note-verbale", "consular-access", "tk03"])
def test_who_was_found_not_to_be_a_national_is_claimed_as_one_by_no_letter(letter):
    known = facts(nationality="VN", nationality_status="not_national")

    (row,) = contradictions_in(Asked(known, kinds()[letter], "en"))

    assert (row.code, row.stops) == ("not_a_national", True)


def test_a_summary_says_what_was_declared_and_what_was_found_as_two_facts():
    known = facts(nationality="VN", nationality_status="not_national")

    said = values_of(known)["nationality"]

    assert said == "declared: Viet Nam; found: not a national of Viet Nam"
    assert codes(known, "case-summary") == []


def test_each_that_may_stay_is_one_that_is_found():
    found = {code for code, _letter, _said in FAULTS}
    found |= {"remark_in_other_language", "cannot_be_printed", "limit_without_ground"}
    found |= {"limit_of_return", "family_only_some", "died_elsewhere", "record_out_of_sight"}
    found |= {"whereabouts_differ", "contact_lost"}

    assert set(Accepted.values) <= found


def test_an_expired_paper_is_printed_as_expired_and_the_name_of_a_code_is_no_other_name():
    said = values_of(
        facts(
            documents=[passport(expires_on=date(2025, 11, 4), status="lost")],
            names=[
                Name(kind="printed", value="NGUYEN VAN THU"),
                Name(kind="alias", value="Tư Thử"),
            ],
        )
    )

    assert "expired on 04/11/2025" in said["passport"]
    assert "valid until" not in said["passport"]
    assert said["other_names"] == "Tư Thử"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The person was arrested in Mae Sot and has no papers.", "en"),
        ("Nguyễn Văn Ân was taken to the shelter of Tân Bình.", "en"),
        ("Người này đã bị tạm giữ tại Mae Sot.", "vi"),
        ("Hỏi thêm về anh trai", "vi"),
        ("Il est détenu à Mae Sot depuis le 3 mai.", "fr"),
        ("ผู้ถูกควบคุมตัว ณ แม่สอด", "th"),
        ("Please answer soon.", "en"),
        ("Beaten, no money.", "en"),
        ("Battu, pas d’argent.", "fr"),
        ("Nguyen Van Le, C0000001", ""),
        ("Le Van Thu, passport C0000001", ""),
        ("Bi danh, khong tien", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_letters_and_small_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "letter", "words"),
    [
        ("Đề nghị trả lời urgently trước ngày 05/11.", "vi", ["urgently"]),
        ("Bị giữ tại KK Park, no passport.", "vi", ["passport"]),
        ("Crossed into Thailand.", "vi", ["into"]),
        ("Đang ở trại, rất malade.", "vi", ["malade"]),
        ("Người này bị tạm giữ tại Mae Sot, số BKK-2025-00001, đt 0900 000 000.", "vi", []),
        ("Nguyen Van Le, sinh nam 1998, bi giu o Myawaddy, khong co giay to", "vi", []),
        ("Xin visa qua email an@example.org, xem www.example.org/visa.", "vi", []),
        ("Được tổ chức Acts of Mercy đón, phạt 2.000 baht.", "vi", []),
        ("She was bị giữ in Mae Sot.", "en", ["bị", "giữ"]),
        ("She has khong papers.", "en", ["khong"]),
        ("Held avec others.", "en", ["avec"]),
        ("Born in xã Hòa Bình, daughter of Nguyễn Văn Ân.", "en", []),
        ("Read in Thế giới và Việt Nam of 6 November.", "en", ["giới", "và"]),
    ],
)
def test_single_words_of_another_language_are_found_and_names_are_not(text, letter, words):
    assert foreign_words(text, letter) == words


def remarks():
    """Return what the demonstration says in free words, and what the seeds say in Vietnamese."""
    told, said = [], []

    def walk(value, key, is_demonstration):
        if isinstance(value, dict):
            for name, one in value.items():
                walk(one, name, is_demonstration)
        elif isinstance(value, list):
            for one in value:
                walk(one, key, is_demonstration)
        elif isinstance(value, str) and (key == "vi" or key.endswith("_vi")):
            said.append(value)
        elif isinstance(value, str) and is_demonstration and key in FREE:
            told.append(value)

    for path in path_of(".").rglob("*.toml"):
        walk(tomllib.loads(path.read_text()), "", "2025-10-myawaddy" in str(path))
    return told, said


FREE = {"note", "words", "summary", "question", "reason", "answer", "source_detail", "why", "text"}


def test_hardly_a_remark_of_the_demonstration_is_called_foreign_by_mistake():
    told, said = remarks()
    english = [text for text in told if language_of(text) in {"", "en"}]
    vietnamese = said + [text for text in told if language_of(text) == "vi"]

    for texts, letter in ((english, "en"), (vietnamese, "vi")):
        wrong = [text for text in texts if foreign_words(text, letter)]
        assert len(texts) > 600
        assert len(wrong) <= 0.02 * len(texts), wrong


MIXED = [
    ("Đề nghị trả lời urgently.", "vi", ["urgently"], ""),
    ("Đề nghị xác minh. The man in it was lost. Cảm ơn.", "vi", ["The man in it was lost"], "en"),
    ("Nguyễn Văn Thử was lost, xin giúp.", "vi", ["was lost"], "en"),
    (
        "Người này lost the passport and was taken to Mae Sot by the police.",
        "vi",
        ["lost the passport and was taken to Mae Sot by the police"],
        "en",
    ),
    ("Cần trả lời avant la fin de la semaine.", "vi", ["avant la fin de la semaine"], "fr"),
    (
        "Request urgent reply, vì người này đang ốm nặng.",
        "en",
        ["vì người này đang ốm nặng"],
        "vi",
    ),
    ("She was moved to trại tạm giam yesterday.", "en", ["trại tạm giam"], "vi"),
    ("He can go to trại giam at ten.", "en", ["trại giam"], "vi"),
    ("Held in trại tam giữ on Monday.", "en", ["trại tam giữ"], "vi"),
    ("ผู้นี้ป่วย please help", "en", ["ผู้นี้ป่วย"], "th"),
    ("The note says “ကူညီပါ”, no more.", "en", ["ကူညီပါ"], "my"),
    ("The note says 请帮助我。", "en", ["请帮助我。"], "zh"),
    ("Please read សូមជួយ (12 May).", "en", ["សូមជួយ"], "km"),
    ("Please read ຊ່ວຍແດ່.", "en", ["ຊ່ວຍແດ່"], "lo"),
    ("Wrote помогите нам, twice.", "en", ["помогите нам"], ""),
    ("Wrote ساعدوني and עזרו לי again.", "en", ["ساعدوني", "עזרו לי"], ""),
    ("Wrote 助けてください again.", "en", ["助けてください"], ""),
    ("Người này bị ốm ผู้นี้ป่วย, đề nghị giúp.", "vi", ["ผู้นี้ป่วย"], "th"),
]


def words_of_own_in(asked):
    """Return what is said of the words of one's own, whatever the fonts of this machine have."""
    found = {row.code: row for row in contradictions_in(asked)}
    return found["remark_in_other_language"]


@pytest.mark.parametrize(("remark", "letter", "parts", "code"), MIXED)
def test_words_of_another_language_are_named_as_they_stand(remark, letter, parts, code):
    kind = "vb02" if letter == "vi" else "note-verbale"

    asked = words_of_own_in(Asked(facts(), kinds()[kind], letter, remark))

    found = [part for part in parts_of(remark, letter) if part.language]
    assert "".join(part.text for part in parts_of(remark, letter)) == remark
    assert [(part.text, part.code) for part in found] == [(one, code) for one in parts]
    assert asked.code == "remark_in_other_language"
    assert all(one in asked.sentence for one in parts)


@pytest.mark.parametrize(
    ("remark", "odd"),
    [
        ("Known as เหงียน วัน อัน (Nguyễn Văn Ân) there.", []),
        ("Held at แม่สอด (Mae Sot).", []),
        ("Known as เหงียน, ป่วย.", ["เหงียน, ป่วย"]),
    ],
)
def test_names_in_the_script_of_the_host_are_no_foreign_words_where_the_letter_has_them(
    remark, odd
):
    known = facts(names=[Name(value="เหงียน วัน อัน", kind="host_script")])
    known.case.citizen.now_place = Place(name="Mae Sot", name_local="แม่สอด")
    draft = Draft(kinds()["note-verbale"], known, Mission(name="Embassy"), "en", remark=remark)
    elsewhere = Asked(known, kinds()["tk03"], "vi", "Ở แม่สอด.")

    assert [part.text for part in draft.asked.parts if part.language] == odd
    assert [part.text for part in elsewhere.parts if part.language] == ["แม่สอด"]


def test_a_remark_in_another_script_alone_is_all_in_another_language():
    asked = words_of_own_in(Asked(facts(), kinds()["vb02"], "vi", "ผู้นี้ป่วย 12/05."))

    assert asked.sentence == "Your words are in another language than the letter."
    assert asked.url.endswith("/issue-letter/?letter=vb02#id_remark")


def test_a_remark_of_one_other_language_is_one_part():
    remark = "She was taken to the shelter in Thanh Hóa by Nguyễn Văn A."

    (part,) = parts_of(remark, "vi")

    assert (part.text, part.code) == (remark, "en")


@pytest.mark.django_db
def test_accepted_words_are_marked_in_the_letter_as_what_they_are(actor):
    case = a_ready_case(actor)
    accepted = ["remark_in_other_language"]

    mixed = a_letter(actor, case, remark="Đề nghị xác minh. The man was lost.", accepted=accepted)
    note = a_letter(actor, case, "note-verbale", remark="Request urgently.")
    other = a_letter(actor, case, "note-verbale", remark="Xin trả lời.", accepted=accepted)
    thai = a_letter(actor, case, "note-verbale", remark="ผู้ป่วย please help", accepted=accepted)

    assert "Đề nghị xác minh. [bằng tiếng Anh: The man was lost]." in read(mixed)
    assert "Request urgently. " in read(note)
    assert "[in Vietnamese: Xin trả lời.]" in read(other)
    assert re.search(r"\[in Thai: \S.*\] please help", read(thai))


def test_a_summary_in_another_language_is_left_out_and_words_of_ones_own_are_named():
    english = facts(case={"summary": "She was taken to the shelter by the police."})

    assert values_of(english)["summary"] == ""
    with override("en"):
        assert left_out_words(english).endswith("left out: it is written in English.")
    assert codes(english, "vb02", remark="Please answer by the end of the week.") == [
        "remark_in_other_language"
    ]


NEVER = passport(number="", status="never_had")


def test_a_passport_beside_the_word_that_none_was_ever_held_stops_the_letter():
    (asked,) = contradictions_in(Asked(facts(documents=[NEVER, passport()]), kinds()["vb02"], "vi"))

    assert (asked.code, asked.stops) == ("passport_never_held", True)


@pytest.mark.django_db
def test_what_contradicts_stops_a_letter_and_what_may_stay_is_accepted_by_name(actor):
    case = a_ready_case(actor, full_name="NGUYEN THI DUNG")

    refusal = refusal_of(issue_letter, actor, case, letter="vb02")
    letter = a_letter(actor, case, accepted=["name_without_marks"])

    assert (refusal.status, refusal.code) == (422, "letter_contradicts")
    (row,) = refusal.extra["contradictions"]
    assert row["code"] == "name_without_marks"
    assert "Nguyễn Thị Dung" in row["remedy"]
    assert row["may_be_accepted"]
    assert f"/citizens/{case.citizen.uuid}/correct/" in row["url"]
    content = LetterContent.objects.get(letter=letter)
    assert content.values["accepted"] == ["name_without_marks"]


@pytest.mark.django_db
def test_what_must_be_mended_is_accepted_by_nobody(actor):
    case = a_ready_case(actor, nationality="LA")

    refusal = refusal_of(
        issue_letter, actor, case, letter="note-verbale", accepted=[*Accepted.values]
    )

    assert [row["code"] for row in refusal.extra["contradictions"]] == ["not_a_national"]
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_of_letters_for_many_each_contradiction_is_named_with_its_case():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor), a_ready_case(actor, full_name="NGUYEN VAN DUNG")]

        refusal = refusal_of(issue_letters, actor, cases=cases, letter="vb02")
        batch = issue_letters(
            actor, cases=[fresh(row) for row in cases], letter="vb02", leave_out=True
        )

        assert refusal.problems[0].message.startswith(f"{cases[1].reference}: ")
        assert (batch.count, batch.left_out) == (1, 1)


@pytest.mark.django_db
def test_the_page_and_the_api_name_it_before_the_letter_is_issued(client, chief):
    with eyes(chief):
        case = a_ready_case(chief, full_name="NGUYEN VAN DUNG", sex="m")
    link = f"/cases/{case.reference}/issue-letter/?letter=vb02"
    page = log_in(client, chief).get(link)
    told = caller(chief).get(f"/api/v1/cases/{case.reference}/letters/").json()["letters"]
    typed = {"letter": "vb02", "_version": page.context["version"], "_key": "one"}

    refused = client.post(link, typed)
    done = client.post(link, typed | {"accepted": "name_without_marks", "_key": "two"})

    (row,) = next(row for row in told if row["letter"] == "vb02")["contradictions"]
    assert row["code"] == "name_without_marks"
    assert "likely Nguyễn Văn Dũng" in page.text
    assert f"/citizens/{case.citizen.uuid}/correct/" in page.text
    assert refused.status_code == 422
    assert "The name stands without marks: NGUYEN VAN DUNG" in refused.text
    assert done.status_code == 302, done.text


@pytest.mark.django_db
def test_all_facts_of_a_letter_are_read_by_one_query(actor, django_assert_num_queries):
    cases = [a_ready_case(actor), a_ready_case(actor)]
    moment = present.now()

    with django_assert_num_queries(1):
        found = facts_of(actor, cases, moment)
        for row in found.values():
            values_of(row)

    assert len(found) == 2


@pytest.mark.django_db
def test_the_list_in_front_says_what_the_letters_say_whatever_was_corrected_since():
    with eyes(head()) as actor:
        case = a_ready_case(actor)
        batch = issue_letters(actor, cases=[case], letter="vb02")
        person = case.citizen
        person.full_name = "Trần Văn Khác"
        person.save(update_fields=["full_name"])

        content, _ids = bundle_of(actor, batch)

        assert "Trần Văn Khác" not in read_back(content)[0]
        assert "Nguyễn Thị Thử" in read(Letter.objects.get(batch=batch))
