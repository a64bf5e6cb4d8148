"""Every kind of sentence of a briefing over told, ranged and untold numbers: `make sentences`.

Read it whole after a sentence was changed, in all three languages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Final

from django.utils import translation

from cases.briefings.choices import LeftOut
from cases.briefings.composing import sentences
from cases.briefings.composing.amounts import Amount, amount_words
from cases.briefings.composing.numbers import (
    AGES,
    DIED,
    ROWS,
    SEXES,
    Numbers,
    departure_cell,
    first_rows,
    numbers_of,
    waiting_cell,
)
from cases.briefings.composing.others import reported
from cases.briefings.composing.sheets import head_line, notes
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.tables import (
    by_body,
    by_country,
    by_mission,
    by_stage,
    in_it,
    of_others,
)
from cases.briefings.composing.told import (
    Against,
    Asked,
    Before,
    Count,
    Departure,
    Said,
    Told,
    Waiting,
)
from cases.incidents.choices import Metric
from tests.briefings.told import EVENING, PAPER, said, told

LANGUAGES: Final = ("en", "vi", "fr")
NONE, ONE, SEVERAL = Amount("none"), Amount("exact", 1), Amount("exact", 70)
FEW, RANGE = Amount("few", 11), Amount("range", 119, high=128)
HIDDEN, UNTOLD = Amount("hidden"), Amount("untold")
TOTALS: Final = {"none": NONE, "one": ONE, "several": SEVERAL, "untold": UNTOLD}
ATTRIBUTES: Final = {
    **{"none": NONE, "several": SEVERAL, "few": FEW, "range": RANGE},
    **{"hidden": HIDDEN, "untold": UNTOLD},
}
BUREAU: Final = (
    "Immigration Department, Ministry of Public Security",
    "Cục Quản lý xuất nhập cảnh",
    "Direction de l’immigration",
)
BODY: Final = BUREAU[0]
Made = Iterator[tuple[str, str]]
UNCOUNTED: Final = {"gap": "uncounted", "ours": None}
QUALIFIERS: Final = ("exact", "about", "more_than", "at_least", "up_to", "nearly")
AGAINST: Final = Against(1595, "2025-11-01T07:00:00+07:00", True, "Asia/Bangkok", (PAPER,))
TAK: Final = ("Tak, crossed, not present.", "Tak, đã sang, không tính có mặt.", "Tak, entrés.")
HOSPITAL: Final = {
    "place": "mae-sot-hospital",
    "place_names": ("Hospital in Mae Sot", "Bệnh viện tại Mae Sot", "Hôpital de Mae Sot"),
    "place_kind": "hospital",
}
OF_ENTRY: Final = ("As entered.", "", "")
"""What a figure counts: written down in each language, or in one alone."""
DENIED: Final = (
    "A ministry denies it.",
    "Một bộ bác bỏ.",
    "Un ministère le dément.",
)
ONE_WORD: Final = (DENIED[0], "", "")
PRESENT: Final = told(known_at=EVENING)
"""The values of a briefing about the moment at which it was drafted."""


def numbers(**cells: Amount) -> Numbers:
    """Return numbers that are told as they are given; `_` in a name stands for `/`."""
    return Numbers({name.replace("_", "/"): one for name, one in cells.items()}, {}, 11)


def joined(parts: list[str]) -> str:
    """Return sentences as a paragraph of a briefing about now."""
    return sentences.as_known(PRESENT, parts)


def leads() -> Made:
    """As of when, according to whom, how many were where."""
    for embassies, (name, here) in product((("TH", "MM"), ("TH",), ()), TOTALS.items()):
        values = replace(PRESENT, embassies=embassies, said=())
        yield (
            f"{len(embassies)} embassies, {name}",
            sentences.lead(values, numbers(present_TH=here)),
        )
    for men, women in ((69, 1), (1, 69), (70, 0)):
        values = parted(men, women)
        cells = {"present_TH": SEVERAL, "sex_m": Amount("exact", men), "sex_f": amount(women)}
        yield f"{men} men, {women} women", sentences.lead(values, numbers(**cells))


def parted(men: int, women: int) -> Told:
    """Return the values of a briefing beside a source that tells men and women apart."""
    source = said(value=men + women, men=men, women=women, qualifier="exact")
    return replace(PRESENT, said=(source,), sexes=(Count("m", men), Count("f", women)))


def amount(count: int) -> Amount:
    """Return a number that is told exactly."""
    return Amount("exact", count) if count else NONE


def before() -> Made:
    """What the last briefing told, and what is known of its moment by now."""
    thens = {"none": NONE, "one": ONE, "several": SEVERAL, "rounded before": HIDDEN}
    for (name, then), now in product(thens.items(), (0, 1, 70, 75)):
        values = told(
            before=Before("BR-2025-0001", EVENING, True, 1, now, then.firmness, then.value)
        )
        yield f"then {name}, now {now}", " ".join(sentences.since_before(values, numbers()))


def whereabouts() -> Made:
    """Elsewhere, not known where, in whose hands."""
    for name, one in TOTALS.items():
        yield f"elsewhere {name}", whereabouts_of(present_MM=one)
        yield f"not known where {name}", whereabouts_of(present_=one)
        yield f"nationality {name}", joined(sentences.counted_apart(numbers(unsaid=one)))
    for name, one in ATTRIBUTES.items():
        yield f"in custody {name}", whereabouts_of(hands=one)


def whereabouts_of(**cells: Amount) -> str:
    """Return what is said of where people were."""
    return joined(sentences.whereabouts(PRESENT, numbers(**cells)))


def way_home() -> Made:
    """Identities, those at home, the dead."""
    away = {"home": UNTOLD, DIED: UNTOLD}
    for name, one in {**TOTALS, "range": RANGE}.items():
        cells = {"confirmed": one, **away}
        yield f"identity {name}", joined(sentences.way_home(Numbers(cells, {}, 11)))
    yield "identity and home none", joined(sentences.way_home(Numbers({DIED: UNTOLD}, {}, 11)))
    arrived = {DIED: UNTOLD, "confirmed": UNTOLD, "present/VN": SEVERAL}
    yield "arrived, none closed", joined(sentences.way_home(Numbers(arrived, {}, 11)))
    for name, one in {**TOTALS, "range": RANGE, "hidden": HIDDEN}.items():
        cells = {"confirmed": UNTOLD, "home": one, DIED: UNTOLD}
        yield f"home {name}", joined(sentences.way_home(Numbers(cells, {}, 11)))
    for name, one in ATTRIBUTES.items():
        cells = {"confirmed": UNTOLD, "home": UNTOLD, DIED: one}
        found = Numbers(cells, {}, 11)
        said = [*sentences.way_home(found), *sentences.where_the_dead_count(found)]
        yield f"died {name}", joined(said)


def minors() -> Made:
    """Children."""
    for name, one in ATTRIBUTES.items():
        yield f"under 18 {name}", joined(sentences.minors(told(), numbers(age_child=one)))
    yield "victims and offenders", sentences.decided_by_others()


def of_the_past() -> Made:
    """What is said of a past moment: by whose knowledge, and how many were known of then."""
    values = replace(PRESENT, known_at="2025-11-06T10:00:00+07:00", said=())
    for name, one in TOTALS.items():
        parts = sentences.whereabouts(values, numbers(present_MM=one, present_=one, hands=FEW))
        yield f"elsewhere and not known where {name}", sentences.as_known(values, parts)
    later = replace(values, straddles=True)
    parts = sentences.whereabouts(later, numbers(present_=SEVERAL))
    yield "not known where, entries that may be later", sentences.as_known(later, parts)
    for gap, ours in (("same", 70), ("fewer", 9), ("more", 90), ("excluded", 70), ("fewer", 0)):
        row = replace(values, said=(said(gap=gap, ours=ours),))
        yield f"beside ours {gap} {ours}", " ".join(reported(row, Sources(row), numbers()))
    yield "lead", sentences.lead(values, numbers(present_TH=SEVERAL))
    for then in (0, 1, 40, 150):
        yield f"known then {then}", " ".join(sentences.known_then(told(known_then=then)))
    for cases, counted in ((0, 0), (0, 175), (1, 1), (1, 175), (155, 175), (175, 175)):
        values = told(known_then=74, cases=cases, counted=counted)
        yield f"opened by then {cases} of {counted}", " ".join(sentences.known_then(values))


def departures() -> Made:
    """The next ones to leave: as planned now, or as planned on a day that is over."""
    later = "2025-11-06T10:00:00+07:00"
    for mode, (how, known_at), (name, one) in product(
        ("flight", "bus"),
        (("planned", EVENING), ("was planned", later)),
        (("few", FEW), ("several", SEVERAL), ("range", RANGE), ("hidden", HIDDEN)),
    ):
        at = "2025-12-05T09:30:00+07:00"
        leg = Departure(at, "Asia/Bangkok", mode, "TH", "VN", 62)
        values = told(departure=leg, known_at=known_at)
        cells = Numbers({departure_cell(leg): one}, {}, 11)
        yield f"{mode}, {how}, {name}", " ".join(sentences.next_departure(values, cells))


def questions() -> Made:
    """What a body was asked, and how far it has answered."""
    for (name, whole), (other, part) in product(ATTRIBUTES.items(), ATTRIBUTES.items()):
        cells = {f"asked/{BODY}": whole, f"answered/{BODY}": part}
        values = told(asked=(Asked(BUREAU, 70, 70),))
        yield (
            f"asked {name}, answered {other}",
            " ".join(sentences.asked(values, Numbers(cells, {}, 11))),
        )


def waits() -> Made:
    """Who waits for whom."""
    for (name, one), days, is_least in product(ATTRIBUTES.items(), (1, 12), (False, True)):
        values = told(waiting=(Waiting(BUREAU, 70, days, is_least),))
        cells = {f"waiting/{BODY}": one}
        yield (
            f"wait {name}, {'at least ' if is_least else ''}{days} days",
            " ".join(sentences.stuck(values, Numbers(cells, {}, 11))),
        )


def others() -> Made:
    """What others reported, and how ours stands to it."""
    for qualifier, value in product(QUALIFIERS, (1, 100)):
        yield f"{qualifier} {value}", reported_of(said(value=value, qualifier=qualifier))
    for gap, ours, learnt in (
        *(("same", 70, 0), ("excluded", 70, 0), ("uncounted", None, 0), ("place", 3, 0)),
        *(("fewer", 0, 0), ("fewer", 1, 0), ("more", 90, 20), ("more", 90, 0)),
    ):
        row = said(gap=gap, ours=ours, learnt=learnt, as_of="2025-10-22T07:00:00+07:00")
        yield f"{gap} {ours}, learnt {learnt}", reported_of(row)
    for metric, country in product(Metric.values, ("TH", "VN", "")):
        row = said(metric=metric, country=country, gap="uncounted", ours=None)
        yield f"counts {metric}, {country or 'no country'}", reported_of(row)
    yield "crossed at a place", reported_of(said(metric="crossed", place="tak", **UNCOUNTED))
    yield (
        "in custody, another moment",
        reported_of(said(metric="in_custody", as_of="2025-10-21T07:00:00+07:00", **UNCOUNTED)),
    )
    for qualifier, ours in (("more_than", 90), ("at_least", 90), ("up_to", 50), ("nearly", 50)):
        gap = "more" if ours > 70 else "fewer"
        yield f"{qualifier} 70, {ours}", reported_of(said(qualifier=qualifier, gap=gap, ours=ours))
    for men, women, known in ((50, 20, True), (69, 1, True), (69, 1, False)):
        row = said(value=70, men=men, women=women)
        cells = {"sex_m": Amount("exact", 50), "sex_f": Amount("exact", 20) if known else FEW}
        values = told(said=(row,))
        words = " ".join(reported(values, Sources(values), numbers(**cells)))
        yield f"{men} men, {women} women, {'' if known else 'not '}told", words


def quotes() -> Made:
    """What is quoted: of everybody, of others, with a place, without a day, disputed, two days."""
    place = ("Tak", "Tak", "Tak")
    for name, values in (
        ("of everybody", {"nationality": ""}),
        ("one of everybody", {"nationality": "", "value": 1}),
        ("of others", {"nationality": "CN", "men": 69, "women": 1}),
        ("one of others", {"nationality": "CN", "value": 1}),
        ("of a place", {"place": "tak", "place_names": place, "gap": "place"}),
        ("of a hospital", {**HOSPITAL, "gap": "place"}),
        ("of a place with a name", {**HOSPITAL, "place_kind": "shelter", "gap": "place"}),
        ("without a day", {"as_of": "", "gap": "uncounted", "ours": None}),
        ("of some referred", {"metric": "entered", "whole": 23, "value": 18}),
        ("disputed", {"is_disputed": True}),
        ("disputed for a reason", {"is_disputed": True, "reason": DENIED}),
        ("disputed in the words of the entry", {"is_disputed": True, "reason": ONE_WORD}),
        ("disputed by a count", {"is_disputed": True, "against": AGAINST}),
    ):
        yield name, reported_of(said(is_quoted=True, **values))
    rows = (said(is_quoted=True), said(is_quoted=True, as_of="2025-11-01T07:00:00+07:00"))
    narrow = replace(AGAINST, scope=OF_ENTRY)
    for name, values in (
        ("alone", {}),
        ("in the words of the entry", {"scope": OF_ENTRY}),
        ("ours differs", {"gap": "more", "ours": 90}),
        ("sum of parts", {"nationality": "", "men": 69, "women": 1}),
        ("without a day", {"as_of": "", "gap": "uncounted", "ours": None}),
        ("of some referred", {"metric": "entered", "whole": 23, "value": 18}),
        ("disputed for a reason", {"is_disputed": True, "reason": DENIED}),
        ("disputed by another scope", {"is_disputed": True, "against": narrow}),
        ("disputed by its own", {"is_disputed": True, "against": replace(narrow, scope=TAK)}),
    ):
        yield (
            f"with a scope, {name}",
            reported_of(said(**{"is_quoted": True, "scope": TAK} | values)),
        )
    yield "with a scope, not quoted", reported_of(said(scope=TAK))
    values = told(said=(replace(rows[0], scope=TAK), replace(rows[1], scope=OF_ENTRY)))
    yield "with two scopes, two days", " ".join(reported(values, Sources(values), numbers()))
    for count in (1, 2):
        values = told(said=(said(),) * 4 + (said(is_disputed=True),) * count)
        yield f"{count} in the annex alone", reported(values, Sources(values), numbers())[-1]
    values = told(said=rows)
    yield "two days", " ".join(reported(values, Sources(values), numbers()))


def reported_of(row: Said) -> str:
    """Return what is said of a reported figure."""
    values = told(said=(row,))
    return " ".join(reported(values, Sources(values), numbers()))


def of_tables() -> Made:
    """Numbers as a table prints them."""
    for name, one in (TOTALS | ATTRIBUTES).items():
        yield name, amount_words(one)
    for qualifier in QUALIFIERS[1:]:
        yield qualifier, amount_words(Amount(qualifier, 70))


def annex() -> Made:
    """Each table with a number told in each way, as the text to paste has it."""
    values = told(
        kind="report",
        country="TH",
        present=(Count("TH", 70), Count("", 5)),
        missions=(Count("BKK", 70), *(Count(f"M{nth:02}", 20) for nth in range(ROWS))),
        waiting=(Waiting(BUREAU, 70, 12, is_least=True),),
        said=(said(), said(is_disputed=True, as_of="", scope=TAK, **UNCOUNTED)),
        unsaid=3,
    )
    for name, one in ATTRIBUTES.items():
        cells = dict.fromkeys(cells_of(values), one)
        found = Numbers(cells, {}, 11)
        for make in (by_country, in_it, by_stage, by_mission, by_body, of_others):
            table = make(values, found)
            rows = [" | ".join(row) for row in (table.columns, *table.rows)]
            if table.rows:
                yield f"{make.__name__} {name}", " || ".join((table.title, *rows))

    together = told(
        kind="report",
        stages=(Count("reported", 97), Count("closed", 23)),
        outcomes=(Count("handed_over", 22), Count("not_national", 1)),
    )
    table = by_stage(together, numbers_of(together))
    yield "stages together", " || ".join(" | ".join(row) for row in table.rows)


def cells_of(values: Told) -> Iterator[str]:
    """Yield the addresses of all numbers of a table."""
    yield from (f"present/{row.key}" for row in values.present)
    yield from (f"{by}/{key}" for by, keys in (("sex", SEXES), ("age", AGES)) for key in keys)
    yield from (f"stage/{row.key}" for row in values.stages)
    yield from (f"mission/{row.key}" for row in first_rows(values.missions))
    yield from (waiting_cell(row) for row in values.waiting)
    yield from ("counted", "crossed", "cases", "hands", "unsaid")


def notes_of() -> Made:
    """What a reader of the tables has to know."""
    few = (Waiting(BUREAU, 70, 12), Waiting(("A body", "Một cơ quan", "Un organisme"), 40, 2))
    closed = (Count("reported", 97), Count("closed", 23))
    joined_stages = {"stages": closed, "outcomes": (Count("declined", 3),)}
    for name, values in (
        ("note", {}),
        ("report", {"kind": "report", "waiting": few}),
        ("dead", {"stages": closed, "outcomes": (Count("handed_over", 11), Count("died", 12))}),
        ("returned", {"stages": closed, "outcomes": (Count("handed_over", 23),)}),
        ("stages together", {"kind": "report", **joined_stages}),
        ("left out", {"kind": "report", "left_out": tuple(LeftOut.values)}),
        ("countries left out", {"kind": "report", "left_out": (LeftOut.COUNTRIES,)}),
    ):
        yield name, " ".join(notes(told(**values)))
        yield f"head line, {name}", f"{head_line(told(**values))}."
    yield "head line of now", f"{head_line(told(is_day=False, known_at=EVENING))}."


KINDS: Final = (
    *(leads, before, whereabouts, way_home, minors, of_the_past, departures),
    *(questions, waits, others, quotes, of_tables, annex, notes_of),
)


def composed() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield each kind with the numbers it tells and its words by language; empty where none are."""
    for kind in KINDS:
        by_language = {}
        for language in LANGUAGES:
            with translation.override(language):
                by_language[language] = dict(kind())
        for name in by_language["en"]:
            yield kind.__name__, name, {code: by_language[code][name] for code in LANGUAGES}
