"""Drafting a briefing: its values are frozen, its sentences follow from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.briefings.asking import Asking
from cases.briefings.choices import BriefingKind, BriefingState, SheetLanguage
from cases.briefings.composing import digest_of
from cases.briefings.free_words import refusal_of_names, words_of
from cases.briefings.gathering import gathered
from cases.briefings.models import Briefing
from cases.briefings.policies import allow_state
from cases.briefings.position_lines import refusal_of_languages, told_in
from cases.briefings.telling import WAITS, tell_headquarters
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.facts import When, ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.incidents.models import Incident, PositionLine, ReportedFigure
from cases.publishing.figures.moments import SETTLED_AFTER, day_of, last_instant
from cases.publishing.operations import take_snapshot
from cases.templatetags.moments import day_words

AHEAD: Sentence = _("This lies in the future. Choose a moment until now.")
BEFORE: Sentence = _("This lies before the incident began, %(day)s. Check the day and the year.")
MOST_QUOTED: Final = 8
TOO_MANY: Sentence = _("A page holds at most %(most)s figures of others. Choose fewer.")
OTHER_INCIDENT: Sentence = _("Only figures about the people of this incident are quoted.")
LATER: Sentence = _("This figure speaks of a later moment than the briefing.")
NOT_PUBLISHED: Sentence = _("Only a published briefing of the same incident is replaced.")


@operation(may="briefing.draft", audit="briefing.drafted")
def draft_briefing(
    actor: Actor,
    *,
    incident: Incident,
    kind: BriefingKind,
    as_of: When | None = None,
    figures: Sequence[ReportedFigure] = (),
    replaces: Briefing | None = None,
) -> Briefing:
    """Freeze the values of a briefing as of a moment (now, if not given), as known now.

    What is younger than 30 seconds may still change and is left out. A bare day means its end in
    the incident's zone; that of today means now. `figures` of others are quoted, whomever they
    count, each with its own day.
    """
    if not actor.sees_all:
        raise not_allowed()
    now = ledger_moment([])
    moment, is_day = moment_of(as_of, incident, now)
    if day_of(moment, incident.zone) < incident.started_on:
        words = {"day": day_words(incident.started_on)}
        raise broken_rule(BEFORE % words, "before_incident", "as_of")
    if replaces is not None and (
        replaces.state != BriefingState.PUBLISHED or replaces.incident_id != incident.pk
    ):
        raise broken_rule(NOT_PUBLISHED, "not_published", "replaces")
    check_quoted(figures, incident, moment)
    year = now.astimezone(ZoneInfo(incident.zone)).year
    serial = next_serial(actor, year)
    number = f"BR-{year}-{serial:04}"
    known_at = now - SETTLED_AFTER
    asking = Asking(incident, kind, number, moment, is_day, known_at, tuple(figures))
    values = gathered(actor, asking).frozen()
    snapshot = take_snapshot(
        actor,
        incident=incident,
        title=number,
        as_of=When.at(moment),
        known_at=When.at(known_at),
    )
    briefing = Briefing(
        snapshot=snapshot,
        number=number,
        year=year,
        serial=serial,
        kind=kind,
        incident=incident,
        as_of=moment,
        is_day=is_day,
        known_at=known_at,
        zone=incident.zone,
        values=values,
        digest=digest_of(values),
        words=replaces.words if replaces is not None else {},
        positions=replaces.positions if replaces is not None else [],
        replaces=replaces,
        drafted_at=now,
        drafted_by_id=actor.staff_id,
        writers=with_writer(actor, replaces.writers if replaces is not None else ()),
    )
    briefing.save(force_insert=True)
    tell_headquarters(WAITS, actor, briefing)
    return briefing


@operation(may="briefing.draft", audit="briefing.written")
def write_briefing(
    actor: Actor,
    briefing: Briefing,
    *,
    context_en: str = "",
    context_vi: str = "",
    context_fr: str = "",
    advice_en: str = "",
    advice_vi: str = "",
    advice_fr: str = "",
    contact_en: str = "",
    contact_vi: str = "",
    contact_fr: str = "",
    positions: Sequence[PositionLine] = (),
) -> Briefing:
    """Put free sentences and position lines beside the composed sentences of a draft.

    422 where one names somebody, or where a line is not there in a language of the sheets.
    """
    allow_state(briefing, "write_briefing")
    said = {
        **{"context_en": context_en, "context_vi": context_vi, "context_fr": context_fr},
        **{"advice_en": advice_en, "advice_vi": advice_vi, "advice_fr": advice_fr},
        **{"contact_en": contact_en, "contact_vi": contact_vi, "contact_fr": contact_fr},
    }
    lines = {"positions": "\n".join(text for row in positions for text in row.by_language.values())}
    refusal = refusal_of_names(actor, briefing.incident, said | lines)
    refusal = refusal or refusal_of_languages(positions)
    if refusal is not None:
        raise refusal
    briefing.words = words_of(said)
    for language in SheetLanguage.values if positions else ():
        briefing.words[language]["positions"] = told_in(positions, language)
    briefing.positions = [row.uuid for row in positions]
    briefing.writers = with_writer(actor, briefing.writers)
    put(briefing, "words", "positions", "writers")
    return briefing


def with_writer(actor: Actor, former: Sequence[int]) -> list[int]:
    """Return the ids of who wrote something so far, this actor among them."""
    own = [] if actor.staff_id is None else [actor.staff_id]
    return list(dict.fromkeys([*former, *own]))


def moment_of(asked: When | None, incident: Incident, now: datetime) -> tuple[datetime, bool]:
    """Return the instant meant, and whether a whole day was; the rest of today means now."""
    if asked is None:
        return now, False
    zone = ZoneInfo(incident.zone)
    if asked.last_day is not None and asked.last_day == now.astimezone(zone).date():
        return now, False
    moment = last_instant(asked, incident.zone)
    if moment > now:
        raise broken_rule(AHEAD, "moment_ahead", "as_of")
    return moment, asked.last_day is not None


def check_quoted(figures: Sequence[ReportedFigure], incident: Incident, moment: datetime) -> None:
    """Raise the 422 of figures that cannot be quoted: too many, of another incident, of later."""
    if len(figures) > MOST_QUOTED:
        raise broken_rule(TOO_MANY % {"most": MOST_QUOTED}, "too_many_figures", "figures")
    if any(row.incident_id != incident.pk or row.is_context for row in figures):
        raise broken_rule(OTHER_INCIDENT, "figure_of_others", "figures")
    if any(row.as_of is not None and row.as_of > moment for row in figures):
        raise broken_rule(LATER, "figure_ahead", "figures")


def next_serial(actor: Actor, year: int) -> int:
    """Return the next number of the year; who comes second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('cases.briefing', 0))")
    rows = Briefing.objects.visible_to(actor).filter(year=year)
    last = rows.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1
