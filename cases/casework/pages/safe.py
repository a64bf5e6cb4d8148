"""How a person may be contacted, in words, shown above her numbers; and the numbers themselves."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.pages.same import from_record
from cases.casework.queries import CaseFile
from cases.citizens.choices import ContactKind
from cases.citizens.models import Citizen, ContactPoint, Relative, SafeContact
from cases.citizens.numbers import dialled
from cases.core.actor import Actor
from cases.templatetags.moments import zone_name

Row = dict[str, Any]


def safe_band(actor: Actor, file: CaseFile, now: datetime) -> list[Row]:
    """Return the rules of all records of the person, the newest first."""
    rules = sorted(file.talk.rules, key=lambda row: row.recorded_at, reverse=True)
    return [
        {
            "rows": rule_rows(rule, actor.zone, now),
            "warning": warning_of(rule, now),
            "phrase": rule.code_phrase if actor.may("case.talk") else "",
            "record": from_record(file, rule),
        }
        for rule in rules
    ]


def rules_of(actor: Actor, person: Citizen, now: datetime) -> list[Row]:
    """Return the rules of a person for a page before a call, of all her records in sight."""
    records = Citizen.objects.visible_to(actor).records_of(person)
    rules = SafeContact.objects.visible_to(actor).standing().filter(citizen__in=records)
    return [
        {
            "rows": rule_rows(rule, actor.zone, now),
            "warning": warning_of(rule, now),
            "phrase": rule.code_phrase if actor.may("case.talk") else "",
        }
        for rule in rules.select_related("contact_point").order_by("-recorded_at", "-pk")
    ]


def before_calling(file: CaseFile, rules: Sequence[Row]) -> str:
    """Return what must be read before anybody is called, said at the head; empty for nothing."""
    numbers: list[ContactPoint | Relative] = [*file.contact_points, *file.relatives]
    unsafe_count = sum(row.is_unsafe for row in numbers if row.withdrawn_at is None)
    said = [rule["warning"] for rule in rules if rule["warning"]]
    if rules and not said:
        said.append(_("How this person may be called is written down."))
    if unsafe_count:
        said.append(
            ngettext(
                "%(n)d number is unsafe: do not call it.",
                "%(n)d numbers are unsafe: do not call them.",
                unsafe_count,
            )
            % {"n": unsafe_count}
        )
    return " ".join(said)


def rule_rows(rule: SafeContact, zone: str, now: datetime) -> list[Row]:
    """Return the rules in the order in which a caller needs them."""
    never = [rule.never] if rule.never else []
    if rule.no_voicemail:
        never.append(_("No word on an answering machine"))
    if rule.no_text:
        never.append(_("No written messages"))
    point = rule.contact_point
    use = f"{point.get_kind_display()}: {point.value}" if point is not None else ""
    said = (
        (_("Number or account to use"), use),
        (_("In which way"), rule.way),
        (_("Hours"), hours_words(rule, zone, now)),
        (_("Who we say we are"), rule.pretext),
        (_("What is never done"), "\n".join(never)),
    )
    return [{"label": label, "value": value} for label, value in said if value]


def hours_words(rule: SafeContact, zone: str, now: datetime) -> str:
    """Return the hours where the person is, and where the reader is if clocks differ there."""
    if rule.hours_from is None or rule.hours_until is None:
        return ""
    day = now.astimezone(ZoneInfo(rule.zone)).date()
    hours = (rule.hours_from, rule.hours_until)
    there = between(hours, rule.zone)
    here = [at(day, hour, rule.zone).astimezone(ZoneInfo(zone)).time() for hour in hours]
    if here == list(hours):
        return there
    return f"{there}\n{between((here[0], here[1]), zone)}"


def at(day: date, hour: time, zone: str) -> datetime:
    """Return a time of day in a zone."""
    return datetime.combine(day, hour, tzinfo=ZoneInfo(zone))


def between(hours: tuple[time, time], zone: str) -> str:
    """Return two hours with the zone named."""
    return _("%(first)s to %(last)s, %(zone)s") % {
        "first": f"{hours[0]:%H:%M}",
        "last": f"{hours[1]:%H:%M}",
        "zone": zone_name(zone),
    }


def warning_of(rule: SafeContact, now: datetime) -> str:
    """Return the plain warning when now is outside the hours."""
    if rule.is_open_at(now):
        return ""
    there = now.astimezone(ZoneInfo(rule.zone))
    return _("Do not call now: it is %(time)s there (%(zone)s), outside the hours.") % {
        "time": f"{there:%H:%M}",
        "zone": zone_name(rule.zone),
    }


def point_value(point: ContactPoint) -> str:
    """Return a number, to be called by a tap unless it is unsafe, which it says."""
    if point.is_unsafe:
        return unsafe(point.value)
    return dialled_link(point.value) if point.kind == ContactKind.PHONE else point.value


def relative_value(relative: Relative) -> str:
    """Return a relative with the phone, to be called by a tap unless that is unsafe."""
    if not relative.phone:
        return unsafe(relative.full_name) if relative.is_unsafe else relative.full_name
    if relative.is_unsafe:
        return unsafe(f"{relative.full_name}\n{relative.phone}")
    return format_html("{}\n{}", relative.full_name, dialled_link(relative.phone))


def dialled_link(number: str) -> str:
    """Return a number as a link that a phone calls."""
    digits = dialled(number)
    return format_html('<a href="tel:{}">{}</a>', digits, number) if digits else number


def unsafe(text: str) -> str:
    """Return what is not to be called, marked."""
    tag = {"label": _("Unsafe: do not call"), "tone": "stop", "icon": ""}
    return format_html("{} {}", text, render_to_string("components/tag.html", tag))
