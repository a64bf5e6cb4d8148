"""The file of a case is read by one query, made once for each role, and shows nobody another's."""

import pytest
from django.utils import timezone

from cases.casework.models import Note
from cases.casework.operations import add_note
from cases.casework.queries import FILES, case_file
from cases.core.context import eyes
from cases.core.together import Part, Seen
from tests.factories import officer
from tests.register import a_case

pytestmark = pytest.mark.django_db


def test_the_sql_of_a_file_is_made_once_for_a_role_and_shows_each_mission_its_own():
    one, other = officer(code="BKK"), officer(code="RGN")
    with eyes(one):
        ours = a_case(one)
        add_note(one, ours, text="Of Bangkok.")
    with eyes(other):
        theirs = a_case(other)
        add_note(other, theirs, text="Of Yangon.")
    made = FILES.made

    with eyes(one):
        assert [note.text for note in case_file(one, ours.reference).notes] == ["Of Bangkok."]
    kinds = len(made)
    with eyes(other):
        assert [note.text for note in case_file(other, theirs.reference).notes] == ["Of Yangon."]
        foreign = FILES.of(other, ours.pk, ours.citizen_id)

    assert len(made) == kinds
    assert not any(foreign)


def test_a_moment_of_one_call_stays_in_no_query():
    late = Seen(
        lambda actor, case, person: [Part(Note.objects.filter(recorded_at__gt=timezone.now()))]
    )

    with pytest.raises(TypeError, match="a moment of this call"):
        late.of(officer(), 1, 1)
