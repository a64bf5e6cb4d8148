"""What has come up since letters were issued, and stands against sending them.

What stopped a letter from being issued stops it from being sent: how the case ended, what the
person says now, who may be told and is safe to be told, that somebody was found not to be a
national; and that somebody is no longer where the letter has them. It counts as of when the letter
went: what came after that changes nothing of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases.casework.choices import StatementKind
from cases.casework.whereabouts import Point, is_derived, whereabouts
from cases.citizens.models import Relative
from cases.core import present
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import Problem, Refused, Sentence
from cases.crossings.models import Stay
from cases.letters.choices import Accepted, Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.contradictions import contradictions_in
from cases.letters.facts import Facts, facts_of
from cases.letters.models import Letter, LetterContent
from cases.letters.operations.doubting import told
from cases.letters.policies import refusal_of_death, refusal_of_end
from cases.letters.relatives import with_chosen
from cases.letters.values import with_relation

AGAINST: Sentence = _("This letter is not sent, since something stands against it by now.")
AGAINST_SOME: Sentence = _(
    "None of these letters is sent, since something stands against some of them by now: %(n)d. "
    "Withdraw those, and the others can be sent."
)
OF_WORD: Final[Mapping[str, str]] = {
    Accepted.FAMILY_NOT_ASKED: StatementKind.INFORM_FAMILY,
    Accepted.FAMILY_ONLY_SOME: StatementKind.INFORM_FAMILY,
    Accepted.LIMIT_OF_RETURN: StatementKind.RETURN,
    Accepted.RETURN_ASKED_FOR: StatementKind.RETURN,
}
"""What hangs on a word of the person, and on which."""


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against sending one letter: how its case ended, or what contradicts."""

    letter: Letter
    refusal: Refused | None
    contradictions: Sequence[Contradiction]

    @property
    def stands(self) -> bool:
        """Whether anything stands against it."""
        return self.refusal is not None or bool(self.contradictions)

    def but(self, accepted: Collection[str]) -> "Against":
        """Return it without the contradictions that were accepted; what stops a letter stays."""
        left = [row for row in self.contradictions if row.stops or row.code not in accepted]
        return Against(self.letter, self.refusal, left)

    @property
    def problems(self) -> Iterator[Problem]:
        """Each with the case that it is about."""
        at = f"{self.letter.case.reference}: "
        if self.refusal is not None:
            yield Problem("", self.refusal.code, f"{at}{self.refusal.message}")
        for row in self.contradictions:
            yield Problem("", row.code, f"{at}{row.sentence} {row.remedy}")


def refuse_meanwhile(
    actor: Actor, letters: Sequence[Letter], until: datetime | None, accepted: Sequence[str]
) -> dict[int, list[str]]:
    """409 or 422 where something stands against sending letters, but for what is `accepted`.

    Of several each case is named, and none is sent. What was accepted is put on record, and
    returned by the id of each letter.
    """
    named = against(actor, letters, until)
    found = [left for row in named if (left := row.but(accepted)).stands]
    if not found:
        looked = {row.letter.pk: sorted({one.code for one in row.contradictions}) for row in named}
        for code in sorted({code for codes in looked.values() for code in codes}):
            also_on_record(f"accepted={code}")
        return looked
    if len(letters) == 1 and found[0].refusal is not None:
        raise found[0].refusal
    said: dict[str, Any] = {
        "problems": [problem for row in found for problem in row.problems],
        "extra": {"contradictions": [told(row) for one in found for row in one.contradictions]},
    }
    if len(letters) == 1:
        raise Refused(AGAINST, "sending_contradicts", 422, **said)
    raise Refused(AGAINST_SOME % {"n": len(found)}, "sending_contradicts", 422, **said)


def against(
    actor: Actor, letters: Sequence[Letter], until: datetime | None = None
) -> list[Against]:
    """Return what stands against sending those of the letters that are not sent yet.

    Days are told in the zone of the mission that wrote, as the letter prints them.
    """
    new = [row for row in letters if row.sent_at is None]
    if not new:
        return []
    facts = facts_of(actor, [row.case for row in new], present.now(), until)
    contents = LetterContent.objects.visible_to(actor).filter(letter__in=new)
    kept = dict(contents.values_list("letter_id", "values"))
    found = []
    for row in new:
        said = kept.get(row.pk, {})
        then = replace(where_then(facts[row.case_id], until), zone=row.mission.zone)
        known = to_relative(row, then, said)
        written = {"remark": said.get("remark", ""), "printed": said.get("v", {})}
        written["withdrawal"] = reverse("letter_operation", args=[row.uuid, "withdraw"])
        asked = Asked(known, row.made_as, row.language, addressee=row.authority, **written)
        odd = contradictions_in(asked, is_issued=True)
        one = Against(row, ended_before(row, known, until), odd)
        found.append(one.but(accepted_before(row, known, said)))
    return [row for row in found if row.stands]


def where_then(facts: Facts, until: datetime | None) -> Facts:
    """Return the facts of somebody as of where they were by then; of now without a moment."""
    way = [row for row in facts.way if until is None or begins(row) <= until]
    if len(way) == len(facts.way):
        return facts
    then, stays = whereabouts(way), [row for row in way if isinstance(row, Stay)]
    case, person = copy(facts.case), copy(facts.case.citizen)
    person.now_country, person.now_from, person.now_since = (
        then.country,
        then.since_from,
        then.since,
    )
    places, holders = (
        {row.place_id: row.place for row in stays},
        {row.holder_id: row.holder for row in stays},
    )
    person.now_place, person.now_holder = places.get(then.place_id), holders.get(then.holder_id)
    case.citizen = person
    return replace(facts, case=case, way=way)


def begins(point: Point) -> datetime:
    """Return from when a point may hold; one that a closing made, from the closing on."""
    return point.occurred_at if is_derived(point) else point.occurred_from


def ended_before(letter: Letter, facts: Facts, until: datetime | None) -> Refused | None:
    """Return why a letter makes no sense about a case that was closed before it went.

    Or about somebody who had died by then, as another case of theirs says.
    """
    closing = facts.closing
    is_after = closing is not None and until is not None and closing.occurred_from > until
    ended = None if is_after else refusal_of_end(letter.made_as, facts.case)
    return ended or refusal_of_death(letter.made_as, facts, until)


def accepted_before(letter: Letter, facts: Facts, said: Mapping[str, Any]) -> list[str]:
    """Return what was accepted when a letter was issued, and is not asked again.

    What hangs on a word of the person is, once they have answered that question anew.
    """
    anew = {row.kind for row in facts.said.values() if row.recorded_at > letter.issued_at}
    return [code for code in said.get("accepted", ()) if OF_WORD.get(code) not in anew]


def to_relative(letter: Letter, facts: Facts, said: Mapping[str, Any]) -> Facts:
    """Return the facts of a letter with the relative to whom it goes, on record or not any more.

    Of one that was issued before the relative was kept with it, the one of that name.
    """
    if letter.made_as.to != Addressed.FAMILY:
        return facts
    name, uuid = said.get("v", {}).get("relative_to_inform", ""), said.get("relative", "")
    with override(letter.language):
        same = [
            row
            for row in facts.relatives
            if (str(row.uuid) == uuid if uuid else with_relation(row) == name)
        ]
    return with_chosen(facts, next(iter(same), Relative(full_name=name)))
