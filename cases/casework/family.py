"""Who of the family may be told: whom the person lets be told, by a letter or in a talk.

A no for the family or for one relative goes before a yes. Who let only some be told has said in
words who they are: a relative who is marked so and whom these words name, by what they are to the
person or by their name. Words that say who is not meant name nobody. A yes for the family is none
for a friend. A no counts whichever record of the person it stands on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import FamilyGround, ReportSource, StatementAnswer, StatementKind
from cases.casework.consent import Said, statements_of
from cases.casework.models import Case
from cases.citizens.choices import Answer, Relation
from cases.citizens.models import Relative
from cases.citizens.names.folding import folded
from cases.core.actor import Actor
from cases.core.errors import broken_rule

ASKED: Final = (StatementKind.INFORM_FAMILY, "", None)
NOT_TO_BE_TOLD = _(
    "The person has said that this relative is not to be told. Say which vital interest it is, "
    "or record what they say now."
)
CONSENT_MISSING = _(
    "The statement “Consent to inform the family” is missing. Record what the person says, or say "
    "how it is that this relative was spoken with."
)
NOT_AMONG_SOME = _(
    "Who may be told was said as “%(words)s”. That lets a relative be told whom these words name "
    "and who is marked as one who may be informed. Ask the person whom they mean and record it "
    "anew with the name, or say how it is that this relative was spoken with."
)
FRIEND_NOT_MEANT = _(
    "The person’s yes for the family does not let a friend be told. Ask them about this friend and "
    "record the answer, or say how it is that the friend was spoken with."
)
NOT_THE_REPORTER = _("This case was not reported by a relative.")
WORD: Final = re.compile(r"\w+")
PARTS: Final = re.compile(r"[^\w\s'’-]|\b(?:và|hoặc|and|or|et|ou)\b")
CALLED: Final[dict[str, str]] = {
    Relation.MOTHER: "mother, mum, mom, parents, mẹ, má, ba mẹ, ba má, mère, maman",
    Relation.FATHER: "father, dad, parents, cha, bố, ba mẹ, ba má, père, papa",
    Relation.SPOUSE: "husband, wife, spouse, vợ, chồng, mari, femme, épouse, époux",
    Relation.SIBLING: "brother, sister, brothers, sisters, siblings, anh trai, chị gái, em trai, "
    "em gái, anh ruột, chị ruột, em ruột, frère, sœur, soeur, frères, sœurs, soeurs",
    Relation.CHILD: "son, daughter, child, children, con trai, con gái, các con, fils, fille, "
    "enfant, enfants",
    Relation.GRANDPARENT: "grandmother, grandfather, grandparents, ông nội, bà nội, ông ngoại, "
    "bà ngoại, grand mother, grand father, grand parents, grand mère, grand père, grands parents",
    Relation.OTHER_FAMILY: "aunt, uncle, cousin, nephew, niece, cô, dì, chú, bác, cậu, anh họ, "
    "chị họ, em họ, oncle, tante, cousine, neveu, nièce",
    Relation.FRIEND: "friend, friends, bạn bè, bạn thân, bạn trai, bạn gái, ami, amie, amis",
}
"""How somebody says who a relative is, in the languages in which statements are written down."""
BLOOD: Final = ("parents", "mother", "father", "brother", "sister", "son", "daughter")
BLOOD_FRENCH: Final = ("mère", "père", "parents", "frère", "soeur", "sœur", "fils", "fille")
BLOOD_VIETNAMESE: Final = (
    *("bố", "cha", "ba", "mẹ", "má", "bố mẹ", "cha mẹ", "ba mẹ", "ba má"),
    *("anh", "anh trai", "chị", "chị gái", "em", "em trai", "em gái"),
)
BY_MARRIAGE: Final = frozenset(
    {
        *(name for one in BLOOD for name in (f"{one} in law", f"step {one}")),
        *(f"{one} {kin}" for one in ("beau", "beaux", "belle", "belles") for kin in BLOOD_FRENCH),
        *(f"{one} {side}" for one in BLOOD_VIETNAMESE for side in ("chồng", "vợ")),
    }
)
"""Relatives of a husband or wife, or a parent's new spouse: no father, mother, sister or child."""
OF_MORE_WORDS: Final = sorted(
    {one for names in CALLED.values() for one in names.split(", ") if " " in one} | BY_MARRIAGE,
    key=len,
    reverse=True,
)
LEAVES_OUT: Final = frozenset(
    {
        *("not", "no", "but", "except", "without", "nobody"),
        *("không", "trừ", "đừng", "chẳng", "ngoài"),
        *("pas", "sauf", "ni", "excepté", "sans", "ne"),
    }
)
"""Words with which somebody says who is not meant."""
OF_ANOTHER: Final = re.compile(
    r"\w['’]s\s+\w|\bof (?:my|his|her)\b|\bde (?:ma|mon|mes|sa|son|ses)\b"
    r"|\bcủa (?:mẹ|má|bố|ba|cha|vợ|chồng|anh trai|chị gái)\b"
)
"""Somebody who is told by another relative: “my mother's sister” names neither of them."""


@dataclass(frozen=True, slots=True)
class Family:
    """What the person said, with relatives on one record of theirs and on the others."""

    said: Said
    relatives: Sequence[Relative]
    elsewhere: Sequence[Relative] = ()


def of_family(family: Family) -> str:
    """Return the latest answer of the person to whether the family is to be told."""
    said = family.said.get(ASKED)
    return said.answer if said is not None else ""


def words_of_some(family: Family) -> str:
    """Return in which words the person said who may be told; empty unless it is only some."""
    said = family.said.get(ASKED)
    return said.about if said is not None and said.answer == StatementAnswer.ONLY_SOME else ""


