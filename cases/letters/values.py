"""What goes into letters: each value with its name, how it is read, and where it is entered.

A value is what somebody has recorded, with how sure it is. Nothing here says of a person what no
decision says: nationality goes with whether it is verified, and no restricted part is read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import CAME_HOME, Outcome, Stage
from cases.casework.meanings import MEANS, Means
from cases.casework.models import Step, Transition
from cases.casework.whereabouts import (
    NOWHERE_KNOWN,
    Point,
    came_to,
    course_of,
    held_since,
    is_derived,
    last_homecoming,
)
from cases.citizens.choices import (
    DocumentKind,
    DocumentStatus,
    NameKind,
    NationalityStatus,
    Relation,
)
from cases.citizens.models import Citizen, IdentityDocument, Relative
from cases.citizens.names.marks import same_but_marks
from cases.core.errors import Sentence
from cases.core.facts import Interval
from cases.core.partial import PartialDate
from cases.crossings.models import Stay
from cases.letters.days import day_words, partial_words
from cases.letters.facts import Facts
from cases.letters.free_text import language_of
from cases.letters.relatives import relative_told
from cases.places.choices import Country
from cases.templatetags.moments import as_months

Read = Callable[[Facts], str]
PASSPORTS: Final = frozenset({DocumentKind.PASSPORT})
LOST: Final = frozenset({DocumentStatus.LOST, DocumentStatus.SEIZED_BY_EMPLOYER})


@dataclass(frozen=True, slots=True)
class Value:
    """One value: what staff call it, how it is read, the act by which it is entered."""

    label: Sentence
    read: Read
    on_person: str = ""
    on_case: str = ""
    of_step: str = ""


def other_names(facts: Facts) -> str:
    """Aliases, former and printed names, as written.

    The name without its marks, as a code prints it, is no other name.
    """
    kinds = {NameKind.ALIAS, NameKind.FORMER, NameKind.PRINTED}
    whole = facts.case.citizen.full_name
    names = [name.value for name in facts.names if name.kind in kinds]
    return "; ".join(name for name in names if not same_but_marks(whole, name))


def host_name(facts: Facts) -> str:
    """The name in the script of the host country."""
    return "; ".join(name.value for name in facts.names if name.kind == NameKind.HOST_SCRIPT)


def sex(facts: Facts) -> str:
    """As stated; empty where it is not known."""
    person = facts.case.citizen
    return "" if person.sex == "u" else str(person.get_sex_display())


def birth(facts: Facts) -> str:
    """The birth date, as precise as it is known."""
    born = facts.case.citizen.birth
    return partial_words(born, facts.language) if born is not None else ""


def origin(facts: Facts) -> str:
    """Commune and province of origin; empty without the province."""
    person = facts.case.citizen
    if person.origin_province is None:
        return ""
    return ", ".join(part for part in (person.origin_commune, str(person.origin_province)) if part)


def nationality(facts: Facts) -> str:
    """Which nationality, and whether that is declared or verified.

    That somebody was found not to be a national is a fact of its own beside what was declared, and
    so is that the case ended with it.
    """
    person = facts.case.citizen
    said = {"nationality": person.get_nationality_display()}
    if person.nationality_status == NationalityStatus.NOT_NATIONAL:
        return gettext("declared: %(nationality)s; found: not a national of Viet Nam") % said
    if facts.outcome == Outcome.NOT_NATIONAL:
        said["outcome"] = facts.case.get_outcome_display()
        return gettext("declared: %(nationality)s; the case was closed: %(outcome)s") % said
    status = str(person.get_nationality_status_display())
    if not person.nationality:
        return status
    return f"{person.get_nationality_display()} ({status})"


def paper(facts: Facts, document: IdentityDocument) -> str:
    """A document: number, dates, where it is."""
    parts = [str(document.get_status_display())]
    if document.number or document.status != DocumentStatus.NEVER_HAD:
        parts.insert(0, document.number or gettext("number not known"))
    if document.issued_on:
        parts.append(
            gettext("issued on %(day)s") % {"day": day_words(document.issued_on, facts.language)}
        )
    if document.expires_on:
        said = {"day": day_words(document.expires_on, facts.language)}
        is_over = document.expires_on < facts.today
        parts.append(
            (gettext("expired on %(day)s") if is_over else gettext("valid until %(day)s")) % said
        )
    return ", ".join(parts)


def papers(facts: Facts, kinds: Iterable[str]) -> list[IdentityDocument]:
    """The documents of some kinds, those that have expired last."""
    rows = [row for row in facts.documents if row.kind in set(kinds)]
    return sorted(rows, key=lambda row: (row.expires_on or facts.today) < facts.today)


def personal_number(facts: Facts) -> str:
    """The number of the citizen card, where one is recorded."""
    rows = papers(facts, {DocumentKind.PERSONAL_NUMBER})
    return "; ".join(dict.fromkeys(row.number for row in rows if row.number))


def passport(facts: Facts) -> str:
    """Passports, each with where it is."""
    return "; ".join(paper(facts, row) for row in papers(facts, PASSPORTS))


def lost_passport(facts: Facts) -> str:
    """A passport that is recorded as lost or kept by an employer."""
    return "; ".join(paper(facts, row) for row in papers(facts, PASSPORTS) if row.status in LOST)


def other_documents(facts: Facts) -> str:
    """All other documents."""
    known = {*PASSPORTS, DocumentKind.PERSONAL_NUMBER}
    rows = [row for row in facts.documents if row.kind not in known]
    return "; ".join(f"{row.get_kind_display()}: {paper(facts, row)}" for row in rows)


def related(facts: Facts, relation: str) -> str:
    """The relatives of one relation."""
    return "; ".join(row.full_name for row in facts.relatives if row.relation == relation)


def other_relatives(facts: Facts) -> str:
    """Relatives beside father and mother."""
    parents = {Relation.FATHER, Relation.MOTHER}
    return "; ".join(with_relation(row) for row in facts.relatives if row.relation not in parents)


def with_relation(row: Relative) -> str:
    """A relative and what she is to the person."""
    return f"{row.full_name} ({str(row.get_relation_display()).lower()})"


def relative_to_inform(facts: Facts) -> str:
    """To whom the notice to the family goes."""
    row = relative_told(facts)
    return with_relation(row) if row is not None else ""


def country_now(facts: Facts) -> str:
    """The country in which the person is, else was last known to be, and until when."""
    spot = spot_of(facts)
    return spot.told(str(Country(spot.country).label)) if spot.country else ""


def unknown_where(facts: Facts) -> str:
    """That it is not known where the person of an open case is, nor was."""
    return "" if facts.is_closed or spot_of(facts).country else pgettext("whereabouts", "not known")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is or was last known to be, in whose hands, since and until when."""

    country: str
    place: Any
    holder: Any
    since: Interval | None
    until: str | None = None
    """The day on which what was known ended, empty where it is not known; None: it lasts."""

    def told(self, words: str) -> str:
        """Return words on it; of what does not last, that it is the last known, and until when."""
        if not words or self.until is None:
            return words
        if not self.until:
            return gettext("last known: %(where)s") % {"where": words}
        said = {"where": words, "day": self.until}
        return gettext("last known: %(where)s, until %(day)s") % said


