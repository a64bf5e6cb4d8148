"""Lists in the styles of three bodies: the right person is found, and nobody taken for another."""

from collections import Counter

import pytest

from cases.intake.lists.choices import RowState
from tests.benchmarks.lists_of_others import LISTED_ON, STYLES, listed, people
from tests.benchmarks.reports_of_others import Known, Register, reports
from tests.factories import officer
from tests.intake.lists.files import workbook
from tests.intake.lists.others import outcomes, registered

pytestmark = pytest.mark.django_db
SENDERS = {"border_police": "immigration", "militia": "militia", "helpers": "organisation"}
ON_RECORD, LISTED, STRANGERS = 600, 95, 25
REPORTS = 150
COLUMNS = ["STT", "Họ và tên", "Ngày sinh", "Số hộ chiếu", "Quê quán"]
FIRST = 3
"""The row of the first person: title and headings stand above."""
LEAST_FOUND = {"border_police": 0.96, "militia": 0.96, "helpers": 0.98}
"""Of 99 rows three are chance: over 297 rows of three seeds it is 0.99 and more."""


@pytest.mark.parametrize("seed", [1])
def test_the_right_person_is_found_and_nobody_is_taken_for_another(seed):
    actor = officer()
    known, unknown = people(seed, ON_RECORD), people(seed, STRANGERS * len(STYLES), "s")
    keys = registered(actor, known)

    for at, style in enumerate(STYLES):
        some = known[at * LISTED : (at + 1) * LISTED]
        others = unknown[at * STRANGERS : (at + 1) * STRANGERS]
        content = listed(seed, style, some, others)
        found = outcomes(actor, content.content(), keys, sender=style, sender_kind=SENDERS[style])
        of_row = {n: row.person.key for n, row in enumerate(content.rows, start=FIRST)}
        twice = {key for key, often in Counter(of_row.values()).items() if often > 1}
        right = [key in found[n].offered for n, key in of_row.items() if key.startswith("p")]
        wrong = [n for n, key in of_row.items() if found[n].taken not in {"", key}]
        paired = [found[n].state != RowState.READY for n in of_row if of_row[n] in twice]

        assert len(of_row) == len(found) - 2
        assert sum(right) >= LEAST_FOUND[style] * len(right)
        assert wrong == []
        assert all(paired)


@pytest.mark.parametrize(("hardness", "least"), [("ordinary", 0.9), ("hard", 0.4)])
def test_rows_by_another_error_model_are_found_as_far_as_they_can_be(hardness, least):
    actor = officer()
    known = people(2, ON_RECORD)
    keys = registered(actor, known)
    register = [
        Known(
            key=one.key,
            full_name=one.full_name,
            sex=one.sex,
            born=one.born,
            precision="day",
            documents=(one.passport,),
            province=one.province,
            reported_on=LISTED_ON,
        )
        for one in known
    ]
    told = [one for one in reports(register, 2, REPORTS, hardness) if one.name]
    rows = [[n, one.name, one.birth, one.number, one.place] for n, one in enumerate(told, 1)]

    found = outcomes(actor, workbook([COLUMNS, *rows]), keys, short_years="western")
    right = [one.key in found[n].offered for n, one in enumerate(told, start=2)]
    wrong = [one for n, one in enumerate(told, start=2) if found[n].taken not in {"", one.key}]
    ceiling = sum(map(Register(register).ceiling, told))

    assert sum(right) >= least * ceiling
    assert wrong == []
