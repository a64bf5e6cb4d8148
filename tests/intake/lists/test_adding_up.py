"""Lines, blank ones, rows left out and people add up, whatever kind of file they came in."""

import pytest

from cases.core.context import eyes
from cases.core.fields import Sent
from cases.intake.lists.operations import split_list_row
from cases.intake.lists.pages.detail import account_rows
from cases.intake.lists.queries import account_of
from tests.factories import officer
from tests.intake.lists.example import seventy
from tests.intake.lists.files import checked, open_document, rows_of, workbook
from tests.register import fresh

HEADER = ["STT", "Họ và tên", "Năm sinh", "Ghi chú"]
AN = ["1", "Nguyễn Văn An", "1999", "ốm"]
TWO = ["2", "Trần Thị Bình / Lê Văn Cường", "1998", ""]
ROWS = [["DANH SÁCH"], [], HEADER, AN, [], TWO, ["", "Cộng: 2"], [], ["", "Mae Sot, ngày 24"]]
TEXT = (
    'DANH SÁCH\n\nSTT;Họ và tên;Năm sinh;Ghi chú\n1;Nguyễn Văn An;1999;"ốm,\nnằm viện"\n\n'
    "2;Trần Thị Bình / Lê Văn Cường;1998;\n;Cộng: 2\n\n;Mae Sot, ngày 24\n"
)
FILES = {
    "xlsx": (workbook(ROWS), 9, 3),
    "ods": (open_document([row or [""] for row in ROWS]), 9, 3),
    "csv": (TEXT.encode(), 10, 4),
    "seventy": (seventy(), 82, 2),
}


def adds_up(account):
    """Return whether every line is counted once."""
    left_out = sum(account.left_out.values())
    return account.lines + account.split == account.blank + left_out + account.people


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FILES)
def test_every_line_is_counted_once(kind):
    actor = officer()
    content, lines, blank = FILES[kind]
    received = checked(actor, file=Sent(f"a.{kind}", content), day_order="day_first")

    with eyes(actor):
        account = account_of(actor, received)

    assert (account.lines, account.blank) == (lines, blank)
    assert adds_up(account)
    assert account.states["left_out"] == sum(account.left_out.values())


@pytest.mark.django_db
def test_a_split_row_is_counted_and_the_page_says_so():
    actor = officer()
    received = checked(actor, workbook(ROWS))
    row = next(row for row in rows_of(actor, received) if row.people)

    with eyes(actor):
        split_list_row(actor, fresh(row))
        account = account_of(actor, received)

    assert (account.split, account.people, adds_up(account)) == (1, 3, True)
    assert [row["value"] for row in account_rows(account)] == ["9", "3", "1", "4", "3", "0"]
