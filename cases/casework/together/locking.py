"""Locking the cases of many people for one act, and writing down what waited on their rows.

People before cases, each in id order, as everywhere (`casework.locks`). What an act puts on the
rows waits (`core.waiting`), so that each row is written once, and all of them in two statements.
"""

from collections.abc import Iterable, Sequence

from cases.casework.locks import lock_people
from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.locks import raise_version
from cases.core.waiting import let_wait, write_each_down


def locked_together(actor: Actor, cases: Iterable[Case]) -> list[Case]:
    """Return cases as they are now, locked with their people: two statements, people first.

    In the order in which they were named. Those that went out of sight meanwhile, or may only be
    read, are not among them. Two cases of one person share her row.
    """
    named = list(cases)
    lock_people(actor, named)
    rows = Case.objects.visible_to(actor).filter(pk__in={case.pk for case in named})
    found = {
        row.pk: row
        for row in rows.select_related("citizen", "mission", "incident")
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    }
    people: dict[int, Citizen] = {}
    for case in found.values():
        case.citizen = people.setdefault(case.citizen_id, case.citizen)
    return [found[case.pk] for case in named if case.pk in found]


def let_all_wait(cases: Sequence[Case]) -> None:
    """Raise the version of locked cases, and let what is put on them and their people wait.

    What somebody typed beside this act is looked at again.
    """
    for case in cases:
        raise_version(case, case)
        let_wait(case.citizen)


def write_all_down(cases: Sequence[Case]) -> None:
    """Write what waited on cases and their people: two statements."""
    write_each_down([case.citizen for case in cases])
    write_each_down(cases)
