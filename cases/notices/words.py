"""Notices in the words of the reader: sentence, way, for whom it was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.notices import NOTICE_KINDS, WORDS, words_for
from cases.core.partial import PartialDate
from cases.missions.models import Authority, Mission
from cases.notices.choices import Audience
from cases.notices.models import Notice
from cases.templatetags.moments import partial_words


def mission_words(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of missions."""
    return {row.code: row.label for row in Mission.objects.filter(code__in=codes)}


def authority_words(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of counterpart bodies."""
    return {row.code: str(row) for row in Authority.objects.filter(code__in=codes)}


for _name in ("mission", "from_mission", "to_mission"):
    words_for(_name, mission_words)
words_for("authority", authority_words)


def known_words(notices: Iterable[Notice]) -> dict[tuple[str, str], str]:
    """Return the words of every code in these notices, one look for each kind of code."""
    codes: dict[str, set[str]] = {}
    for notice in notices:
        for name, value in notice.params.items():
            if name in WORDS:
                codes.setdefault(name, set()).add(value)
    return {
        (name, code): words
        for name, found in codes.items()
        for code, words in WORDS[name](found).items()
    }


def said(name: str, value: str, actor: Actor) -> str:
    """Return a moment, a day, a month or a span as read; any other code stands for itself.

    What ends with a day is told by the day alone.
    """
    if name.endswith("_at") and "/" in value:
        first, last = (said(name, end, actor) for end in value.split("/"))
        return _("between {first} and {last}").format(first=first, last=last)
    try:
        if name.endswith("_at") and len(value) == len("2025-11"):
            return partial_words(PartialDate.parse(value))
        if name.endswith("_at") and len(value) > len("2025-11-05"):
            local = datetime.fromisoformat(value).astimezone(actor.clock)
            return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M}"
        if name.endswith(("_at", "_on")):
            return str(date_format(date.fromisoformat(value), "DATE_FORMAT"))
    except ValueError:
        return value
    return value


def sentence_of(kind: str, reference: str, params: Mapping[str, str]) -> str:
    """Return the sentence of a notice; of a kind that is no longer known, what is left of it."""
    known = NOTICE_KINDS.get(kind)
    values = {"reference": reference, **params}
    if known is None or known.names - set(values):
        return _("A notice about %(reference)s of a kind no longer in use.") % values
    return str(known.sentence) % values


def address_of_notice(kind: str, reference: str, params: Mapping[str, str]) -> str:
    """Return the way to what a notice is about, empty where there is none."""
    known = NOTICE_KINDS.get(kind)
    try:
        return known.address(reference, params) if known is not None else ""
    except NoReverseMatch:
        return ""


def lines(notices: Sequence[Notice], actor: Actor) -> list[dict[str, Any]]:
    """Return what a page says of each notice."""
    words = known_words(notices)
    found = []
    for notice in notices:
        params = {
            name: words.get((name, value)) or said(name, value, actor)
            for name, value in notice.params.items()
        }
        found.append(
            {
                "sentence": sentence_of(notice.kind, notice.reference, params),
                "url": address_of_notice(notice.kind, notice.reference, notice.params),
                "reference": notice.reference,
                "created_at": notice.created_at,
                "to": whom(notice),
                "meant": meant(notice),
                "is_unread": notice.read_at is None,
                "read_at": notice.read_at,
                "read_by": notice.read_by,
                "read_url": reverse("notice_operation", args=[notice.uuid, "read"]),
            }
        )
    return found


def whom(notice: Notice) -> str:
    """Return for whom a notice is."""
    if notice.audience == Audience.OFFICER:
        return str(notice.staff)
    return str(notice.get_audience_display())


def meant(notice: Notice) -> str:
    """Return for whom it was, when it came here because nobody is there."""
    if notice.meant_mission is not None:
        return _("Meant for %(mission)s, which has no head of mission now.") % {
            "mission": notice.meant_mission.label
        }
    if notice.meant_staff is not None:
        return _("Meant for %(officer)s, who has no posting here now.") % {
            "officer": notice.meant_staff
        }
    return ""
