"""What the pages of directives show."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.possible import possible_on
from cases.core.text import labelled
from cases.incidents.choices import DirectiveState
from cases.incidents.models import Directive, DirectiveMission, DirectiveReport, today_at
from cases.incidents.pages.operation import act_url, issue_url
from cases.incidents.pages.words import due_tag, due_words, state_tag, tag, waiting_words
from cases.incidents.queries import (
    SHOWN_DIRECTIVES,
    addressees_of,
    last_reports,
    reports_on,
    shown_directives,
)
from cases.templatetags.moments import day_words

Rows = Sequence[DirectiveMission]
MISSION_ROWS = 40


def list_context(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the directives in groups: what is still to be done comes first."""
    directives = shown_directives(actor)
    shown = directives[:SHOWN_DIRECTIVES]
    missions = addressees_of(actor, shown)
    reports = last_reports(actor, shown)
    kinds = headquarters_groups() if actor.is_headquarters else mission_groups()
    groups = []
    for title, belongs in kinds:
        rows = [row for row in shown if belongs(row, missions[row.pk])]
        if rows:
            entries = [entry_of(actor, row, missions[row.pk], reports, now) for row in rows]
            groups.append({"title": title, "entries": entries})
    return {
        "groups": groups,
        "issue_url": issue_url(actor),
        "has_more": len(directives) > SHOWN_DIRECTIVES,
        "is_headquarters": actor.is_headquarters,
    }


Group = tuple[str, Callable[[Directive, Rows], bool]]


def headquarters_groups() -> list[Group]:
    """Return the groups of headquarters: a directive is done when every mission has done it."""
    return [
        (_("Not done by all"), lambda row, at: not row.is_withdrawn and not all_done(at)),
        (_("Done by all"), lambda row, at: not row.is_withdrawn and all_done(at)),
        (_("Withdrawn"), lambda row, at: row.is_withdrawn),
    ]


def mission_groups() -> list[Group]:
    """Return the groups of a mission, by its own state."""

    def at_state(*states: str) -> Callable[[Directive, Rows], bool]:
        return lambda row, at: not row.is_withdrawn and any(one.state in states for one in at)

    return [
        (_("To acknowledge"), at_state(DirectiveState.PENDING)),
        (_("Under way"), at_state(DirectiveState.ACKNOWLEDGED, DirectiveState.IN_PROGRESS)),
        (_("Done"), at_state(DirectiveState.DONE)),
        (_("Withdrawn"), lambda row, at: row.is_withdrawn),
    ]


def all_done(addressees: Rows) -> bool:
    """Return whether every mission has reported it as done."""
    return all(row.state == DirectiveState.DONE for row in addressees)


def least_far_first(addressees: Rows) -> list[DirectiveMission]:
    """Return the missions, those who have not answered first and those who are done last."""
    return sorted(addressees, key=lambda row: DirectiveState.values.index(row.state))


def entry_of(
    actor: Actor,
    directive: Directive,
    addressees: Rows,
    reports: dict[int, DirectiveReport],
    now: datetime,
) -> dict[str, Any]:
    """Return one directive as the list shows it; headquarters sees how far each mission is."""
    entry: dict[str, Any] = {
        "code": directive.code,
        "title": directive.label,
        "url": directive.get_absolute_url(),
        "incident": directive.incident.label,
        "issued_on": directive.issued_on,
        "due_on": directive.due_on,
        "tags": tags_of(actor, directive, addressees, now),
        "summary": answered_words(addressees) if actor.is_headquarters else "",
    }
    if actor.is_headquarters and not directive.is_withdrawn:
        shown = least_far_first(addressees)[:MISSION_ROWS]
        entry["missions"] = [mission_row(row, reports, now) for row in shown]
        entry["missions_left"] = max(0, len(addressees) - MISSION_ROWS)
    return entry


def tags_of(
    actor: Actor, directive: Directive, addressees: Rows, now: datetime
) -> list[dict[str, Any]]:
    """Return what stands out about a directive: withdrawn, who is late, the own state."""
    if directive.is_withdrawn:
        return [tag(_("Withdrawn"), "quiet", "void")]
    late = [row for row in addressees if row.is_overdue(today_at(row.mission, now))]
    if actor.is_headquarters:
        silent = [row for row in addressees if row.state == DirectiveState.PENDING]
        found = []
        if silent:
            words = _("not acknowledged: %(missions)s") % {"missions": named(silent)}
            found.append(tag(words, "wait", "clock"))
        if late:
            found.append(
                tag(_("overdue: %(missions)s") % {"missions": named(late)}, "stop", "warn")
            )
        return found
    tags = []
    for row in addressees:
        left = directive.days_left(today_at(row.mission, now))
        due = due_tag(left, is_open=row.state != DirectiveState.DONE)
        tags += [state_tag(row), *([due] if due else [])]
    return tags


