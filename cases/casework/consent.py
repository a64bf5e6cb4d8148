"""What a person has said, asked before something is done that needs her word.

Statements are asked across all records of the person in the same incident, as far as they are in
sight; her wish to return stands on the case row, kept by the database from all of them. A gate asks
before we act: what has happened all the same is recorded.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import (
    SharedWith,
    StatementAnswer,
    StatementKind,
)
from cases.casework.models import Case, Statement
from cases.casework.models.statement import latest_of
from cases.citizens.parted import records_of_people
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.missions.models import Authority
from cases.procedures.choices import Body

type Said = dict[tuple[str, str, int | None], Statement]
"""How each question stands."""
AGAINST_RETURN: Final = frozenset({StatementAnswer.NO.value, StatementAnswer.NOT_YET.value})
ASKS_WISH: Final = frozenset({"ready", "departed"})
"""Stages before which her wish is asked, whatever the playbook, and without one too."""
ASKS_WORD: Final = frozenset(
    {*SharedWith.values, Body.FAMILY.value, Body.IMMIGRATION_DEPARTMENT.value}
)
"""Bodies that are asked unless the person has said that they are not to be."""
WISH: Final = "return_not_refused"
FAMILY_NOT_ASKED = _(
    "The person has said that their family is not to be told. If they have changed their mind, "
    "record the statement “Consent to inform the family” first."
)
NO_CONTACT_WISHED = _(
    "The person has said that they want no consular contact, so nothing is asked of a host "
    "authority on their behalf (Vienna Convention on Consular Relations, art. 36). If they have "
    "changed their mind, record the statement “Wish for consular contact” first."
)
NOT_TO_BE_SHARED = _(
    "The person has said that their data are not to be shared with this body. If they have "
    "changed their mind, record the statement “Consent to share data” first."
)


def is_wish_against(case: Case, stage: str) -> bool:
    """Return whether her word stands against entering a stage by our act."""
    return stage in ASKS_WISH and case.return_wish in AGAINST_RETURN


def statements_of(actor: Actor, case: Case) -> Said:
    """Return how each question stands, of all records of the person that are in sight."""
    return statements_of_each(actor, [case])[case.pk]


def statements_of_each(actor: Actor, cases: Sequence[Case]) -> dict[int, Said]:
    """Return how each question stands by the id of each case.

    One query, however many; two where one is on record twice.
    """
    records = records_of_people(actor, [case.citizen for case in cases])
    rows = Statement.objects.visible_to(actor).standing().select_related("case__citizen")
    incidents = {case.incident_id for case in cases}
    found = defaultdict(list)
    for row in rows.filter(case__citizen__in=records, case__incident__in=incidents):
        found[whose(row.case)].append(row)
    return {case.pk: latest_of(found[whose(case)]) for case in cases}


def whose(case: Case) -> tuple[int, int]:
    """Return the person of a case, whatever her record, and the incident."""
    return case.citizen.head_id or case.citizen_id, case.incident_id


def check_asking(actor: Actor, case: Case, body: str, asked_of: Authority | None) -> None:
    """Raise 422 when the person has said that this body is not to be asked on her behalf.

    Without a word of hers the legal basis of the case carries the asking.
    """
    if body in ASKS_WORD:
        refuse_by_word(statements_of(actor, case), body, asked_of)


def refuse_by_word(said: Said, body: str, asked_of: Authority | None) -> None:
    """Raise 422 where what a person has said stands against asking a body.

    The Immigration Department is an authority at home: what was said of those holds for it.
    """
    if body == Body.IMMIGRATION_DEPARTMENT:
        body = SharedWith.HOME_AUTHORITY
    if body not in ASKS_WORD:
        return
    if body == Body.FAMILY and is_no(said.get((StatementKind.INFORM_FAMILY, "", None))):
        raise broken_rule(FAMILY_NOT_ASKED, "family_not_asked", "whom")
    of_contact = said.get((StatementKind.CONSULAR_CONTACT, "", None))
    if body == SharedWith.HOST_AUTHORITY and is_no(of_contact):
        raise broken_rule(NO_CONTACT_WISHED, "consular_contact_refused", "asked_of")
    kind = StatementKind.SHARE_DATA
    named = said.get((kind, body, asked_of.pk)) if asked_of is not None else None
    if is_no(named or said.get((kind, body, None))):
        raise broken_rule(NOT_TO_BE_SHARED, "sharing_refused", "asked_of")


def is_no(said: Statement | None) -> bool:
    """Return whether the latest word is no."""
    return said is not None and said.answer == StatementAnswer.NO
