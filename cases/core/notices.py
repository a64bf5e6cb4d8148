"""Telling another mission, or an officer, that something happened: notices shown in the app.

A notice is a kind with a sentence and an address; what it says of the world are references and
codes, which the reader's page turns into words. No personal data: a notice may be mailed, and its
reader may not see the case yet.

    OFFERED = notice_kind(
        "transfer_offered",
        sentence=_("%(mission)s offers you the case %(reference)s."),
        address=lambda reference, params: reverse("case_detail", args=[reference]),
        mailed=True,
    )
    tell("transfer_offered", mission_id=..., audience="head", reference=case.reference,
         case_id=case.pk, params={"mission": "BKK"})

Who reads the names in the sentence registers `words_for("mission", ...)`; see `cases.notices`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import connection

from cases.core.errors import Sentence

Audience = Literal["officer", "head", "mission"]
Params = Mapping[str, str]
Address = Callable[[str, Params], str]
WordsOf = Callable[[Iterable[str]], Mapping[str, str]]

CODE = re.compile(r"[A-Za-z0-9_.:+/-]{1,80}")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TELL = "select tell_mission(%s, %s, %s, %s, %s, %s, %s::jsonb, %s)"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice: what it says, where it leads, whether it also goes out by mail.

    `insists`: by mail to who wants none, too; for what nobody may miss.
    """

    code: str
    sentence: Sentence
    address: Address
    mailed: bool = False
    insists: bool = False

    @property
    def names(self) -> set[str]:
        """What the sentence needs besides the reference."""
        # The English sentence decides, whatever language is spoken where it was declared.
        english = getattr(self.sentence, "_args", (self.sentence,))[0]
        return set(PLACEHOLDER.findall(str(english))) - {"reference"}


NOTICE_KINDS: dict[str, NoticeKind] = {}
WORDS: dict[str, WordsOf] = {}


def notice_kind(
    code: str,
    *,
    sentence: Sentence,
    address: Address,
    mailed: bool = False,
    insists: bool = False,
) -> NoticeKind:
    """Register a kind of notice; `address(reference, params)` leads to what it is about."""
    kind = NoticeKind(code, sentence, address, mailed, insists)
    NOTICE_KINDS[code] = kind
    return kind


def words_for(name: str, words: WordsOf) -> None:
    """Register what a name in sentences stands for: `words(codes)` returns code -> words."""
    WORDS[name] = words


def tell(
    kind: str,
    *,
    mission_id: int,
    staff_id: int | None = None,
    audience: Audience | None = None,
    case_id: int | None = None,
    reference: str = "",
    params: Mapping[str, str | int] | None = None,
) -> UUID:
    """Tell a mission (`audience` head or mission) or one of its officers (`staff_id`).

    Whoever tells need not see the receiver, so a definer function writes. An officer who is not
    posted there any more is replaced by the head of the mission, a mission without a head by
    headquarters: nothing is dropped.
    """
    known = NOTICE_KINDS.get(kind)
    if known is None:
        raise LookupError(f"There is no kind of notice {kind}.")
    said = {name: str(value) for name, value in (params or {}).items()}
    missing = known.names - set(said)
    if missing:
        raise ValueError(f"A notice {kind} needs {', '.join(sorted(missing))}.")
    for name, value in {"reference": reference or "-", **said}.items():
        if not CODE.fullmatch(value):
            raise ValueError(f"{name} of a notice {kind} is no code or reference.")
    to = audience or ("officer" if staff_id is not None else "mission")
    if (to == "officer") != (staff_id is not None):
        raise ValueError(f"A notice {kind} names an officer exactly when it is for one.")
    with connection.cursor() as cursor:
        cursor.execute(
            TELL,
            [kind, mission_id, to, staff_id, case_id, reference, json.dumps(said), known.mailed],
        )
        made: UUID = cursor.fetchone()[0]
    return made
