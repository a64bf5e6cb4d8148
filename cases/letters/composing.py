"""From the facts of a case to the data of one letter: addressee, day, values, words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from cases.casework.choices import StepStatus
from cases.casework.models import Step
from cases.casework.progress.telling import resting_words
from cases.core.errors import Sentence
from cases.letters.choices import Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.contradictions import contradictions_in
from cases.letters.days import day_in_sentence, head_day, thai_day
from cases.letters.facts import Facts
from cases.letters.free_text import LANGUAGES, language_of
from cases.letters.kinds import Kind, drafted_by
from cases.letters.limits import limit_words
from cases.letters.models import Letter
from cases.letters.policies import WORKS_ON
from cases.letters.press import fonts, printable, thai_fonts
from cases.letters.relatives import is_barred, is_own_wish, is_undecided, relative_told
from cases.letters.values import VALUES, Missing, missing_in, values_of
from cases.missions.models import Authority, Mission
from cases.places.choices import Country
from cases.procedures.models import Procedure

ENCLOSED: Final = 2
"""How many photos go with a request for verification, by form VB02."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter before it has a number: its facts, to whom, in which language, with what words."""

    kind: Kind
    facts: Facts
    mission: Mission
    language: str
    addressee: Authority | None = None
    remark: str = ""
    replaces: Letter | None = None
    accepted: Sequence[str] = ()

    @property
    def doubted(self) -> list[Contradiction]:
        """What contradicts and nobody has accepted, or may accept."""
        return [row for row in self.contradictions if row.stops or row.code not in self.accepted]

    @property
    def asked(self) -> Asked:
        """What it says, for what is to be looked at before it is issued."""
        facts = replace(self.facts, language=self.language)
        texts = tuple(texts_of(self, facts))
        return Asked(
            facts,
            self.kind,
            self.language,
            self.remark,
            texts,
            addressee=self.addressee,
            host=self.mission.country,
        )

    @property
    def contradictions(self) -> list[Contradiction]:
        """What contradicts in the letter, in the reader's language."""
        return contradictions_in(self.asked)

    @property
    def missing(self) -> list[Missing]:
        """What the letter needs and nobody has entered.

        Not a relative whom a word keeps out, nor one who is only to be chosen.
        """
        facts = replace(self.facts, language=self.language)
        found = missing_in(facts, self.kind.needs, values_of(facts))
        if is_undecided(facts) or any(is_barred(facts, row) for row in facts.relatives):
            found = [row for row in found if row.code != "relative_to_inform"]
        if self.kind.to in {Addressed.HOME, Addressed.HOST} and self.addressee is None:
            words = _("Addressee (none is usual there; choose one, or have it put on record)")
            found.append(Missing("addressee", words, self.asked.written_anew("#id_addressee")))
        return found


def data_of(draft: Draft, number: str, moment: datetime) -> dict[str, Any]:
    """Return what the press is told; without a number it is a draft and says so."""
    with override(draft.language):
        return told(draft, number, moment)


def told(draft: Draft, number: str, moment: datetime) -> dict[str, Any]:
    """Return the data of a letter, in the language that is active."""
    kind, facts = draft.kind, replace(draft.facts, language=draft.language)
    values = values_of(facts)
    missing = [row.code for row in missing_in(facts, kind.needs, values)]
    return {
        "code": kind.code,
        "language": draft.language,
        "draft": not number,
        "title": kind.printed[draft.language],
        "number": number,
        **head_of(draft, facts.today),
        "v": values,
        "labels": {code: str(value.label) for code, value in VALUES.items()},
        "missing": missing,
        "remark": draft.remark,
        "remark_parts": [
            {"text": part.text, "code": part.code, "language": in_small(part.language)}
            for part in draft.asked.parts
        ],
        "left_out": left_out_words(facts),
        "accepted": accepted_in(draft),
        "relative": relative_of(draft),
        "replaces": replaced_words(draft),
        "limit": limit_words(kind, facts),
        "photos": photo_words(facts),
        "own_wish": is_own_wish(facts),
        "steps": step_rows(facts),
        "withheld": withheld_words(facts),
        "footer": number or str(kind.title),
        "type_name": kind.type_name,
        "subject": kind.subject,
        "copies": copies_of(draft.addressee is not None),
        "fonts": fonts(),
        "timestamp": int(moment.timestamp()),
    }


def accepted_in(draft: Draft) -> list[str]:
    """Return what contradicts in a letter and was accepted; read only where something was."""
    found = draft.contradictions if draft.accepted else ()
    return sorted({row.code for row in found} & {*draft.accepted})


def relative_of(draft: Draft) -> str:
    """Return the id of the relative to whom a letter goes; empty where it goes to none."""
    row = relative_told(draft.facts) if draft.kind.to == Addressed.FAMILY else None
    return str(row.uuid) if row is not None else ""


