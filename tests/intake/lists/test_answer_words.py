"""What the words of a reply mean, and what they make of the result of a procedure."""

import tomllib
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from cases.intake.lists.answers.words import answered, headings, lacking, meaning_of, seeds
from cases.intake.lists.headings import fields_of, key_of
from cases.procedures.models import Procedure
from tests.intake.lists.replies import FIELDS

DATED = date(2025, 11, 11)


def catalogue():
    return [tomllib.loads(path.read_text()) for path in Path("seeds/procedures").glob("*.toml")]


def a_procedure(*fields):
    return Procedure(code="reply", result_fields=list(fields))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("CÓ", "yes"),
        ("Đã xác nhận.", "yes"),
        ("Confirmée", "yes"),
        ("ใช่", "yes"),
        ("Không", "no"),
        ("cannot be confirmed", "no"),
        ("Không phải công dân Việt Nam", "not_national"),
        ("là người khác", "another"),
        ("có sai lệch về ngày sinh", ""),
        ("không rõ", ""),
        ("=1+1", ""),
        ("", ""),
    ],
)
def test_a_cell_means_what_the_whole_of_it_says(text, meaning):
    assert meaning_of(text) == meaning


def test_no_word_means_two_things():
    for table in ("meaning", "heading"):
        said = Counter(
            key for one in seeds()[table].values() for key in {*map(key_of, one["words"])}
        )

        assert [word for word, count in said.items() if count > 1] == []


def test_the_label_of_a_choice_is_read_in_each_language():
    assert meaning_of("CHƯA XÁC NHẬN ĐƯỢC", a_procedure(*FIELDS)) == "no"


def test_the_columns_of_a_reply_are_known_where_a_list_of_people_has_none():
    table = ["Mã hồ sơ", "Tên", "Kết quả"]

    assert fields_of(table, headings()) == ["reference", "full_name", "answer"]
    assert "answer" not in fields_of(table)


@pytest.mark.parametrize(
    ("meaning", "outcome"),
    [("yes", "confirmed"), ("no", "not_confirmed"), ("not_national", "not_a_citizen")],
)
def test_an_answer_fills_the_choice_the_day_and_the_number(meaning, outcome):
    said = answered(a_procedure(*FIELDS), meaning, DATED, "0512")

    assert (said.verdict, said.problems) == ("done", [])
    assert said.result == {
        "outcome": outcome,
        "replied_on": "2025-11-11",
        "reply_number": "0512",
    }


GRANTED = {"name": "granted", "kind": "yesno", "label": "Granted", "required": True}
SERIAL = {"name": "serial", "kind": "text", "label": "Serial", "required": True}
PAYER = {
    "name": "payer",
    "kind": "choice",
    "label": "Payer",
    "required": True,
    "choices": [{"value": "state", "label": "The state"}],
}


def test_where_no_value_tells_a_no_the_step_is_refused_by_it():
    assert answered(a_procedure(), "no", DATED, "").verdict == "refused"
    assert answered(a_procedure(GRANTED), "no", DATED, "").result == {"granted": False}


def test_what_a_result_cannot_say_or_needs_besides_is_left_to_the_case():
    assert answered(a_procedure(GRANTED), "not_national", DATED, "") is None
    assert answered(a_procedure(PAYER), "yes", DATED, "") is None
    assert answered(a_procedure(SERIAL), "yes", DATED, "").problems[0].field == "result.serial"


def test_the_date_of_the_letter_is_a_day_of_the_answer_and_of_nothing_else():
    decided_on = {"name": "decided_on", "kind": "day", "label": "Decided on", "required": True}
    procedure = a_procedure(decided_on, FIELDS[1])

    said = answered(procedure, "yes", DATED, "")

    assert said.result == {"replied_on": "2025-11-11"}
    assert lacking(procedure, said).name == "decided_on"


def test_no_procedure_of_the_catalogue_takes_another_day_from_a_letter():
    rows = chain(*(one["procedure"] for one in catalogue()))
    fields = {one["code"]: one["result_fields"] for one in rows if "result_fields" in one}
    days = {
        code: {one["name"] for one in said if one["kind"] == "day" and not one.get("answers")}
        for code, said in fields.items()
    }
    taken = {code: answered(a_procedure(*said), "yes", DATED, "") for code, said in fields.items()}

    assert {"removal-order", "bridge-handover", "exit-clearance", "relative-request"} <= set(days)
    assert not [code for code, said in taken.items() if said and days[code] & set(said.result)]
