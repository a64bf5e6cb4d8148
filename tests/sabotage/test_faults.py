"""Every fault can still be put in: the tree and the database hold what it changes."""

from collections import Counter

import pytest

from cases.core.registry import DECLARED
from consular.env import ROOT
from tests.database import owner_cursor
from tests.sabotage.choosing import folders_of, steps
from tests.sabotage.faults import every_fault
from tests.sabotage.in_database import put_in
from tests.sabotage.table import TABLE, read

FAULTS = list(every_fault())
IN_FILES = [fault for fault in FAULTS if not fault.is_in_database]
IN_DATABASE = [fault for fault in FAULTS if fault.is_in_database]


def test_there_are_enough_and_each_has_a_name_of_its_own():
    names = Counter(fault.name for fault in FAULTS)

    assert len(FAULTS) >= 190
    assert [name for name, number in names.items() if number > 1] == []


def test_each_names_what_is_there():
    unknown = {name for fault in FAULTS for name in fault.operations} - set(DECLARED)
    nowhere = {row.feature for row in FAULTS if not folders_of(row.feature, ROOT)}

    assert (unknown, nowhere) == (set(), set())
    assert all(list(steps(fault, ROOT)) for fault in FAULTS)


@pytest.mark.parametrize("fault", IN_FILES, ids=lambda fault: fault.name)
def test_a_file_holds_once_what_is_changed(fault):
    text = (ROOT / fault.file).read_text(encoding="utf-8")

    assert fault.changed(text) != text


@pytest.mark.django_db
@pytest.mark.parametrize("fault", IN_DATABASE, ids=lambda fault: fault.name)
def test_the_database_takes_it(fault):
    with owner_cursor() as cursor:
        put_in(cursor, fault.sql, fault.function, fault.find, fault.put)
        cursor.connection.rollback()


def test_the_table_tells_of_faults_that_there_are():
    assert set(read(TABLE)) <= {fault.name for fault in FAULTS}