def texts_of(draft: Draft, facts: Facts) -> Iterator[str]:
    """Yield each text that others wrote and that goes into a letter."""
    values = values_of(facts)
    yield from (values[code] for code in VALUES if code in draft.kind.says)
    for part in head_of(draft, facts.today).values():
        yield from part.values() if isinstance(part, dict) else (part,)
    yield from (row["name"] for row in step_rows(facts))


def head_of(draft: Draft, day: date) -> dict[str, Any]:
    """Return who writes to whom, where and when; to Thailand with the Buddhist year."""
    mission, language = draft.mission, draft.language
    is_thai = draft.addressee is not None and draft.addressee.country == Country.TH
    return {
        "date": head_day(day, language, mission.city, buddhist=is_thai),
        "date_thai": thai_day(day) if is_thai and thai_fonts() and language != "vi" else "",
        "mission": named(mission),
        "addressee": addressee_of(draft.addressee, language),
    }


def named(mission: Mission) -> dict[str, str]:
    """Return the mission as a letter names it, and how it is reached."""
    return {
        "name_vi": mission.name_vi or mission.name,
        "name_en": mission.name,
        "the_name": f"The {mission.name}",
        "contact": " · ".join(part for part in (mission.phone, mission.email) if part),
    }


def addressee_of(body: Authority | None, language: str) -> dict[str, str]:
    """Return the addressee as a letter names it; in its own script where that can be printed."""
    if body is None:
        return {"name": "", "the_name": "", "local": "", "local_language": "en", "city": ""}
    name = (body.name_vi or body.name) if language == "vi" else body.name
    local = body.name_local if language != "vi" and printable(body.name_local) else ""
    return {
        "name": name,
        "the_name": f"the {name}",
        "local": local,
        "local_language": str(body.country).lower(),
        "city": "",
    }


def copies_of(is_addressed: bool) -> list[str]:
    """Return who receives a letter, as Appendix I of Decree 30/2020, II.9 has it."""
    kept = f"Lưu: VT, {drafted_by()}."
    return ["Như trên;", kept] if is_addressed else [kept]


def in_small(language: Sentence) -> str:
    """Return the name of a language inside a sentence; of English and its like it has a capital."""
    name = str(language)
    return name if get_language() == "en" else name[:1].lower() + name[1:]


def left_out_words(facts: Facts) -> str:
    """Return that the summary of the case is left out, since it is in another language."""
    code = language_of(facts.case.summary)
    if code in {"", facts.language}:
        return ""
    return _("The summary on file is left out: it is written in %(language)s.") % {
        "language": LANGUAGES[code]
    }


def photo_words(facts: Facts) -> str:
    """Return which photos go with a letter: two at most, as the form has it; empty for none.

    In Vietnamese, as the letters with enclosures are. How many there are need not be said.
    """
    step = facts.step_of("document-photos")
    copies = facts.value_in(step, "copies")
    if copies:
        return f"{min(copies, ENCLOSED):02d} ảnh"
    is_taken = copies is None and step is not None and step.status == StepStatus.DONE
    return "ảnh" if is_taken or facts.has_photo else ""


def replaced_words(draft: Draft) -> str:
    """Return number and day of the letter that is replaced; empty for none."""
    if draft.replaces is None:
        return ""
    day = day_in_sentence(draft.replaces.dated_on, draft.language)
    return f"{draft.replaces.number} {'' if draft.language == 'vi' else 'of '}{day}"


def step_rows(facts: Facts) -> list[Mapping[str, str]]:
    """Return the open procedures of the case for its summary; those that are restricted are not."""
    return [
        {
            "name": procedure_words(step.procedure, facts.language),
            "status": step_words(facts, step),
            "since": step_since(facts, step),
        }
        for step in facts.steps
        if not step.procedure.restricted and step.status != StepStatus.WAITING
    ]


def step_words(facts: Facts, step: Step) -> str:
    """Return how far a procedure is; on a closed case nothing is to be done."""
    if facts.is_closed and step.status in WORKS_ON:
        return resting_words(step.status)
    return str(StepStatus(step.status).label)


def step_since(facts: Facts, step: Step) -> str:
    """Return since when it is so; what rests does since the closing."""
    if step.status == StepStatus.OPEN and facts.closing is not None:
        return facts.closed_on
    return facts.when(step.status_from, step.status_at)


def procedure_words(procedure: Procedure, language: str) -> str:
    """Return the name of a procedure in the language of the letter."""
    return (procedure.name_vi or procedure.name) if language == "vi" else procedure.name


def withheld_words(facts: Facts) -> str:
    """Return how many restricted procedures a summary leaves out."""
    count = sum(1 for step in facts.steps if step.procedure.restricted)
    if not count:
        return ""
    return ngettext(
        "%(n)d restricted procedure is left out of this summary.",
        "%(n)d restricted procedures are left out of this summary.",
        count,
    ) % {"n": count}