def spot_of(facts: Facts) -> Spot:
    """Return where the person is, else was last; after a closing that left it so, until then.

    Until the death of who died. Of whom contact was lost it is what was known before. Whoever was
    registered twice is where the case that goes on has them.
    """
    person, row = facts.case.citizen, facts.closing
    since = span(person.now_from, person.now_since)
    now = Spot(person.now_country, person.now_place, person.now_holder, since)
    if not now.country:
        return last_known(facts)
    if not facts.is_closed:
        return now
    outcome = facts.case.outcome
    is_later = row is not None and now.since is not None and now.since.last > row.occurred_at
    lasts = is_later or MEANS[outcome] is not Means.STAYS or outcome == Outcome.DUPLICATE
    if lasts and outcome != Outcome.DIED:
        return now
    return replace(now, until=facts.died_on or facts.closed_on)


def last_known(facts: Facts) -> Spot:
    """Return where somebody was before it was not known any more where they are.

    A word of later than what the closing says was heard last is the last word. What lasts from then
    to the closing is that nobody knows: what was known ended when they were last heard of.
    """
    was, last, lost = NOWHERE_KNOWN, None, None
    for point, now in course_of(facts.way):
        if now.country:
            was, last, lost = now, point, None
        elif was.country:
            lost = lost or point
    places = {row.place_id: row.place for row in facts.way if isinstance(row, Stay)}
    holders = {row.holder_id: row.holder for row in facts.way if isinstance(row, Stay)}
    since, until = span(was.since_from, was.since), facts.closed_on
    if last and lost:
        first = min(max(lost.occurred_from, last.occurred_from), lost.occurred_at)
        if not is_heard(facts, lost):
            until = facts.span_of(Interval(first, lost.occurred_at))
        elif first == lost.occurred_from:
            until = heard_on(facts, first)
        else:
            until = facts.span_of(Interval(first, min(last.occurred_at, lost.occurred_at)))
    return Spot(was.country, places.get(was.place_id), holders.get(was.holder_id), since, until)


def is_heard(facts: Facts, lost: Point) -> bool:
    """Return whether a closing was told when somebody last heard from the person."""
    spans = {(row.occurred_from, row.occurred_at) for row in closings_of(facts)}
    return is_derived(lost) and (lost.occurred_from, lost.occurred_at) not in spans


