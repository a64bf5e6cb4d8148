"""The sentences of a briefing, composed from its values; nobody types them.

They say what was counted, who says so and when. Nobody is called a victim, an offender or of a
nationality by them: those are decisions of others, and a briefing tells of none.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.briefings.composing.amounts import (
    Amount,
    amount,
    amount_words,
    day,
    embassy,
    in_country,
    joined,
    moment,
    named,
    number,
    people,
    sentence,
    told_rows,
)
from cases.briefings.composing.disclosure import guarded
from cases.briefings.composing.others import reported
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.told import Before, Count, Said, Told

MOST_BODIES = 3
HOST_HANDS = frozenset({"immigration", "police", "military", "court"})
CONFIRMED = frozenset({"stage_verified", "stage_ready", "stage_departed", "stage_arrived"})
HOME = frozenset({"handed_over", "own_means"})
SAME_MOMENT = timedelta(minutes=1)


@dataclass(slots=True)
class Body:
    """The paragraphs by their place on the sheet."""

    lead: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    doing: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def paragraphs(told: Told, sources: Sources) -> Body:
    """Return the composed paragraphs."""
    cited = citation(told)
    body = Body()
    body.lead.append(" ".join([lead(told, cited), *since_before(told)]))
    body.standing += [
        " ".join(part) for part in (whereabouts(told), way_home(told), care(told)) if part
    ]
    body.doing += asked(told) + (stuck(told) if told.kind == "report" else [])
    body.said += reported(told, cited, sources)
    return body


def citation(told: Told) -> Said | None:
    """Return the figure of a source that says of the same moment what we count, the firmest first.

    Then its number and its qualifier are told: it is public already.
    """
    fitting = [
        row
        for row in told.said
        if (row.metric, row.country) == ("present", told.country)
        and row.gap in {"same", "near"}
        and not row.is_disputed
        and row.value >= told.smallest
        and is_of_moment(row, told)
    ]
    return min(fitting, key=lambda row: (-len(row.outlets), row.value), default=None)


def is_of_moment(row: Said, told: Told) -> bool:
    """Return whether a source speaks of the moment of the briefing."""
    return abs(told.at - datetime.fromisoformat(row.as_of)) <= SAME_MOMENT


def counted_here(told: Told, cited: Said | None) -> Amount:
    """Return how many were in the country, as the source that agrees says it, else rounded."""
    if cited is None:
        cells, _total = told_rows(told.present, told.smallest, told.base)
        return cells.get(told.country, Amount("none", 0))
    men, women = cited.men, cited.women
    parts = [Count("m", men or 0), Count("f", women or 0)]
    if men is None or women is None or guarded(parts, told.smallest).few:
        men = women = None
    return Amount(cited.qualifier, cited.value, men, women)


def lead(told: Told, cited: Said | None) -> str:
    """Return the first sentence: as of when, according to whom, how many were where."""
    here = counted_here(told, cited)
    words = {
        "day": day(told.at, told.zone, is_day=told.is_day),
        "people": people(here),
        "where": in_country(told.country),
        "embassies": joined([embassy(code) for code in told.embassies]),
    }
    if here.firmness == "none":
        found = _("As of %(day)s, according to our records, nobody with a case was %(where)s.")
    elif here.firmness == "hidden":
        found = _(
            "As of %(day)s, the number of citizens %(where)s is not told, since a smaller one "
            "could be computed from it."
        )
    elif len(told.embassies) > 1:
        found = _(
            "As of %(day)s, according to the embassies in %(embassies)s, %(people)s were %(where)s."
        )
    elif told.embassies:
        found = _(
            "As of %(day)s, according to the embassy in %(embassies)s, %(people)s were %(where)s."
        )
    else:
        found = _("As of %(day)s, according to our records, %(people)s were %(where)s.")
    return found % words


def since_before(told: Told) -> list[str]:
    """Return how the number differs from the briefing published last, and why."""
    before = told.before
    if before is None:
        return []
    happened, learned = told.here() - before.by_now, before.by_now - before.then
    words = {"number": before.number, "day": before_day(told, before)}
    if not happened and not learned:
        return [_("That is as many as on %(day)s (%(number)s).") % words]
    told_of = []
    if happened:
        more = _("%(people)s more by what happened since")
        fewer = _("%(people)s fewer by what happened since")
        told_of.append((more if happened > 0 else fewer) % {"people": change(told, happened)})
    if learned:
        more = _("%(people)s more of whom it became known later")
        fewer = _("%(people)s fewer by what became known later")
        told_of.append((more if learned > 0 else fewer) % {"people": change(told, learned)})
    words["changes"] = joined(told_of)
    return [_("Compared with %(day)s (%(number)s): %(changes)s.") % words]


def before_day(told: Told, before: Before) -> str:
    """Return the moment of the briefing published last."""
    return moment(before.as_of, told.zone, is_day=before.is_day)


def change(told: Told, difference: int) -> str:
    """Return a difference, rounded as every number of ours."""
    return amount_words(amount(abs(difference), told.smallest, told.base))


def whereabouts(told: Told) -> list[str]:
    """Return how many were elsewhere, how many nobody knows of, and in whose hands they were."""
    cells, _total = told_rows(told.present, told.smallest, told.base)
    found = []
    for row in told.present:
        if row.key and row.key != told.country and is_told(cells[row.key]):
            words = {"people": people(cells[row.key]), "where": in_country(row.key)}
            found.append(_("%(people)s were %(where)s.") % words)
    unknown = cells.get("")
    if unknown is not None and is_told(unknown):
        found.append(
            _("Of %(people)s it was not known where they were.") % {"people": people(unknown)}
        )
    hands = sum(row.count for row in told.holders if row.key in HOST_HANDS)
    rest = sum(row.count for row in told.holders if row.key not in HOST_HANDS)
    held = part_of(told, hands, rest)
    if is_told(held):
        found.append(
            _("Of those %(where)s, %(people)s were in the hands of the authorities there.")
            % {"where": in_country(told.country), "people": people(held)}
        )
    return [sentence(one) for one in found]


def way_home(told: Told) -> list[str]:
    """Return of how many the identity is verified, and how many are home."""
    verified = sum(row.count for row in told.stages if f"stage_{row.key}" in CONFIRMED) + sum(
        row.count for row in told.outcomes if row.key in HOME
    )
    home = sum(row.count for row in told.outcomes if row.key in HOME)
    found = []
    identity = part_of(told, verified, told.cases - verified)
    if is_told(identity):
        found.append(_("The identity of %(people)s was verified.") % {"people": people(identity)})
    elif identity.firmness == "none":
        found.append(_("Nobody’s identity was verified yet."))
    returned = part_of(told, home, told.cases - home)
    if is_told(returned):
        found.append(_("%(people)s had returned home.") % {"people": people(returned)})
    elif returned.firmness == "none":
        found.append(_("Nobody had returned home yet."))
    return [sentence(one) for one in found]


def care(told: Told) -> list[str]:
    """Return what is known of children; of victims and offenders, that others decide."""
    cells, _total = told_rows(told.ages, told.smallest, told.base)
    minors = cells.get("child", Amount("none", 0))
    found = []
    if minors.firmness == "none":
        found.append(
            _("Nobody %(where)s was known to be under 18.") % {"where": in_country(told.country)}
        )
    elif is_told(minors):
        words = {"where": in_country(told.country), "people": people(minors)}
        found.append(_("Of those %(where)s, %(people)s were under 18.") % words)
    found.append(
        _(
            "Whether somebody is a victim or has broken the law is for the competent "
            "authorities to decide; this paper says nothing of it."
        )
    )
    return found


def part_of(told: Told, part: int, rest: int) -> Amount:
    """Return a number out of a total that is told elsewhere, safe against the rest of it."""
    cells, _total = told_rows([Count("part", part), Count("rest", rest)], told.smallest, told.base)
    return cells["part"]


def is_told(found: Amount) -> bool:
    """Return whether there is a number to tell."""
    return found.firmness not in {"none", "hidden"}


def asked(told: Told) -> list[str]:
    """Return what the bodies were asked that were asked most, and how far they have answered."""
    found = []
    for row in told.asked[:MOST_BODIES]:
        answered = part_of(told, row.answered, row.asked - row.answered)
        words = {
            "body": named(row.names),
            "people": people(amount(row.asked, told.smallest, told.base)),
            "answered": amount_words(answered),
        }
        if answered.firmness == "none":
            one = _("Questions to %(body)s: on %(people)s, not answered yet.")
        elif answered.firmness == "hidden":
            one = _("Questions to %(body)s: on %(people)s.")
        else:
            one = _("Questions to %(body)s: on %(people)s, answered on %(answered)s.")
        found.append(one % words)
    return [" ".join(found)] if found else []


def stuck(told: Told) -> list[str]:
    """Return with which bodies most open cases wait, and for how long the longest one."""
    found = []
    cells = waiting_cells(told)
    for row, cell in list(zip(told.waiting, cells, strict=True))[:MOST_BODIES]:
        if cell.firmness != "about":
            continue
        words = {
            "body": named(row.names),
            "people": people(cell),
            "days": number(row.days),
        }
        found.append(
            ngettext(
                "%(people)s wait for %(body)s, the longest for %(days)s day.",
                "%(people)s wait for %(body)s, the longest for %(days)s days.",
                row.days,
            )
            % words
        )
    return [" ".join(sentence(one) for one in found)] if found else []


def waiting_cells(told: Told) -> list[Amount]:
    """Return how many wait with each body, as it may be told."""
    rows = [Count(str(index), row.count) for index, row in enumerate(told.waiting)]
    cells, _total = told_rows(rows, told.smallest, told.base)
    return [cells[row.key] for row in rows]
