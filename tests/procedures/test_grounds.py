"""What an entry with a legal ground must say: article and date, or what is missing of them."""

from datetime import date

import pytest
from django.db import IntegrityError

from cases.core.actor import SYSTEM
from cases.core.errors import Refused
from cases.movements.rules import rules
from cases.procedures.grounds import (
    faults_of_basis,
    faults_of_house_limit,
    faults_of_limit,
    names_article,
)
from cases.procedures.models import LegalBasis, Limit, Procedure
from cases.procedures.operations import put_legal_basis
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import LegalBasisFactory

LIMIT = {
    "verified": True,
    "missing": "",
    "law": "Law 49/2019/QH14, art. 18",
    "source": "A page",
    "valid_from": date(2020, 7, 1),
}
HOUSE = {
    "verified": True,
    "missing": "",
    "source": "Decision 3 of the invented department",
    "valid_from": date(2026, 1, 1),
    "on_whom": "mission",
}
BASIS = {
    "verified": False,
    "missing": "sentence",
    "law": "Law 91/2025/QH15, art. 19",
    "source": "",
    "in_force_on": date(2026, 1, 1),
}


@pytest.mark.parametrize(
    ("law", "names"),
    [
        ("Law 49/2019/QH14, art. 18", True),
        ("Thailand: Immigration Act, s. 62 and 81", True),
        ("Luật số 49/2019/QH14, Điều 18", True),
        ("Law 91/2025/QH15 (article not confirmed)", False),
        ("", False),
    ],
)
def test_a_citation_names_an_article_or_a_section(law, names):
    assert names_article(law) is names


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"law": "Law 49/2019/QH14"}, "legal_basis"),
        ({"valid_from": None}, "valid_from"),
        ({"source": ""}, "source"),
        ({"missing": "term"}, "missing"),
    ],
)
def test_a_limit_that_is_confirmed_names_article_date_and_source(other, field):
    assert not list(faults_of_limit(**LIMIT))

    assert [fault.field for fault in faults_of_limit(**LIMIT | other)] == [field]


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"on_whom": "immigration_department"}, "verified"),
        ({"valid_from": None}, "valid_from"),
        ({"source": ""}, "source"),
        ({"missing": "law"}, "missing"),
    ],
)
def test_a_limit_of_the_house_counts_against_ourselves_alone_and_says_who_decided_it(other, field):
    assert not list(faults_of_house_limit(**HOUSE))

    assert [fault.field for fault in faults_of_house_limit(**HOUSE | other)] == [field]


@pytest.mark.django_db
def test_the_database_holds_the_same():
    with pytest.raises(IntegrityError, match="limit_of_house_on_us"):
        a_limit(a_procedure("reply"), on_whom="family", is_legal=False)


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({}, []),
        ({"law": "Law 91/2025/QH15"}, ["law"]),
        ({"law": "Law 91/2025/QH15", "missing": "article"}, []),
        ({"in_force_on": None}, ["in_force_on"]),
        ({"law": "", "in_force_on": None, "missing": ""}, ["law", "in_force_on"]),
        ({"law": "No law", "in_force_on": None, "missing": "law"}, []),
        ({"verified": True, "missing": ""}, ["source"]),
    ],
)
def test_a_basis_names_article_and_date_or_says_that_they_are_missing(other, fields):
    assert [fault.field for fault in faults_of_basis(**BASIS | other)] == fields


@pytest.mark.parametrize("model", [Limit, Procedure, LegalBasis])
def test_nothing_is_verified_unless_its_entry_says_so(model):
    entry = model()

    assert not entry.verified


def test_no_rule_of_journeys_is_verified_unless_its_file_says_so():
    silent = [rule for rule in rules().values() if not rule.verified and not rule.missing]

    assert silent == []
    assert not rules()["document_missing"].verified


@pytest.mark.django_db
def test_a_basis_without_article_is_refused_with_its_field():
    said = {"code": "new", "name": "New", "purpose": "Trying", "law": "Invented law"}

    with pytest.raises(Refused) as refusal:
        put_legal_basis(SYSTEM, in_force_on=date(2026, 1, 1), **said)

    assert [problem.field for problem in refusal.value.problems] == ["law"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"missing": "term"}, "legalbasis_missing_said"),
        ({"in_force_on": None}, "legalbasis_verified_says_where"),
        ({"law": "Invented law"}, "legalbasis_verified_says_where"),
    ],
)
def test_the_database_keeps_what_is_confirmed_whole(values, rule):
    with pytest.raises(IntegrityError, match=rule):
        LegalBasisFactory(**{"verified": True, "source": "A page", **values})
