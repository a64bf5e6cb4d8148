"""A correction that judges a stopped clock otherwise: what the decisions about it are tried on."""

from datetime import timedelta
from typing import Any

from cases.casework.models import Clock
from cases.casework.operations import complete_step
from cases.casework.recounts.chunks import list_chunk
from cases.casework.recounts.models import Recount
from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.procedures.models import Limit
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import head
from tests.register import a_case, fresh


def a_recount(actor: Actor) -> tuple[Recount, dict[str, Any]]:
    """Return a whole list of one clock, of a limit that was lengthened after it had stopped."""
    steps = (("judged", "identity", "mission", ()),)
    playbook = a_playbook("judged-anew", steps=steps, gates={}, countries=[])
    limit = a_limit(a_procedure("judged"), amount=1, starts="stage", start_stage="reported")
    with eyes(head()) as owner:
        day = present.today(owner.zone) - timedelta(days=20)
        case = a_case(owner, reported=When(day=day), playbook=playbook)
        complete_step(owner, fresh(case), step=step(case, "judged"))
        clock = Clock.objects.get(case=case)
    with eyes(SYSTEM):
        Limit.objects.filter(pk=limit.pk).update(amount=60)
        assert clock.is_late
        recount = Recount(limit=Limit.objects.get(pk=limit.pk))
        list_chunk(recount)
    return recount, {}
