"""Each sentence of a briefing is true at its own moment, or says by whose knowledge it is."""

import pytest

from cases.briefings.composing import composed
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Asked, Count, Flow
from cases.casework.models import Case
from cases.casework.operations import record_fact
from cases.core.facts import When, replay
from cases.incidents.choices import Metric
from tests.briefings.drafts import a_few, drafted
from tests.briefings.told import EVENING, MORNING, said, told
from tests.factories import AuthorityFactory
from tests.publishing.course import at, course, crossed, opened
from tests.register import fresh

LATER = "2025-11-24T16:29:30+07:00"


def paragraphs(language="en", **values):
    parts = composed(told(**values), {}, language).parts
    return [words for part in parts if part.heading != "Advice" for words in part.paragraphs]


def test_the_first_sentence_of_a_past_day_says_by_whose_knowledge():
    (lead, *_rest) = paragraphs(known_at=LATER)

    assert lead.startswith("As of 22 October 2025, by what is known on 24 November 2025 at 16:29, ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "Invented compounds. As of 22 October 2025, by what is known on 24 November 2025 at "
            "16:29 (Asia/Bangkok)",
        ),
        (
            "vi",
            "Khu hư cấu. Tính đến ngày 22 tháng 10 năm 2025, theo thông tin có được đến 16:29 "
            "ngày 24 tháng 11 năm 2025 (Asia/Bangkok)",
        ),
        (
            "fr",
            "Centres inventés. Au 22 octobre 2025, d’après ce que l’on sait au 24 novembre 2025 à "
            "16 h 29 (Asia/Bangkok)",
        ),
    ],
)
def test_the_head_line_of_a_past_day_says_the_hour_of_whose_knowledge(language, expected):
    head = composed(told(known_at=LATER), {}, language).subtitle
    earlier = composed(told(known_at=LATER.replace("16:29", "09:10")), {}, language).subtitle
    at_once = {"as_of": LATER, "known_at": LATER, "is_day": False}

    assert head == expected
    assert earlier == head.replace("16:29", "09:10").replace("16 h 29", "9 h 10")
    assert composed(told(**at_once), {}, language).subtitle.endswith(" (Asia/Bangkok)")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "Our records as of 22 October 2025, as known on 24 November 2025 at 16:29 "
            "(Asia/Bangkok).",
        ),
        (
            "vi",
            "Hồ sơ của chúng tôi tính đến ngày 22 tháng 10 năm 2025, theo thông tin có được lúc "
            "16:29 ngày 24 tháng 11 năm 2025 (Asia/Bangkok).",
        ),
        (
            "fr",
            "Nos dossiers au 22 octobre 2025, d’après ce que l’on sait au 24 novembre 2025 à "
            "16 h 29 (Asia/Bangkok).",
        ),
    ],
)
def test_the_annex_says_under_its_heading_as_known_when(language, expected):
    sheet = composed(told(known_at=LATER), {}, language)

    assert sheet.known == expected
    assert f"\n{sheet.annex}\n{expected}\n" in as_text(sheet.frozen())


@pytest.mark.parametrize(
    ("language", "by"),
    [
        ("en", "by what is known on 24 November 2025 at 16:29"),
        ("vi", "theo thông tin có được đến 16:29 ngày 24 tháng 11 năm 2025"),
        ("fr", "d’après ce que l’on sait au 24 novembre 2025 à 16 h 29"),
    ],
)
def test_every_sentence_that_counts_on_a_past_day_says_by_whose_knowledge(language, by):
    values = {
        "present": (Count("TH", 70), Count("MM", 50), Count("", 90)),
        "ages": (Count("child", 20), Count("adult", 50)),
        "asked": (Asked(("Invented Bureau", "Cục hư cấu", "Bureau inventé"), 60, 40),),
        "known_at": LATER,
        "said": (said(gap="same", ours=70), said(value=90, gap="fewer", ours=70)),
    }

    counted = [words for words in paragraphs(language, **values) if any(map(str.isdigit, words))]

    assert len(counted) >= 6
    assert [words for words in counted if by.lower() not in words.lower()] == []
    assert not any("was not known where" in words for words in counted)


PAST = {
    "present": (Count("TH", 70), Count("MM", 50), Count("LA", 12), Count("", 90)),
    "holders": (Count("immigration", 50), Count("", 20)),
    "asked": (Asked(("Bureau", "Cục", "Bureau"), 60, 0),),
    "flow": (Flow(EVENING, (Count("TH", 70), Count("", 90))),) * 2,
    "flow_then": (Flow(EVENING, (Count("TH", 60), Count("", 80))),) * 2,
    "known_then": 40,
    "said": tuple(said(metric=metric, gap="uncounted", ours=None) for metric in Metric.values),
    "kind": "report",
    "known_at": LATER,
}


@pytest.mark.parametrize(
    ("language", "now"),
    [
        ("en", (" is planned", "Where things stand", "What is being done")),
        ("vi", ("đang",)),
        ("fr", ("à ce jour", "est prévu", "Où en sont", "Ce qui est fait", "se trouvent")),
    ],
)
@pytest.mark.parametrize("first", range(0, len(Metric.values), 4))
def test_nothing_of_now_stands_under_a_past_day(language, now, first):
    values = PAST | {"said": PAST["said"][first : first + 4]}

    text = as_text(composed(told(**values), {}, language).frozen()).lower()

    assert [line for line in text.splitlines() if any(one.lower() in line for one in now)] == []


def test_each_total_of_a_moment_says_in_its_line_what_it_counts():
    text = as_text(composed(told(**PAST), {}, "en").frozen())

    assert "By what was already known on 22 October 2025, 40 citizens had a case" in text
    assert "All persons with a case, whenever opened | 222" in text
    assert "All cases opened by then | 120" in text


def test_of_its_own_moment_nothing_is_said_of_later_knowledge():
    assert not [words for words in paragraphs() if "by what is known" in words.lower()]
    assert "It was not known where 90 citizens were." in " ".join(
        paragraphs(present=(Count("TH", 70), Count("MM", 50), Count("", 90)), said=())
    )


def test_of_an_hour_of_the_same_day_the_time_is_said():
    (lead, *_rest) = paragraphs(
        as_of=MORNING, is_day=False, known_at="2025-11-01T16:00:00+07:00", said=()
    )

    assert "by what is known on 1 November 2025 at 16:00" in lead


@pytest.mark.django_db
def test_of_a_past_day_it_tells_how_many_were_known_then_and_nobody_who_waits_now():
    a_few(2)
    with course() as actor:
        opened(actor, at(28))
        wait = {"blocked_from": at(20), "blocked_since": at(20)}
        Case.objects.update(blocker_authority=AuthorityFactory(), **wait)

    values = drafted(kind="report").values

    assert (values["counted"], values["known_then"]) == (3, 2)
    assert values["waiting"] == []


@pytest.mark.django_db
def test_who_is_at_home_by_either_ledger_is_not_among_those_still_to_come():
    with course() as actor:
        for stage in ("verified", "ready", "departed", "arrived", "verified", "contacted"):
            case = opened(actor, at(20))
            with replay(at(21)):
                record_fact(
                    actor,
                    fresh(case),
                    stage=stage,
                    when=When.at(at(21)),
                    source="mission",
                    reason="Invented.",
                )
        crossed(
            actor, Case.objects.filter(stage="verified").last(), at(22), at(22), to_country="VN"
        )

    assert drafted().values["confirmed"] == 3
