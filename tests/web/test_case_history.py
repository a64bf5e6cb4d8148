"""The history page: acts, refusals in words, who looked, and which record was changed by whom."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.casework.operations import advance_case, hold_case
from cases.casework.pages.refusals import refusal_words
from cases.citizens.operations import (
    add_contact_point,
    add_relative,
    correct_citizen,
    withdraw_contact_point,
    withdraw_relative,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import ProvinceFactory, head
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
FEATURES = ("casework", "citizens", "intake")


def history(client, case):
    return client.get(reverse("case_history", args=[case.reference]))


def test_page_views_are_folded_away_and_counted(client, mine):
    actor, case = mine
    log_in(client, actor).get(case.get_absolute_url())
    client.get(case.get_absolute_url())

    shown = history(client, case).text
    acts, looks = shown.split("<details", 1)

    assert "Page opened" not in acts
    assert "Open a case" in acts
    assert "Who looked: opened 3 times" in looks
    assert "Page opened" in looks
    assert "History opened" in looks


def test_a_refusal_is_told_in_words(client, mine):
    actor, case = mine
    with eyes(actor):
        hold_case(actor, case, reason="health", note="")
        with pytest.raises(Refused):
            advance_case(actor, fresh(case), note="")
    log_in(client, actor)

    shown = history(client, case).text

    assert "This case is on hold. Resume it first." in shown
    assert "on_hold" not in shown


def codes_of(tree):
    """The codes of the refusals that a module raises."""
    for node in ast.walk(tree):
        name = getattr(getattr(node, "func", None), "id", "")
        if name in {"broken_rule", "wrong_state"} and len(node.args) > 1:
            code = node.args[1]
            if isinstance(code, ast.Constant):
                yield code.value


def test_every_refusal_about_people_has_a_sentence():
    folders = [Path(settings.BASE_DIR) / "cases" / name for name in FEATURES]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    codes = {code for path in sources for code in codes_of(ast.parse(path.read_text("utf-8")))}

    assert len(codes) > 10
    assert {code for code in codes if not refusal_words(code, "")} == set()


def test_a_former_value_names_its_record_and_who_changed_it(client, mine):
    actor, case = mine
    with eyes(head()) as chief:
        correct_citizen(chief, fresh(case.citizen), changes={"full_name": "Nguyễn Đã Sửa"})
        advance_case(chief, fresh(case), note="")
    log_in(client, actor)

    former = history(client, case).text.split('id="former-name"')[1]

    assert '<th scope="row" class="name">Nguyễn Đã Sửa</th>' in former
    assert f"Case: {case.reference}" in former
    by = f'<span>{chief.name}<span class="under">Correct the person’s data</span></span>'
    assert f'<td data-label="Changed by">{by}</td>' in former
    assert "Full name: Nguyễn Thử Nghiệm" in former


def queries_of(client, case):
    with CaptureQueriesContext(connection) as asked:
        history(client, case)
    return len(asked)


def changed(actor, case, times):
    """Change the person, a contact point and a relative, each a few times."""
    for number in range(times):
        person = fresh(case.citizen)
        province = ProvinceFactory(code=f"P{number}{times}", name=f"Tỉnh {number}")
        correct_citizen(actor, person, changes={"origin_province": province})
        point = add_contact_point(actor, fresh(person), kind="email", value="a@example.org")
        withdraw_contact_point(actor, fresh(person), contact_point=point, reason="Wrong.")
        relative = add_relative(actor, fresh(person), full_name="Lê Thử", relation="father")
        withdraw_relative(actor, fresh(person), relative=relative, reason="Wrong.")


def test_the_number_of_queries_does_not_grow_with_the_history(client, mine):
    _actor, case = mine
    with eyes(head()) as chief:
        changed(chief, case, 2)
    log_in(client, chief)
    few = queries_of(client, case)
    with eyes(chief):
        changed(chief, case, 6)

    assert queries_of(client, case) == few
    assert few <= 20
