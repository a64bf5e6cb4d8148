"""To whom of the family a notice went stands in the register, with the letter and on sending."""

import pytest
from django.urls import reverse

from cases.citizens.models import Relative
from cases.core.context import eyes
from cases.letters.operations import issue_letters
from cases.letters.queries import is_printed
from tests.api.calls import caller
from tests.letters.test_meanwhile import to_a_father
from tests.letters.written import a_letter
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


def test_pages_admin_and_api_name_the_relative(chief):
    with eyes(chief) as actor:
        case = to_a_father(actor)
        father = case.citizen.relatives.get()
        letter = a_letter(actor, case, "family-notice")
        other = a_letter(actor, case, "case-summary")
        batch = issue_letters(actor, cases=[to_a_father(actor)], letter="family-notice")
        name, single, of_batch = str(father), letter.get_absolute_url(), batch.get_absolute_url()
        send = reverse("letter_operation", args=[letter.uuid, "send"])
        listed = reverse("admin:cases_letter_changelist")
        shown = reverse("admin:cases_letter_change", args=[letter.pk])
    reader = logged_in(chief)

    urls = (reverse("letter_list"), single, of_batch, send, listed, shown)
    pages = [reader.get(url).text for url in urls]
    told = caller(chief)
    rows = told.get("/api/v1/letters/").json()["results"]
    row = told.get(f"/api/v1/letters/{letter.uuid}/").json()

    assert all(name in page for page in pages)
    relative = {"uuid": str(father.uuid), "full_name": father.full_name, "relation": "father"}
    by_letter = {one["uuid"]: one["relative"] for one in rows}
    assert (by_letter[str(letter.uuid)], row["relative"]) == (relative, relative)
    assert by_letter[str(other.uuid)] is None


def test_a_notice_of_before_names_the_one_whose_name_it_prints():
    father = Relative(full_name="Nguyễn Văn Cha", relation="father")

    assert is_printed(father, "Nguyễn Văn Cha (cha)")
    assert not is_printed(father, "Nguyễn Văn Chất (cha)")
    assert not is_printed(father, None)
