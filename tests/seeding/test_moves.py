"""Courses in which a case goes from one mission to another."""

import pytest

from cases.casework.models import Case, Share, Transfer
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.seeding.folder import PEOPLE, faults, line_of, seed, write_seeds

pytestmark = pytest.mark.django_db

FIRST = PEOPLE[: PEOPLE.index('[[person]]\nkey = "P2"')]


def event(day: int, operation: str, args: str, mission: str = "BKK") -> str:
    return (
        f'\n[[person.event]]\nat = "2025-10-{day}T09:00:00+07:00"\noperation = "{operation}"\n'
        f'mission = "{mission}"\nargs = {{ {args} }}\n'
    )


OFFER = event(24, "offer_transfer", 'mission = "RGN", summary = "Went back."')
NOTE = event(26, "add_note", 'text = "Taken over."', "RGN")


def run(seeds, *events: str) -> Case:
    write_seeds(seeds, people_toml=FIRST + "".join(events))
    seed()
    return Case.objects.visible_to(SYSTEM).get()


def test_an_offer_is_answered_by_the_mission_that_got_it(seeds):
    with eyes(SYSTEM):
        case = run(seeds, OFFER, event(25, "accept_transfer", 'note = "Ours."', "RGN"), NOTE)

        assert case.mission.code == "RGN"
        transfer = Transfer.objects.get()
        assert (transfer.status, transfer.answered_at.day) == ("accepted", 25)


def test_an_answer_is_on_the_newest_offer(seeds):
    refused = event(25, "reject_transfer", 'reason = "Not here."', "RGN")

    with eyes(SYSTEM):
        run(seeds, OFFER, refused, OFFER.replace("-24T", "-26T"), refused.replace("-25T", "-27T"))

        days = Transfer.objects.order_by("pk").values_list("answered_at__day", flat=True)
        assert list(days) == [25, 27]


def test_a_share_may_be_ended(seeds):
    shared = event(24, "share_case", 'mission = "RGN", days = 30, reason = "Her brother."')

    with eyes(SYSTEM):
        run(seeds, shared, event(28, "end_share", 'reason = "Home."'))

        assert Share.objects.get().revoked_at.day == 28


def test_the_acts_a_share_may_name_are_checked(seeds):
    shared = event(
        24, "share_case", 'mission = "RGN", days = 9, reason = "-", operations = ["fly"]'
    )
    write_seeds(seeds, people_toml=FIRST + shared)

    assert any("operations" in fault and "fly" in fault for fault in faults())


@pytest.mark.parametrize("operation", ["accept_transfer", "end_share"])
def test_an_answer_to_nothing_is_a_fault_with_its_line(seeds, operation):
    text = FIRST + event(24, operation, "")
    write_seeds(seeds, people_toml=text)

    line = line_of(text, f'operation = "{operation}"')
    assert faults() == [
        f"seeds/scenario/flood/people.toml:{line}: {operation} is on nothing: "
        "no offer and no share stands above it."
    ]
