"""The band of a case page about protecting the person.

Nobody is called anything here before a body has decided it: until then the line of each side says
that no decision is recorded, whatever was assessed.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Step
from cases.casework.pages.sealed import hidden_words
from cases.casework.pages.timeline import act_url
from cases.casework.protection.choices import DECIDED_IN, Fitness, Side
from cases.casework.protection.course import asked_words, body_words, decision_words
from cases.casework.protection.models import (
    Assessment,
    FitnessFinding,
    ProtectionDecision,
    TravelFitness,
    Vulnerability,
)
from cases.casework.protection.reading import reading_of, reading_words
from cases.casework.queries import CaseFile
from cases.citizens.ages import youth_of
from cases.citizens.choices import ApartReason
from cases.citizens.models import Citizen, KeepApart
from cases.citizens.named import name_shown
from cases.citizens.parted import person_of
from cases.core.actor import Actor
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import day_words, days_words

Row = dict[str, Any]
Results = Callable[[Step], Sequence[Row]]
SIDES: Final = tuple(
    (side, next((code for code, its in DECIDED_IN.items() if its == side), ""))
    for side in (Side.HOST, Side.HOME, Side.OWN)
)
"""Each side with the procedure whose result is a decision of it."""
VERBS: Final = {
    "flag-vulnerability": gettext_lazy("Add a flag"),
    "assess": gettext_lazy("Record an assessment"),
    "record-decision": gettext_lazy("Record a decision"),
    "record-fitness": gettext_lazy("Fitness to travel"),
}
GROUPS: Final = (RestrictedGroup.PROTECTION, RestrictedGroup.HEALTH)


def protection_band(
    actor: Actor,
    file: CaseFile,
    may: tuple[frozenset[str], frozenset[str]],
    now: datetime,
    results: Results,
) -> Row:
    """Return the rows of the band, what to be warned of, and what may be done.

    `may` are the verbs of acts on the case and on the person.
    """
    verbs, of_person = may
    flags, assessments, decisions, fitness, findings, apart = file.beside["protection"]
    today = now.astimezone(ZoneInfo(file.case.mission.zone)).date()
    is_open = {row.restricted for row in file.unsealed}
    sees = {group for group in GROUPS if actor.sees(group) or group in is_open}
    pairs = pairs_of(file, apart, today)
    warned = [*crossed_young(file), *flag_rows(flags, verbs, today)]
    fit = list(fitness_rows(fitness, findings, today))
    parted = [apart_row(file, pair, of_person) for pair in pairs]
    others = [
        *(assessment_rows(assessments) if RestrictedGroup.PROTECTION in sees else ()),
        *(
            decision_rows(file, decisions, verbs, results)
            if RestrictedGroup.PROTECTION in sees
            else ()
        ),
    ]
    rows = [*warned, *fit, *parted]
    return {
        "rows": rows,
        "others": others,
        "others_line": " · ".join(dict.fromkeys(str(row["label"]) for row in others)),
        "line": line_of([*rows, *others]),
        "is_open": bool(warned or parted or any(row["warns"] for row in fit)),
        "hidden": [hidden_words(group) for group in GROUPS if group not in sees],
        "warnings": [line for pair in pairs for line in together_words(file, pair)],
        "links": links(file, verbs, of_person),
    }


def line_of(rows: Sequence[Row]) -> str:
    """Return what there is about protection, by its headings; without what is not there yet."""
    said = (str(row["label"]) for row in rows if not row.get("is_nothing"))
    return " · ".join(dict.fromkeys(said)) or _("Nothing recorded.")


def crossed_young(file: CaseFile) -> Iterator[Row]:
    """Yield that the person was, or may have been, under 18 on the day of a crossing."""
    birth = file.case.citizen.birth
    zone = file.case.mission.zone
    rows = [row for row in file.crossings if row.voided_at is None]
    first = min(rows, key=lambda row: row.occurred_at, default=None)
    day = first.occurred_at.astimezone(ZoneInfo(zone)).date() if first else None
    youth = youth_of(birth, day) if day else ""
    if first is not None and youth:
        said = {"under": _("Under 18"), "perhaps": _("Perhaps under 18")}[youth]
        yield {
            "label": _("Age when the border was crossed"),
            "value": said,
            "note": days_words(first.occurred_from, first.occurred_at, zone),
        }


def flag_rows(flags: Sequence[Vulnerability], verbs: frozenset[str], today: date) -> Iterator[Row]:
    """Yield the flags that hold, with who says so."""
    for row in sorted(flags, key=lambda flag: flag.pk):
        if row.ended_at is not None or (row.until is not None and row.until < today):
            continue
        said = [_("since %(day)s") % {"day": day_words(row.since)}]
        if row.until is not None:
            said.append(_("until %(day)s") % {"day": day_words(row.until)})
        said.append(str(row.get_source_display()))
        shown = {
            "label": row.label,
            "value": " · ".join(said),
            "note": row.words,
        }
        yield shown | ending("vulnerability_operation", row.uuid, "end", _("End"), verbs)


def ending(name: str, key: Any, verb: str, label: str, verbs: frozenset[str]) -> Row:
    """Return the link to an act on a row, for whoever may act on the case."""
    may = "flag-vulnerability" in verbs
    return {"url": reverse(name, args=[key, verb]), "url_label": label} if may else {}


def fitness_rows(
    fitness: Sequence[TravelFitness], findings: Sequence[FitnessFinding], today: date
) -> Iterator[Row]:
    """Yield whether the person may travel: the newest word, and what was found for who reads it."""
    newest = max(fitness, key=lambda row: (row.recorded_at, row.pk), default=None)
    if newest is None:
        return
    until = day_words(newest.valid_until)
    over = _("ran out on %(day)s") if newest.valid_until < today else _("until %(day)s")
    value = f"{newest.get_result_display()}, {over % {'day': until}}"
    found = next((row for row in findings if row.fitness_id == newest.pk), None)
    said = [found.examiner, found.help_needed, found.words] if found is not None else []
    yield {
        "label": _("Fitness to travel"),
        "value": value,
        "note": "\n".join(part for part in said if part),
        "warns": newest.result == Fitness.NOT_FIT or newest.valid_until < today,
    }


def assessment_rows(assessments: Sequence[Assessment]) -> Iterator[Row]:
    """Yield what the newest assessment shows; earlier versions stand in the course."""
    newest = max(assessments, key=lambda row: row.number, default=None)
    if newest is None:
        nobody = _("Nobody has asked the person yet.")
        yield {"label": _("Assessment"), "value": nobody, "is_nothing": True}
        return
    shows = reading_words(reading_of(newest.answers, newest.age_then))
    said = [_("Version %(number)s") % {"number": newest.number}, asked_words(newest)]
    yield {
        "label": _("Assessment"),
        "value": "\n".join(shows),
        "note": "\n".join([" · ".join(said), *filter(None, [newest.words])]),
        "url": reverse("assessment_detail", args=[newest.uuid]),
        "url_label": _("All answers"),
    }


def decision_rows(
    file: CaseFile,
    decisions: Sequence[ProtectionDecision],
    verbs: frozenset[str],
    results: Results,
) -> Iterator[Row]:
    """Yield for each side what it has decided, or that no decision is recorded; never merged."""
    for side, procedure in SIDES:
        label = side.label
        own = [row for row in decisions if row.side == side and row.ended_at is None]
        rows = [decision_row(row, label, verbs) for row in sorted(own, key=lambda row: row.pk)]
        rows += step_rows(file, procedure, label, results)
        if rows:
            yield from rows
        elif side != Side.OWN:
            yield {"label": label, "value": _("No decision recorded."), "is_nothing": True}


def decision_row(row: ProtectionDecision, label: Any, verbs: frozenset[str]) -> Row:
    """Return one decision: which body, what, when, on which ground; and how far an appeal is."""
    appeal = str(row.get_appeal_display()) if row.appeal != "none" else ""
    if row.appeal_on is not None:
        appeal = f"{appeal}, {day_words(row.appeal_on)}"
    said = [appeal, row.appeal_words, row.words]
    return {
        "label": label,
        "value": f"{body_words(row)}: {decision_words(row)}",
        "note": "\n".join(part for part in said if part),
        **ending(
            "protection_decision_operation", row.uuid, "note-appeal", _("Note an appeal"), verbs
        ),
    }


def step_rows(file: CaseFile, procedure: str, label: Any, results: Results) -> Iterator[Row]:
    """Yield what steps of the playbook that end in a decision of this side came to."""
    for step in file.progress.steps:
        if procedure and step.procedure.code == procedure and step.pk in file.progress.results:
            said = [f"{row['label']}: {row['value']}" for row in results(step)]
            if said:
                yield {"label": label, "value": "\n".join(said), "note": str(step.procedure)}


def pairs_of(file: CaseFile, own: Sequence[KeepApart], today: date) -> list[KeepApart]:
    """Return the pairs that hold, those of all records of the person, each other one once."""
    found: dict[int, KeepApart] = {}
    for pair in [*own, *file.union.apart]:
        if pair.holds_on(today) and other_of(file, pair).pk not in records_of(file):
            found.setdefault(person_of(other_of(file, pair)), pair)
    return list(found.values())


def records_of(file: CaseFile) -> set[int]:
    """Return the numbers of all records of the person that are in sight."""
    return {file.case.citizen_id, *(record.pk for record in file.union.records)}


def other_of(file: CaseFile, pair: KeepApart) -> Citizen:
    """Return the other one of a pair."""
    return pair.other if pair.citizen_id in records_of(file) else pair.citizen


def apart_row(file: CaseFile, pair: KeepApart, of_person: frozenset[str]) -> Row:
    """Return from whom the person is kept apart, and why."""
    may = "keep-apart" in of_person
    url = reverse("kept_apart_operation", args=[pair.uuid, "end"])
    return {
        "label": _("Keep apart from"),
        "value": name_shown(other_of(file, pair).full_name),
        "note": "\n".join(filter(None, [str(ApartReason(pair.reason).label), pair.words])),
        **({"url": f"{url}?case={file.case.reference}", "url_label": _("End")} if may else {}),
    }


def together_words(file: CaseFile, pair: KeepApart) -> Iterator[str]:
    """Yield the warning that two people who are to be kept apart are at one place."""
    person, other = file.case.citizen, other_of(file, pair)
    if person.now_place_id is not None and person.now_place_id == other.now_place_id:
        yield _("%(name)s is at the same place, and the two are to be kept apart: %(why)s.") % {
            "name": name_shown(other.full_name),
            "why": ApartReason(pair.reason).label,
        }


def links(file: CaseFile, verbs: frozenset[str], of_person: frozenset[str]) -> list[Row]:
    """Return what may be done to protect the person."""
    acts = [
        {"label": label, "url": act_url(file.case, verb)}
        for verb, label in VERBS.items()
        if verb in verbs
    ]
    if "keep-apart" in of_person:
        url = reverse("citizen_operation", args=[file.case.citizen.uuid, "keep-apart"])
        acts.append({"label": _("Keep apart"), "url": f"{url}?case={file.case.reference}"})
    return acts