def is_named(words: str, relative: Relative) -> bool:
    """Return whether words name a relative: by what they are to the person, or by their name.

    A name of one word counts as it is written: without its marks it may be another word. A word
    that others are called by, with a second one, names nobody else: a “grand-mère” is no “mère”.
    """
    called = CALLED[relative.relation].split(", ")
    if relative.relation == Relation.OTHER_FAMILY:
        called += BY_MARRIAGE
    said = " | ".join(parted(piece) for piece in pieces_of(words))
    for other in OF_MORE_WORDS:
        if other not in called:
            said = said.replace(parted(other), " | ")
    if any(parted(one) in said for one in called) or parted(relative.full_name) in parted(words):
        return True
    name = parted(folded(relative.full_name))
    return " " in name.strip() and name in parted(folded(words))


def pieces_of(words: str) -> list[str]:
    """Return words parted where one relative ends and the next begins.

    One word before a relative by marriage, as in “mother and father in law”, may mean one by
    marriage too: it names nobody.
    """
    pieces = [piece for piece in PARTS.split(words.casefold()) if piece.strip()]
    pieces = [piece for piece in pieces if not OF_ANOTHER.search(piece)]
    by_marriage = [any(parted(one) in parted(piece) for one in BY_MARRIAGE) for piece in pieces]
    return [
        piece
        for piece, after in zip(pieces, [*by_marriage, False][1:], strict=True)
        if not after or " " in parted(piece).strip()
    ]


def parted(words: str) -> str:
    """Return words with one blank around each, so that only whole ones are found in others."""
    return f" {' '.join(WORD.findall(words.casefold()))} "


def same_elsewhere(family: Family, relative: Relative) -> list[Relative]:
    """Return a relative as they stand on the person's other records: by their name."""
    name = folded(relative.full_name)
    return [row for row in family.elsewhere if folded(row.full_name) == name]


def is_unsafe(family: Family, relative: Relative) -> bool:
    """Return whether it is not safe to call a relative, by any record of the person."""
    return relative.is_unsafe or any(row.is_unsafe for row in same_elsewhere(family, relative))


def is_refused(family: Family, relative: Relative) -> bool:
    """Return whether the person said no for a relative, on any record of theirs."""
    return any(
        row.may_be_informed == Answer.NO for row in [relative, *same_elsewhere(family, relative)]
    )


def marked(family: Family) -> list[Relative]:
    """Return the relatives of whom the person said that they may be told."""
    rows = [row for row in family.relatives if row.may_be_informed == Answer.YES]
    return [row for row in rows if not is_refused(family, row)]


def let_be_told(family: Family) -> list[Relative]:
    """Return the relatives whom the person lets be told, by their own wish."""
    answer, yes = of_family(family), marked(family)
    if answer == StatementAnswer.NO:
        return []
    if answer == StatementAnswer.YES:
        kin = [row for row in family.relatives if row.relation != Relation.FRIEND]
        open_ones = [row for row in kin if row.may_be_informed == Answer.UNKNOWN]
        return yes + [row for row in open_ones if not is_refused(family, row)]
    if not (words := words_of_some(family)):
        return yes
    leaves_out = LEAVES_OUT.intersection(WORD.findall(words.casefold()))
    return [] if leaves_out else [row for row in yes if is_named(words, row)]


def is_kept(family: Family, relative: Relative | None) -> bool:
    """Return whether the person has said that the family, or this relative, is not to be told."""
    of_one = relative is not None and is_refused(family, relative)
    return of_one or of_family(family) == StatementAnswer.NO


def check_family(
    actor: Actor, case: Case, relative: Relative | None, ground: str, ground_words: str
) -> None:
    """Raise 422 unless her consent, or another ground in words, lets a relative be told."""
    if ground in {FamilyGround.VITAL, FamilyGround.MISTAKE} and not ground_words:
        sentence = _("Say in words why that was so.")
        raise broken_rule(sentence, "contactentry_ground_in_words", "ground_words")
    if ground in {FamilyGround.VITAL, FamilyGround.MISTAKE, FamilyGround.LISTENED}:
        return
    family = family_of(actor, case, relative)
    if is_kept(family, relative):
        raise broken_rule(NOT_TO_BE_TOLD, "family_not_to_be_told", "ground")
    if ground == FamilyGround.REPORTED:
        if case.report_source != ReportSource.RELATIVE:
            raise broken_rule(NOT_THE_REPORTER, "not_the_reporter", "ground")
        return
    is_yes = of_family(family) == StatementAnswer.YES
    if is_yes if relative is None else relative in let_be_told(family):
        return
    if is_yes:
        raise broken_rule(FRIEND_NOT_MEANT, "consent_to_inform_missing", "ground")
    if words := words_of_some(family):
        said = {"words": words}
        raise broken_rule(NOT_AMONG_SOME % said, "consent_to_inform_missing", "ground")
    raise broken_rule(CONSENT_MISSING, "consent_to_inform_missing", "ground")


def family_of(actor: Actor, case: Case, relative: Relative | None) -> Family:
    """Return one relative with what counts for telling them, on whichever record it stands."""
    others: list[Relative] = []
    if relative is not None and case.citizen.head_id is not None:
        rows = Relative.objects.visible_to(actor).filter(citizen__head=case.citizen.head_id)
        rows = rows.filter(withdrawn_at__isnull=True)
        others = list(rows.exclude(citizen=relative.citizen_id))
    own = [relative] if relative is not None else []
    return Family(statements_of(actor, case), own, others)
