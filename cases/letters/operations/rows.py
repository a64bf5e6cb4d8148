"""The rows of letters: drafted, numbered, printed, kept with what follows for their steps."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.operations import complete_step
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, broken_rule, not_allowed
from cases.letters.choices import Addressed, Effect
from cases.letters.composing import Draft, data_of
from cases.letters.facts import Facts
from cases.letters.kinds import Kind
from cases.letters.models import Letter, LetterBatch, LetterContent
from cases.letters.policies import Due, due_of
from cases.letters.press import Printed, pressed
from cases.letters.queries import own_mission, usual_addressee, usual_addressees
from cases.letters.relatives import with_chosen
from cases.missions.models import Authority, Mission

KEPT: Final = ("v", "remark", "addressee", "accepted", "relative")
"""What is kept of the data of a letter beside its words."""


def take_numbers(actor: Actor, year: int, how_many: int) -> int:
    """Return the first of so many numbers of the actor's mission; they are nobody else's."""
    with connection.cursor() as cursor:
        cursor.execute("select take_letter_numbers(%s, %s, %s)", [actor.mission_id, year, how_many])
        first: int | None = cursor.fetchone()[0]
    if first is None:
        raise not_allowed()
    return first


def number_of(mission: Mission, kind: Kind, year: int, serial: int) -> str:
    """Return a number as it is printed: serial and year, then what it is and who writes.

    As Appendix I of Decree 30/2020, II.3 orders them; the year keeps it one number for ever.
    """
    mark = f"{kind.mark}-{mission.code}" if kind.type_name else f"{mission.code}-{kind.mark}"
    return f"{serial:02d}/{year}/{mark}"


def writer(actor: Actor) -> Mission:
    """Return the mission that writes; 403 for whoever is posted at none."""
    mission = own_mission(actor)
    if mission is None:
        raise not_allowed()
    return mission


def drafted(
    actor: Actor,
    kind: Kind,
    facts: Sequence[Facts],
    *,
    addressee: Authority | None = None,
    language: str = "",
    remark: str = "",
    replaces: Letter | None = None,
    accepted: Sequence[str] = (),
    relative: Relative | None = None,
) -> list[Draft]:
    """Return one draft for each case; 422 for a language in which there is no such letter.

    So with a relative to whom there is none.
    """
    if language and language not in kind.languages:
        raise broken_rule(
            _("This letter is not written in that language."), "no_such_language", "language"
        )
    if relative is not None:
        refuse_relative(kind, "relative")
    mission = writer(actor)
    usual = usual_addressees(actor, kind, mission)
    return [
        Draft(
            kind=kind,
            facts=with_chosen(one, relative),
            mission=mission,
            language=language or kind.languages[0],
            addressee=addressee or usual_addressee(kind, mission, one.case, usual),
            remark=remark,
            replaces=replaces,
            accepted=accepted,
        )
        for one in facts
    ]


def refuse_relative(kind: Kind, field: str) -> None:
    """422 where a letter goes to no relative, and one was named."""
    if kind.to != Addressed.FAMILY:
        raise broken_rule(_("This letter goes to no relative."), "no_relative_told", field)


def incomplete(draft: Draft, at: str = "") -> Refused:
    """422: which values the letter needs and nobody has entered, and where they are entered."""
    missing = draft.missing
    words = ", ".join(str(row.label) for row in missing)
    sentence = _("This letter is not issued, since it lacks: %(values)s.") % {"values": words}
    return Refused(
        sentence,
        "letter_incomplete",
        422,
        problems=[
            Problem(at, "missing_value", _("Not recorded yet: %(value)s") % {"value": row.label})
            for row in missing
        ],
        extra={
            "missing": [
                {"value": row.code, "label": str(row.label), "url": row.url} for row in missing
            ]
        },
    )


def act_on_step(actor: Actor, case: Case, draft: Draft, due: Due, *, number: str, day: str) -> None:
    """Complete the step of a letter, with its number; one that it asks is asked when it is sent."""
    if due.step is None or due.of is None or draft.replaces is not None:
        return
    if due.of.effect == Effect.DONE:
        addressee = str(draft.addressee or draft.kind.title)
        said = {"dated_on": day, "number": number, "addressee": addressee}
        result = {name: said[source] for name, source in due.of.result.items()}
        complete_step(actor, case, step=due.step, result=result, reference=number)


def issued(
    actor: Actor,
    drafts: Sequence[tuple[Case, Draft]],
    moment: datetime,
    batch: LetterBatch | None = None,
) -> list[Letter]:
    """Number, print and keep letters; the steps that they complete are done with them.

    What they say is fixed before their steps are: a letter tells nothing that it has caused.
    """
    day = actor.office_day(moment)
    first = take_numbers(actor, day.year, len(drafts))
    numbers = [
        number_of(draft.mission, draft.kind, day.year, first + place)
        for place, (_case, draft) in enumerate(drafts)
    ]
    data = [
        data_of(draft, number, moment)
        for (_case, draft), number in zip(drafts, numbers, strict=True)
    ]
    dues = [due_of(draft.kind, draft.facts) for _case, draft in drafts]
    for (case, draft), due, number in zip(drafts, dues, numbers, strict=True):
        act_on_step(actor, case, draft, due, number=number, day=day.isoformat())
    printed = pressed(
        [(draft.kind.code, row) for (_case, draft), row in zip(drafts, data, strict=True)]
    )
    letters = [
        Letter(
            **columns_of(draft, due, printed[place]),
            case=case,
            number=numbers[place],
            year=day.year,
            serial=first + place,
            batch=batch,
            dated_on=day,
            issued_at=moment,
            issued_by_id=actor.staff_id,
        )
        for place, ((case, draft), due) in enumerate(zip(drafts, dues, strict=True))
    ]
    Letter.objects.bulk_create(letters)
    keep_contents(letters, printed, data)
    return letters


def columns_of(draft: Draft, due: Due, printed: Printed) -> dict[str, Any]:
    """Return the columns of one letter; one that replaces another is of its step."""
    before = draft.replaces
    return {
        "mission": draft.mission,
        "kind": draft.kind.code,
        "language": draft.language,
        "authority": draft.addressee,
        "restricted": draft.kind.restricted,
        "step": before.step if before is not None else due.step,
        "replaces": before,
        "digest": hashlib.sha256(printed.pdf).hexdigest(),
        "pages": printed.pages,
        "awaits_reply": draft.kind.awaits_reply,
    }


def keep_contents(
    letters: Sequence[Letter], printed: Sequence[Printed], data: Sequence[dict[str, Any]]
) -> None:
    """Keep text, values and bytes of letters; the one place that stores a file of theirs."""
    LetterContent.objects.bulk_create(
        LetterContent(
            letter=letter,
            case_id=letter.case_id,
            restricted=letter.restricted,
            text=one.text,
            values={name: row[name] for name in KEPT},
            pdf=one.pdf,
            made_by=letter.made_as.digest,
        )
        for letter, one, row in zip(letters, printed, data, strict=True)
    )