def named(addressees: Rows) -> str:
    """Return the codes of missions, the first ones where they are many."""
    codes = [row.mission.code for row in addressees]
    return ", ".join(codes[:6]) + (" …" if len(codes) > 6 else "")


def answered_words(addressees: Rows) -> str:
    """Return how many missions have answered and how many are done."""
    answered = sum(row.state != DirectiveState.PENDING for row in addressees)
    done = sum(row.state == DirectiveState.DONE for row in addressees)
    return _("Acknowledged by %(answered)s of %(all)s, done by %(done)s.") % {
        "answered": answered,
        "all": len(addressees),
        "done": done,
    }


def mission_row(
    addressee: DirectiveMission, reports: dict[int, DirectiveReport], now: datetime
) -> dict[str, Any]:
    """Return how far one mission is: acknowledged, state, newest report, due or overdue."""
    directive = addressee.directive
    today = today_at(addressee.mission, now)
    left = directive.days_left(today)
    is_open = addressee.state != DirectiveState.DONE and not directive.is_withdrawn
    report = reports.get(addressee.pk)
    return {
        "mission": addressee.mission.label,
        "state": state_tag(addressee),
        "acknowledged_at": addressee.acknowledged_at,
        "acknowledged_by": addressee.acknowledged_by or "",
        "waiting": waiting_words(directive.issued_on, today) if is_open else "",
        "report": report,
        "due": due_words(left) if is_open and left is not None else "",
        "due_tag": due_tag(left, is_open=is_open),
    }


def detail_context(actor: Actor, directive: Directive, now: datetime) -> dict[str, Any]:
    """Return one directive: the order, how far each mission is, and what they reported."""
    addressees = addressees_of(actor, [directive])[directive.pk]
    reports = reports_on(actor, directive)
    newest: dict[int, DirectiveReport] = {}
    for report in reversed(reports):
        newest[report.addressee_id] = report
    return {
        "directive": directive,
        "tags": tags_of(actor, directive, addressees, now),
        "facts": facts_of(directive),
        "action_groups": [{"label": _("Directive"), "actions": actions_of(actor, directive)}],
        "missions": [mission_row(row, newest, now) for row in least_far_first(addressees)],
        "timeline": [report_entry(report) for report in reports],
        "is_headquarters": actor.is_headquarters,
    }


def facts_of(directive: Directive) -> list[dict[str, Any]]:
    """Return what is known of a directive, label beside value; what is not is left out."""
    due = day_words(directive.due_on) if directive.due_on else _("No day is set")
    rows = [
        {"label": _("Incident"), "value": directive.incident.label},
        {"label": _("Day of issue"), "value": day_words(directive.issued_on)},
        {"label": _("Due on"), "value": due},
        {"label": _("Number of the paper"), "value": directive.paper},
        {"label": _("Sent by"), "value": str(directive.issued_by or "")},
        {"label": _("Source"), "value": directive.source},
    ]
    return [row for row in rows if row["value"]]


def actions_of(actor: Actor, directive: Directive) -> list[dict[str, Any]]:
    """Return what the actor's role may do, and why not now where it is not possible."""
    return [
        {
            "label": item.declared.form.title,
            "url": act_url(directive, item.declared.verb) if item.is_possible else "",
            "why_not": item.why_not,
        }
        for item in possible_on(actor, "directives", directive)
    ]


def report_entry(report: DirectiveReport) -> dict[str, Any]:
    """Return one report as an entry of the timeline."""
    state = DirectiveState(report.state)
    return {
        "title": labelled(report.addressee.mission.label, state.label),
        "icon": {"acknowledged": "flag", "done": "check"}.get(report.state, "note"),
        "body": report.text,
        "occurred_from": report.recorded_at,
        "occurred_at": report.recorded_at,
        "by": str(report.recorded_by or _("The system")),
    }
