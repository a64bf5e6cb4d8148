"""A row at which the system fails is left to an officer, and the comparison goes on."""

import pytest

from cases.intake.reconciliation import jobs
from tests.api.calls import caller
from tests.factories import officer
from tests.intake.reconciliation.piles import a_list, compared, entries, ours, piles
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def test_a_row_at_which_the_comparison_fails_is_left_to_an_officer(client, monkeypatch):
    actor = officer()
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    named = ["Zq Văn Khuê", "Zq Văn Hỏng", "Zq Đình Toàn"]
    received = a_list(actor, [[name, "", "", f"C700000{at}"] for at, name in enumerate(named, 1)])
    real = jobs.entries_of

    def fails(by, of, rows, first):
        if any(row.values["full_name"] == "Zq Văn Hỏng" for row in rows):
            raise ZeroDivisionError
        return real(by, of, rows, first)

    monkeypatch.setattr(jobs, "entries_of", fails)

    row = compared(actor, received)

    assert (row.state, row.checked) == ("done", 3)
    assert piles(actor, row) == list(zip(named, ["both", "theirs", "theirs"], strict=True))
    (aside,) = [one for one in entries(actor, row) if one.differences == ["set_aside"]]
    page = log_in(client, actor).get(aside.get_absolute_url()).text
    told = caller(actor).get(f"/api/v1/pile-entries/{aside.uuid}/").json()
    assert "Not compared: the system failed at this row" in page
    assert aside.because in page
    assert (told["row"]["number"], told["differences"]) == (3, ["set_aside"])