def heard_on(facts: Facts, first: datetime) -> str:
    """Return when somebody last heard from the person: the day or the month that was said.

    The way keeps its first instant alone, which a midnight is where the case was closed. The first
    of a month is told as the month, since it may have been said as that.
    """
    zones = [row.recorded_for.zone for row in closings_of(facts) if row.recorded_for]
    there = [first.astimezone(ZoneInfo(zone)) for zone in (*zones, facts.zone)]
    begin = next((one for one in there if one.time() == time.min), None)
    if begin is None:
        return facts.span_of(Interval(first, first))
    said = PartialDate(begin.date(), "month" if begin.day == 1 else "day")
    return partial_words(said, facts.language)


def closings_of(facts: Facts) -> list[Transition]:
    """Return with what the cases of the person were closed last, this one first."""
    return [row for row in (facts.closing, *facts.elsewhere.endings.values()) if row]


def span(first: datetime | None, last: datetime | None) -> Interval | None:
    """Return a span that may not be known."""
    return Interval(first, last) if first is not None and last is not None else None


def whereabouts(facts: Facts) -> str:
    """Place and country of the last known whereabouts."""
    spot = spot_of(facts)
    country = str(Country(spot.country).label) if spot.country else ""
    return spot.told(", ".join(part for part in (facts.local(spot.place), country) if part))


def known_since(facts: Facts) -> str:
    """Since when the person is known to be in that country; empty where that is not on record."""
    country, since = came_to(facts.way)
    if since is None or not country or country != facts.case.citizen.now_country:
        return ""
    return facts.when(since.occurred_from, since.occurred_at)


def holder(facts: Facts) -> str:
    """In whose hands the person is, with since when.

    Where the way in sight ends in other hands: since the last that is known.
    """
    spot = spot_of(facts)
    name = facts.local(spot.holder)
    since_point = held_since(facts.way, spot.holder.pk) if name else None
    first = span(since_point.occurred_from, since_point.occurred_at) if since_point else spot.since
    if not name or first is None:
        return spot.told(name)
    is_month = as_months(first.first, first.last, facts.zone)
    since = gettext("since %(month)s") if is_month else gettext("since %(day)s")
    when = facts.when(first.first, first.last)
    return spot.told(f"{name} ({since % {'day': when, 'month': when}})")


def crossing(facts: Facts) -> str:
    """The last border crossed."""
    row = facts.crossing
    if row is None:
        return ""
    day = facts.when(row.occurred_from, row.occurred_at)
    way = f"{Country(row.from_country).label} – {Country(row.to_country).label}"
    return ", ".join(
        part for part in (way, facts.local(row.left_from or row.entered_at), day) if part
    )


def result(procedure: str, name: str) -> Read:
    """Return how a day or a text of the result of a step is read."""

    def read(facts: Facts) -> str:
        return facts.result(procedure, name)

    return read


def travel_document(facts: Facts) -> str:
    """The passport that this mission has issued for the return."""
    serial = facts.result("passport-issue", "serial")
    until = facts.result("passport-issue", "expires_on")
    if not serial:
        return ""
    return f"{serial}, {gettext('valid until %(day)s') % {'day': until}}" if until else serial


def journey(facts: Facts) -> str:
    """The planned day of the journey."""
    day = facts.case.journey_on
    return day_words(day, facts.language) if day else ""


def stage(facts: Facts) -> str:
    """The stage of the case, and that it is on hold; of a closed one how and when it was closed."""
    case = facts.case
    if facts.is_closed:
        said = {"day": facts.recorded_closed_on, "outcome": case.get_outcome_display()}
        dated, bare = gettext("Closed on %(day)s: %(outcome)s"), gettext("Closed: %(outcome)s")
        words = (dated if said["day"] else bare) % said
        is_unknown = facts.outcome == Outcome.DIED and not facts.died_on
        return f"{words} ({gettext('day of death not known')})" if is_unknown else words
    words = str(Stage(case.stage).label) if case.stage else ""
    return f"{words} ({gettext('on hold')})" if case.held else words


def returned(facts: Facts) -> str:
    """The day on which somebody who came home had come; empty where it is not on record."""
    if facts.outcome not in CAME_HOME or facts.case.citizen.now_country != Country.VN:
        return ""
    home = last_homecoming(facts.way)
    if home is None or facts.closing is None or home.occurred_at >= facts.closing.occurred_at:
        return ""
    return facts.span_of(Interval(home.occurred_from, home.occurred_at))


def summary(facts: Facts) -> str:
    """The summary of the case, where it is in the language of the letter."""
    text = facts.case.summary
    return text if language_of(text) in {"", facts.language} else ""


