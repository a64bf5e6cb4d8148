"""The head of the case page: who it is, how things stand, and the one thing to do now."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.casework.choices import HoldReason, Outcome, Stage, StepStatus
from cases.casework.meanings import ENDED_WELL
from cases.casework.models import Case, Step
from cases.casework.pages.steps import StepPage
from cases.casework.pages.timeline import act_url
from cases.casework.pages.words import country_name
from cases.casework.progress.gates import Missing
from cases.casework.progress.telling import missing_words
from cases.casework.queries import CaseFile
from cases.casework.states import next_stage
from cases.citizens.ages import youth_of
from cases.core.conditions import CONDITIONS, Condition
from cases.core.possible import Possible
from cases.core.registry import DECLARED
from cases.procedures.choices import Body
from cases.templatetags.moments import partial_words

Row = dict[str, Any]


def head_of(case: Case, now: datetime, tracks: Sequence[Row] = (), died: str = "") -> Row:
    """Return the head of the page; `tracks` hold the clocks, the nearest of which it shows.

    `died`: on which day the person died, in words.
    """
    person = case.citizen
    parts = [str(person.get_sex_display())] if person.sex != "u" else []
    if person.birth:
        parts.append(_("born %(birth)s") % {"birth": partial_words(person.birth)})
    if died:
        parts.append(_("died %(day)s") % {"day": died})
    parts.append(case.mission.label)
    parts.append(
        _("looked after by %(officer)s") % {"officer": case.assigned_to}
        if case.assigned_to
        else _("nobody looks after this case yet")
    )
    return {
        "reference": case.reference,
        "name": str(person),
        "is_anonymised": person.anonymised_at is not None,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label
        if case.stage
        else pgettext("state of a case", "Void"),
        "held": case.held,
        "hold_reason": HoldReason(case.hold_reason).label if case.hold_reason else "",
        "outcome_label": Outcome(case.outcome).label if case.outcome else "",
        "outcome_doubt": doubt_of(case),
        "outcome_well": case.outcome in ENDED_WELL,
        "summary": " · ".join(parts),
        "youth": youth_words(case, now),
        "due": nearest(tracks),
    }


def doubt_of(case: Case) -> str:
    """Return where the person is known to be, where that contradicts the outcome."""
    if not case.outcome_in_doubt:
        return ""
    return _("known to be in: %(country)s") % {"country": country_name(case.citizen.now_country)}


def youth_words(case: Case, now: datetime) -> str:
    """Return whether the person is, or may be, under 18; nothing for who is not."""
    youth = youth_of(case.citizen.birth, now.astimezone(ZoneInfo(case.mission.zone)).date())
    return {"": "", "under": _("Under 18"), "perhaps": _("Perhaps under 18")}[youth]


def nearest(tracks: Sequence[Row]) -> Row | None:
    """Return the clock that runs out first among all steps."""
    running = [
        clock
        for track in tracks
        for step in track["steps"]
        for clock in step["clocks"]
        if clock["due_at"]
    ]
    return min(running, key=lambda clock: clock["due_at"], default=None)


def next_action(
    file: CaseFile,
    possible: Sequence[Possible],
    of_person: Collection[str],
    page: StepPage,
    missing: Sequence[Missing],
) -> Row | None:
    """Return the one thing to do now: the next stage, else the step that bars the way to it.

    Before anybody has spoken with the person it is that, for whoever may write it down.

    `of_person`: the verbs of the acts on the person that are for the reader.
    `why` says in one sentence why it is possible, or why not; `missing` all that is asked for.
    """
    case = file.case
    if not case.stage or case.stage == Stage.CLOSED:
        return None
    verb = verb_of(case)
    if not missing and (contact := contact_first(file, page, verb)):
        return contact
    row = next((row for row in possible if row.declared.verb == verb), None)
    if row is None:
        return {
            "hint": _("The mission that has the case moves it on."),
            "why_not": _("Your role does not allow this."),
        }
    if not row.is_possible:
        return {"hint": "", "why_not": row.why_not}
    if missing:
        return barred(file, page, missing, possible, of_person)
    return {
        "hint": hint_of(case, verb),
        "label": row.declared.form.title,
        "url": act_url(case, verb),
    }


def contact_first(file: CaseFile, page: StepPage, verb: str) -> Row:
    """Return the contact itself, as long as the case was only reported and others wait for it.

    Known by its place: the first step of ours that nothing comes before and others come after.
    """
    if verb != "advance" or file.case.stage != Stage.REPORTED:
        return {}
    steps = file.progress.steps
    awaited = {code for step in steps for code in step.after}
    ours = [step for step in steps if step.body == Body.MISSION and step.code in awaited]
    contact = next((step for step in ours if not step.after), None)
    if contact is None or contact.status != StepStatus.OPEN:
        return {}
    acts = page.actions(contact)
    if not acts:
        return {}
    hint = _("Nobody has spoken with the person yet: do so, or speak with the family.")
    return {"hint": hint, "label": step_act(acts[0], contact), "url": acts[0]["url"]}


def step_act(act: Row, step: Step) -> str:
    """Return what an act on a step is called outside its line."""
    return _("%(act)s: %(step)s") % {"act": act["label"], "step": step.procedure}


def verb_of(case: Case) -> str:
    """Return the act that a case in this state waits for."""
    if case.held:
        return "resume"
    return "close" if case.stage == Stage.ARRIVED else "advance"


def missing_now(file: CaseFile, now: datetime) -> list[Missing]:
    """Return what is missing before the next stage, where that is what the case waits for."""
    case = file.case
    following = next_stage(case.stage) if case.stage and not case.held else None
    is_next = following is not None and verb_of(case) == "advance"
    return file.progress.missing(following, now) if following and is_next else []


def barred(
    file: CaseFile,
    page: StepPage,
    missing: Sequence[Missing],
    possible: Sequence[Possible],
    of_person: Collection[str],
) -> Row:
    """Return the first among what is missing that the reader can do something about."""
    following = next_stage(file.case.stage)
    assert following is not None, "something is missing before a stage"
    more = len(missing) - 1
    helping = [helped_by(page, item, possible, of_person) for item in missing]
    said = {
        "more": ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more} if more else "",
        "hint": _("Before “%(next)s” this is missing:") % {"next": Stage(following).label},
        "missing": [
            {
                "name": str(item.step.procedure) if item.step else "",
                "text": missing_words(item, file.progress, page.now, page.clocks.calendars),
                "url": f"#in-step-{item.step.code}" if item.step else act.get("url", ""),
            }
            for item, act in zip(missing, helping, strict=True)
        ],
    }
    return said | next(filter(None, helping), {})


def helped_by(
    page: StepPage, item: Missing, possible: Sequence[Possible], of_person: Collection[str]
) -> Row:
    """Return the act that brings what is missing: on its step, or the one of its condition."""
    if item.step is not None:
        return first_act(page, item.step)
    condition = CONDITIONS[item.condition]
    by_step = (first_act(page, step) for step in steps_that_mend(page, condition))
    step = next(filter(None, by_step), Row())
    act = act_of(page.file.case, condition, possible, of_person)
    first, second = (act, step) if condition.is_step_second else (step, act)
    if not first:
        return second
    return first | {"second": second} if second and condition.is_step_second else first


def act_of(
    case: Case, condition: Condition, possible: Sequence[Possible], of_person: Collection[str]
) -> Row:
    """Return the act on the case or its person that mends a condition; nothing where none may."""
    declared = DECLARED[condition.mended_by]
    title, verb = declared.form.title, declared.verb
    if declared.resource == "citizens":
        address = reverse("citizen_operation", args=[case.citizen.uuid, verb])
        url = f"{address}?case={case.reference}"
        return {"label": title, "url": url} if verb in of_person else {}
    if any(row.is_possible and row.declared is declared for row in possible):
        return {"label": title, "url": act_url(case, verb, **condition.picks)}
    return {}


def steps_that_mend(page: StepPage, condition: Condition) -> Iterator[Step]:
    """Yield the steps that can make a condition hold, what runs out first before the others."""
    if condition.by_step is None:
        return
    for step in sorted(page.file.steps, key=lambda row: row.expires_on or date.max):
        if step.status not in {StepStatus.WAITING, StepStatus.DROPPED} and condition.by_step(step):
            yield step


def first_act(page: StepPage, step: Step) -> Row:
    """Return the usual act on a step, as it is called outside its line; nothing where none is."""
    acts = page.actions(step)
    return {"label": step_act(acts[0], step), "url": acts[0]["url"]} if acts else {}


def hint_of(case: Case, verb: str) -> str:
    """Return one sentence on what the next act does."""
    if verb == "resume":
        return _("The case is on hold: %(reason)s.") % {
            "reason": HoldReason(case.hold_reason).label
        }
    if verb == "close":
        return _("The person is home. Close the case with its outcome.")
    following = next_stage(case.stage)
    return _("From “%(now)s” to “%(next)s”.") % {
        "now": Stage(case.stage).label,
        "next": Stage(following).label if following else "",
    }
