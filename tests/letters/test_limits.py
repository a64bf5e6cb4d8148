"""A letter names a limit for the reply only where it is one for the case."""

import pytest

from cases.casework.models import Step, StepResult
from cases.letters.contradiction import Asked
from cases.letters.contradictions import contradictions_in
from cases.letters.kinds import kinds
from cases.letters.limits import limit_words
from cases.letters.values import values_of
from cases.procedures.models import Limit, Procedure
from tests.letters.test_contradictions import DECIDES, NEVER, codes, facts, passport


def with_limit(**said):
    """Return facts with the open step of VB02, and its limit for a lost passport."""
    found = facts(done=("identity-verification", DECIDES, None), **said)
    known = {"code": "lost-passport-reply", "amount": 2, "unit": "working_days", "verified": True}
    known["condition"] = "lost_passport"
    found.limits = [Limit(name="Lost passport: the department replies", **known)]
    return found


@pytest.mark.parametrize("papers", [[NEVER], []])
def test_a_letter_that_names_no_limit_lacks_no_ground_of_one(papers):
    found = with_limit(documents=papers)

    assert codes(found, "vb02") == []
    assert limit_words(kinds()["vb02"], found) == ""
    assert "not known" not in values_of(found)["passport"]


@pytest.mark.parametrize("ground", ["treaty", "lost_passport"])
def test_a_limit_that_a_letter_names_has_the_ground_of_the_application(ground):
    found = with_limit(documents=[passport(status="lost")])
    choices = [{"value": value, "label": value} for value in ("treaty", "lost_passport")]
    fields = [{"name": "ground", "kind": "choice", "label": "Ground", "choices": choices}]
    procedure = Procedure(code="passport-application", name="Application", result_fields=fields)
    found.steps.append(Step(pk=2, code="application", procedure=procedure, status="done"))
    found.results[2] = StepResult(values={"ground": ground})

    asked = contradictions_in(Asked(found, kinds()["vb02"], "vi"))

    assert limit_words(kinds()["vb02"], found).startswith("02 ngày làm việc")
    assert [(row.code, row.stops) for row in asked] == (
        [("limit_without_ground", False)] if ground == "treaty" else []
    )
    for row in asked:
        assert "Lost passport: the department replies" in row.sentence
        assert "“Application” says: treaty." in row.sentence
        assert row.url.endswith("/reopen-step/?step=application")


def test_a_letter_cites_the_limit_of_its_case_and_none_that_nobody_has_read():
    found = with_limit(documents=[passport(status="lost")])
    words = limit_words(kinds()["vb02"], found)
    found.limits[0].verified = False

    unread = limit_words(kinds()["vb02"], found)

    assert words.startswith("02 ngày làm việc kể từ ngày nhận được yêu cầu")
    assert "mất hộ chiếu" in words
    assert codes(with_limit(documents=[passport(status="lost")]), "vb02") == []
    assert unread == ""


def test_after_an_expulsion_no_limit_of_a_lost_passport_is_cited():
    found = facts(done=("expulsion-verification", DECIDES, None))
    known = {"amount": 15, "unit": "calendar_days", "verified": True}
    found.limits = [Limit(code="expulsion-reply", **known)]

    words = limit_words(kinds()["vb02"], found)

    assert words.startswith("15 ngày kể từ")
    assert "mất hộ chiếu" not in words
    assert codes(found, "vb02") == []