VALUES: Final[dict[str, Value]] = {
    "reference": Value(_("Case"), lambda facts: facts.case.reference),
    "incident": Value(_("Incident"), lambda facts: facts.local(facts.case.incident)),
    "name": Value(_("Full name"), lambda facts: facts.case.citizen.full_name, "correct"),
    "other_names": Value(_("Other names"), other_names, "add-name"),
    "host_name": Value(_("Name in the host script"), host_name, "add-name"),
    "sex": Value(_("Sex"), sex, "correct"),
    "birth": Value(_("Birth date"), birth, "correct"),
    "birth_place": Value(
        _("Place of birth"), lambda facts: facts.case.citizen.birth_place, "correct"
    ),
    "origin": Value(_("Province of origin"), origin, "correct"),
    "nationality": Value(_("Nationality"), nationality, "correct"),
    "personal_number": Value(_("Personal number"), personal_number, "add-identity-document"),
    "passport": Value(_("Passport"), passport, "add-identity-document"),
    "lost_passport": Value(_("Lost passport"), lost_passport, "add-identity-document"),
    "other_documents": Value(_("Other documents"), other_documents, "add-identity-document"),
    "travel_document": Value(_("Travel document"), travel_document, of_step="passport-issue"),
    "father": Value(_("Father"), lambda facts: related(facts, Relation.FATHER), "add-relative"),
    "mother": Value(_("Mother"), lambda facts: related(facts, Relation.MOTHER), "add-relative"),
    "other_relatives": Value(_("Other relatives"), other_relatives, "add-relative"),
    "relative_to_inform": Value(
        _("A relative who may be informed"), relative_to_inform, "add-relative"
    ),
    "country_now": Value(_("Country"), country_now, on_case="record-stay"),
    "known_since": Value(_("Since"), known_since, on_case="record-stay"),
    "whereabouts": Value(
        pgettext_lazy("letter", "Whereabouts"), whereabouts, on_case="record-stay"
    ),
    "unknown_where": Value(
        pgettext_lazy("letter", "Whereabouts"), unknown_where, on_case="record-stay"
    ),
    "holder": Value(pgettext_lazy("letter", "In whose hands"), holder, on_case="record-stay"),
    "crossing": Value(_("Last border crossed"), crossing, on_case="record-crossing"),
    "declared_on": Value(
        _("Declared on"),
        result("identity-declaration", "declared_on"),
        of_step="identity-declaration",
    ),
    "estimate": Value(
        _("Estimated cost"), result("funding-decision", "estimate"), of_step="funding-decision"
    ),
    "stage": Value(_("Stage"), stage),
    "returned": Value(_("Day of the return"), returned),
    "died": Value(_("The day of death"), lambda facts: facts.died_on),
    "journey": Value(_("Day of the journey"), journey, on_case="plan-journey"),
    "summary": Value(_("Summary of the case"), summary),
}


PRINTED_WHERE: Final = frozenset({"country_now", "whereabouts", "unknown_where", "holder"})
"""What says where the person is, or in whose hands."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that a letter needs and nobody has entered: what it is, and where it is entered."""

    code: str
    label: Sentence
    url: str


def values_of(facts: Facts) -> dict[str, str]:
    """Return every value, in the language of the letter; empty where nothing is recorded."""
    return {code: value.read(facts) for code, value in VALUES.items()}


def missing_in(facts: Facts, needs: Iterable[str], values: dict[str, str]) -> list[Missing]:
    """Return which of the needed values are not there; where somebody was last is not where."""
    lost = set() if facts.case.citizen.now_country else PRINTED_WHERE
    return [
        Missing(code, VALUES[code].label, entered_at(facts, VALUES[code]))
        for code in needs
        if not values[code] or code in lost
    ]


def entered_at(facts: Facts, value: Value, record: Citizen | None = None) -> str:
    """Return the page on which a value is entered; of a person on another `record` of theirs."""
    if value.on_person:
        return page_of_person(facts, value.on_person, record)
    if value.of_step:
        step = facts.step_of(value.of_step)
        return page_of_step(facts, "complete-step", step) if step else page_of_case(facts)
    return page_of_case(facts, value.on_case)


def page_of_person(facts: Facts, verb: str, record: Citizen | None = None) -> str:
    """Return the page of an act on the person, or on another record of theirs."""
    page = reverse("citizen_operation", args=[(record or facts.case.citizen).uuid, verb])
    return f"{page}?case={facts.case.reference}"


def page_of_step(facts: Facts, verb: str, step: Step) -> str:
    """Return the page of an act on a step of the case."""
    return page_of_case(facts, verb, step=step.code)


def page_of_case(facts: Facts, verb: str = "", **said: str) -> str:
    """Return the page of an act on the case, with what is `said` already; else that of the case."""
    if not verb:
        return facts.case.get_absolute_url()
    page = reverse("case_operation", args=[facts.case.reference, verb])
    return f"{page}?{urlencode(said)}" if said else page
