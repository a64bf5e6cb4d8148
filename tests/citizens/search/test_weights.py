"""One set of weights: each is read, used, and says why it is so large."""

import ast
import tomllib
from copy import deepcopy
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cases.citizens.names.keys import name_key
from cases.citizens.search import judging, ranking, weights
from cases.citizens.search.asked import Asked
from cases.citizens.search.judging import WORDS, OnRecord, Wanted, judged, wanted_of
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.ranking import Known, fit
from cases.core.partial import PartialDate

FILE = Path(settings.SEEDS_DIR) / "matching.toml"
SEARCH = Path(settings.BASE_DIR) / "cases" / "citizens" / "search"
NAME = "Lò Thị Khuê Quỳnh"
MAN = "001098000001"


def person(*, born="1998-05-12", sex="f", province=7, numbers=(), phones=(), relatives=()):
    birth = PartialDate.parse(born)
    columns = {"birth_on": birth.first, "birth_precision": birth.precision, "sex": sex}
    return OnRecord(
        {"pk": 1, "origin_province_id": province, "sort_key": "", **columns},
        [NAME],
        [("personal_number" if len(n) == 12 else "passport", n, "VN") for n in numbers],
        phones,
        relatives,
    )


def wanted(born="", **said) -> Wanted:
    birth = PartialDate.parse(born) if born else None
    return wanted_of(Newcomer(NAME, birth, **said))


PASSPORT = {
    "document_kind": "passport",
    "document_number": "C1234567",
    "document_country": "VN",
}
CARD = {"document_kind": "personal_number"}
EXAMPLES = {
    "document": (PASSPORT, {"numbers": ["C1234567"]}),
    "document_kind": (
        {"document_kind": "other", "document_number": "C1234567"},
        {"numbers": ["C1234567"]},
    ),
    "issuer_unknown": ({**PASSPORT, "document_country": ""}, {"numbers": ["C1234567"]}),
    "document_near": (PASSPORT, {"numbers": ["C1234568"]}),
    "number_begins": ({**CARD, "document_number": MAN}, {"numbers": ["001098777777"]}),
    "number_against": ({**CARD, "document_number": MAN, "born": "1998-05-12"}, {"sex": "f"}),
    "phone": ({"phones": ["0912345678"]}, {"phones": ["912345678"]}),
    "phone_near": ({"phones": ["0912345678"]}, {"phones": ["912345679"]}),
    "relative": ({"relatives": ["Vừ Thị Mỷ"]}, {"relatives": ["Vừ Thị Mỷ"]}),
    "born": ({"born": "1998-05-12"}, {}),
    "born_swapped": ({"born": "1998-12-05"}, {}),
    "born_default": ({"born": "1998-01-01"}, {"born": "1998-01-01"}),
    "born_month": ({"born": "1998-05"}, {}),
    "born_year": ({"born": "1998"}, {}),
    "born_january": ({"born": "1998-01-01"}, {}),
    "born_digit": ({"born": "1998-05-13"}, {}),
    "born_buddhist": ({"born": "2541-05-12"}, {}),
    "born_same_year": ({"born": "1998-08-30"}, {}),
    "born_near": ({"born": "1997"}, {}),
    "born_other": ({"born": "1981-08-30"}, {}),
    "province": ({"province": 7}, {}),
    "no_province": ({"province": 8}, {}),
    "sex_other": ({"sex": "m"}, {}),
    "personal_number_other": ({**CARD, "document_number": MAN}, {"numbers": ["052198111111"]}),
}


SPAN = (date(1997, 11, 26), date(1998, 11, 25))
SEARCHED = {
    "age": {"spans": (SPAN,)},
    "age_near": {"spans": ((date(1999, 1, 1), date(1999, 12, 31)),)},
    "age_two": {"spans": ((date(2000, 1, 1), date(2000, 12, 31)),)},
    "age_other": {"spans": ((date(2005, 1, 1), date(2005, 12, 31)),)},
    "born_two": {"years": (1996,)},
    "commune": {"communes": ("yen binh",)},
    "document_part": {"parts": (">1234567890",)},
}
"""What only the search is asked: how old somebody is, and parts of what is known."""


def bits(said, known) -> float:
    """What the example comes to; a rare name keeps it from being nothing."""
    found = judged(wanted(**said), person(**known))
    assert found is not None
    return found.bits


@pytest.fixture(autouse=True)
def lines_low(monkeypatch):
    """Nothing is too little here, so that what takes away can be seen."""
    read = weights.weights()
    use(monkeypatch, replace(read, thresholds=replace(read.thresholds, perhaps=-99.0)))


def use(monkeypatch, other):
    for module in (judging, ranking):
        monkeypatch.setattr(module, "weights", lambda: other)


def test_every_weight_has_an_example_here():
    assert set(EXAMPLES) | set(SEARCHED) == set(weights.weights().bits) == weights.REASONS


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_every_weight_is_used(code, monkeypatch):
    said, known = EXAMPLES[code]
    before = bits(said, known)
    read = judging.weights()
    use(monkeypatch, replace(read, bits=MappingProxyType({**read.bits, code: read.bits[code] + 1})))

    assert bits(said, known) == pytest.approx(before + 1)


@pytest.mark.parametrize("code", sorted(SEARCHED))
def test_every_weight_of_the_search_is_used(code, monkeypatch):
    known = Known([NAME], date(1998, 5, 12), "day", numbers=["12341234567890"], commune="yen binh")
    asked = Asked(**SEARCHED[code])
    before = fit(asked, name_key(""), known)
    read = ranking.weights()
    use(monkeypatch, replace(read, bits=MappingProxyType({**read.bits, code: read.bits[code] + 1})))

    assert before.reasons == [code]
    assert fit(asked, name_key(""), known).bits == pytest.approx(before.bits + 1)


def test_every_reason_but_those_of_names_has_a_weight():
    names = {code for code in WORDS if code.startswith("name") or code == "alias"}

    assert set(WORDS) - names == weights.REASONS - {"no_province"}


def test_every_line_is_drawn_somewhere():
    read = {
        node.attr
        for file in SEARCH.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }

    assert {field.name for field in fields(weights.Thresholds)} <= read


@pytest.mark.parametrize("change", ["missing", "odd", "no why", "no number", "two numbers"])
def test_a_file_that_is_not_whole_stops_the_start(change):
    written = deepcopy(tomllib.loads(FILE.read_text(encoding="utf-8")))
    line = written["reasons"]["born"]
    if change == "missing":
        del written["reasons"]["born"]
    elif change == "odd":
        written["thresholds"]["luck"] = dict(line)
    elif change == "no why":
        line["why"] = " "
    elif change == "no number":
        del line["bits"]
    else:
        line["share"] = 0.5

    with pytest.raises(ImproperlyConfigured):
        weights.read(written)


def test_what_is_born_on_the_same_day_is_worth_a_day_among_those_of_fifty_years():
    days = (date(2008, 1, 1) - date(1958, 1, 1)).days

    assert 2 ** weights.weights().bits["born"] == pytest.approx(days, rel=0.15)
