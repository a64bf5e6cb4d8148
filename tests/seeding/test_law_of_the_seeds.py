"""The law as the seeds have it: grounds, articles, dates, and what nobody has read."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cases.money.rules import fund_rules
from cases.money.rules import read_rules as read_fund_rules
from cases.movements.rules import read_rules, rules
from cases.privacy.terms import FaultyTerms, read_terms, terms
from cases.procedures.choices import Missing
from cases.procedures.grounds import faults_of_basis, faults_of_limit, names_article
from cases.seeding.reading import read_seeds

FOLDER = Path(settings.SEEDS_DIR)
AFTER_EXPULSION = {"expulsion-data-sent", "expulsion-reply", "expulsion-issue"}


def entries(kind):
    """Return what the seeds say of a kind."""
    return [entry.values for entry in read_seeds(FOLDER, accounts=False, scenarios=False).of(kind)]


def grounds():
    """Return name, whether it is verified, what is missing and the law of every entry."""
    for kind, field in (("limit", "legal_basis"), ("legal_basis", "law")):
        for row in entries(kind):
            name = f"{kind} {row['code']} {row.get('valid_from', '')}"
            yield name, row["verified"], row.get("missing", ""), row[field]
    for row in entries("procedure"):
        if row.get("legal_basis"):
            missing = row.get("missing", "")
            yield f"procedure {row['code']}", row["verified"], missing, row["legal_basis"]
    for rule in rules().values():
        yield f"rule {rule.code}", rule.verified, rule.missing, rule.law
    for category in fund_rules().categories.values():
        yield f"fund {category.code}", category.verified, category.missing, category.law
    for kind, term in {"reply": terms().reply, **terms().doing}.items():
        yield f"right {kind}", term.verified, term.missing, term.legal_basis


def test_each_entry_names_the_article_that_was_read_or_says_what_is_missing():
    faults = [
        name
        for name, verified, missing, law in grounds()
        if (verified and (missing or not names_article(law)))
        or (not verified and missing not in Missing.values)
    ]

    assert faults == []


def test_no_limit_or_basis_of_the_seeds_is_refused_for_its_ground():
    faults = []
    for row in entries("limit"):
        if row.get("is_legal", True):
            day = row.get("valid_from")
            said = {"law": row["legal_basis"], "source": row.get("source", ""), "valid_from": day}
            proof = {"verified": row["verified"], "missing": row.get("missing", "")}
            faults += list(faults_of_limit(**proof, **said))
    for row in entries("legal_basis"):
        names = ("verified", "missing", "law", "source", "in_force_on")
        faults += list(faults_of_basis(**{name: row.get(name, "") for name in names}))

    assert faults == []


def test_the_simplified_passport_has_four_grounds_since_15_august_2023():
    application = next(row for row in entries("procedure") if row["code"] == "passport-application")

    ground = next(row for row in application["result_fields"] if row["name"] == "ground")
    assert [choice["value"] for choice in ground["choices"]] == [
        "lost_passport",
        "refused_residence",
        "treaty",
        "security",
    ]


def test_limits_after_an_expulsion_end_on_14_august_2023_and_what_follows_is_not_read():
    rows = [row for row in entries("limit") if row["code"] in AFTER_EXPULSION]

    for code in AFTER_EXPULSION:
        former, since = (row for row in rows if row["code"] == code)
        assert former["valid_until"] == "2023-08-14"
        assert (since["valid_from"], since["verified"]) == ("2023-08-15", False)
        assert since["missing"] == "validity"


def test_terms_are_cited_as_art_18_and_coming_home_as_art_34():
    laws = {name: law for name, _verified, _missing, law in grounds()}

    terms_of_17 = [name for name, law in laws.items() if name[:5] == "limit" and "art. 17" in law]
    assert terms_of_17 == []
    assert [name for name, law in laws.items() if "art. 33" in law] == []
    assert "art. 34" in laws["rule document_missing"]
    assert "art. 36" not in laws["rule declined"]


def test_processing_without_consent_rests_on_art_19():
    bases = {row["code"]: row["law"] for row in entries("legal_basis")}

    assert {code for code, law in bases.items() if "Law 91/2025/QH15, art. 19" in law} == {
        "consular-task",
        "vital-interests",
        "host-request",
    }


def test_the_end_of_processing_by_a_processor_has_a_term_of_its_own():
    found = terms().doing

    assert (found["processor"].amount, found["processor"].extension) == (20, 15)
    assert found["consent"].amount == 15


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ('in_force_on = "2026-01-01"', 'in_force_on = "soon"', "first day of the law"),
        ('missing = "article"', 'missing = "much"', "missing is one of"),
        ('verified = false\nmissing = "article"', "verified = true", "names its article"),
    ],
)
def test_a_term_without_article_or_date_is_refused_with_its_line(part, instead, said):
    text = (FOLDER / "rights.toml").read_text(encoding="utf-8")

    with pytest.raises(FaultyTerms, match=rf"rights\.toml:[0-9]+: .*{said}"):
        read_terms(text.replace(part, instead, 1))


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ('verified = false\nmissing = "sentence"', "verified = false"),
        ('verified = false\nmissing = "article"', "verified = true"),
        ('verified = false\nmissing = "law"', "verified = true"),
    ],
)
def test_a_rule_without_its_ground_is_refused_with_its_line(part, instead):
    text = (FOLDER / "movement_rules.toml").read_text(encoding="utf-8")

    with pytest.raises(ImproperlyConfigured, match=r"movement_rules\.toml:[0-9]+"):
        read_rules(text.replace(part, instead, 1))


@pytest.mark.parametrize("instead", ["", "verified = true"])
def test_a_rule_of_the_fund_without_its_ground_is_refused_with_its_line(instead):
    text = (FOLDER / "fund_rules.toml").read_text(encoding="utf-8")

    with pytest.raises(ImproperlyConfigured, match=r"fund_rules\.toml, line [0-9]+"):
        read_fund_rules(text.replace('verified = false\nmissing = "article"', instead, 1))


def test_each_rule_of_a_file_says_whether_it_is_verified():
    rows = tomllib.loads((FOLDER / "movement_rules.toml").read_text(encoding="utf-8"))["rule"]

    assert [row["code"] for row in rows if "verified" not in row] == []
