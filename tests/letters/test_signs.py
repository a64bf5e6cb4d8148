"""Words that no font here has never keep a letter from being printed: they are left out and named.

The words are invented; the scripts are those of people at the borders (Chinese, Burmese, Khmer).
"""

import re

import pytest

from cases.citizens.operations import add_name
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.letters.bundle import bundle_of
from cases.letters.kinds import kinds
from cases.letters.models import LetterContent
from cases.letters.operations import issue_letter, issue_letters
from cases.letters.press import families, pressed, printed_words, signs, unprintable_in
from cases.letters.press.child import read_back
from cases.letters.writing import draft_of
from tests.factories import head
from tests.letters.printed import data
from tests.letters.written import a_letter, a_ready_case, read
from tests.refusals import refusal_of
from tests.register import fresh

ODD = ("小龙", "မောင်လှ", "សុខា", "👍", "ㅎ", "😀🏽")
LEFT_OUT = {"accepted": ["cannot_be_printed", "remark_in_other_language"]}


def with_alias(actor, case, alias="小龙"):
    add_name(actor, case.citizen, kind="alias", value=alias, script="other")
    return fresh(case)


def every_sign(pattern):
    for first, last in re.findall(r"(.)(?:-(.))?", pattern, re.DOTALL):
        yield from (chr(code) for code in range(ord(first), ord(last or first) + 1))


@pytest.mark.parametrize("has_fonts", [True, False])
def test_each_sign_that_counts_as_printed_is_in_a_font(monkeypatch, has_fonts):
    if not has_fonts:
        monkeypatch.setattr(families, "LATIN", ())
        monkeypatch.setattr(families, "thai_fonts", lambda: "")
        monkeypatch.setattr(signs, "thai_fonts", lambda: "")
    pattern = signs.SIGNS + (signs.THAI_SIGNS if signs.thai_fonts() else "")

    words = " ".join(every_sign(pattern))

    (printed,) = pressed([("vb02", data("vb02", remark=words, fonts=families.fonts()))])
    assert signs.MARK not in printed.text


def test_a_mark_and_a_note_stand_in_the_place_of_words_without_a_font():
    jobs = [
        (code, data(code, kinds()[code].languages[0], remark=f"Còn gọi là {odd} {odd}, ở Mae Sot."))
        for code in sorted(kinds())
        for odd in ODD
    ]

    for printed in pressed(jobs):
        text = " ".join(printed.text.split())
        assert "Còn gọi là […], ở Mae Sot." in text
        assert text.count("[…]") == 2


@pytest.mark.django_db
def test_a_letter_about_somebody_with_a_chinese_alias_names_it_and_then_is_issued():
    with eyes(head()) as actor:
        case = with_alias(actor, a_ready_case(actor))
        refused = refusal_of(issue_letter, actor, case, letter="vb02")
        letter = a_letter(actor, case, accepted=["cannot_be_printed"])

        assert (refused.code, refused.status) == ("letter_contradicts", 422)
        assert "小龙" in refused.extra["contradictions"][0]["message"]
        assert read(letter).count("[…]") == 2
        assert "không phông chữ nào" in read(letter)


@pytest.mark.django_db
def test_words_of_ones_own_are_named_before_they_are_left_out():
    with eyes(head()) as actor:
        case = a_ready_case(actor)
        refused = refusal_of(issue_letter, actor, case, letter="vb02", remark="Gọi là 小龙 👍")

        assert refused.code == "letter_contradicts"
        assert "小龙 👍" in refused.problems[0].message


@pytest.mark.django_db
def test_a_draft_is_printed_with_the_mark():
    with eyes(head()) as actor:
        case = with_alias(actor, a_ready_case(actor))

        _draft, printed = draft_of(actor, case, "interview-sheet", language="en")

        assert "no font here has their letters" in " ".join(printed.text.split())


@pytest.mark.django_db
def test_one_such_case_does_not_hinder_the_others_of_a_bundle():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor), with_alias(actor, a_ready_case(actor))]

        batch = issue_letters(actor, cases=cases, letter="vb02", **LEFT_OUT)

        assert batch.count == 2
        assert read_back(bundle_of(actor, batch)[0])[1] >= 3
        assert LetterContent.objects.filter(text__contains="[…]").count() == 1


@pytest.mark.own_process
def test_a_sign_that_slips_through_is_said_to_be_one_and_the_log_names_no_word(monkeypatch, caplog):
    monkeypatch.setattr("cases.letters.press.printed_words", lambda said: said)

    with pytest.raises(Refused) as refused:
        pressed([("vb02", data("vb02", remark="小龙"))])

    assert (refused.value.code, refused.value.status) == ("sign_without_font", 422)
    assert "TypstError" in caplog.text
    assert "小龙" not in caplog.text


def test_words_are_named_once_without_the_stop_behind_them():
    words = {"remark": "Nói עברית. 😀.. Gọi 😀! www.עברית.example nhé…"}

    assert unprintable_in(words) == ["עברית", "😀", "www.עברית.example"]
    assert printed_words(words | {"language": "vi"})["remark"] == (
        "Nói […]. […].. Gọi […]! […] nhé…"
    )
