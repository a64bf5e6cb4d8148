"""The sentences of a briefing, composed from its values; nobody types them.

They say what was counted, who says so and when. Nobody is called a victim, an offender or of a
nationality by them: those are decisions of others, and a briefing tells of none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.briefings.composing.amounts import (
    Amount,
    amount_words,
    day,
    embassy,
    from_country,
    in_country,
    joined,
    moment,
    number,
    people,
    sentence,
    the_body,
)
from cases.briefings.composing.citing import is_parted
from cases.briefings.composing.knowing import as_known, day_as_known, known_on
from cases.briefings.composing.numbers import (
    DIED,
    Numbers,
    answered_cell,
    asked_cell,
    departure_cell,
    numbers_of,
    waiting_cell,
)
from cases.briefings.composing.others import reported
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.told import HOME, Departure, Told
from cases.movements.choices import Mode

MOST_BODIES = 3


@dataclass(slots=True)
class Body:
    """The paragraphs by their place on the sheet."""

    lead: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    doing: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def paragraphs(told: Told, sources: Sources) -> Body:
    """Return the composed paragraphs."""
    numbers = numbers_of(told)
    body = Body()
    body.lead.append(
        " ".join(
            [
                lead(told, numbers),
                *where_the_dead_count(numbers),
                *known_then(told),
                *since_before(told, numbers),
            ]
        )
    )
    standing = (
        whereabouts(told, numbers) + minors(told, numbers) + counted_apart(numbers),
        way_home(numbers) if told.counted else [],
    )
    body.standing += [as_known(told, part) for part in standing if part]
    body.standing.append(decided_by_others())
    body.doing += [" ".join(next_departure(told, numbers))] if told.departure else []
    questions = asked(told, numbers)
    body.doing += [as_known(told, questions)] if questions else []
    body.doing += stuck(told, numbers) if told.kind == "report" else []
    body.said += reported(told, sources, numbers)
    return body


def counted_here(told: Told, numbers: Numbers) -> Amount:
    """Return how many were in the country; men and women too where a source told them apart."""
    here, men, women = (
        numbers.of("present", told.country),
        numbers.of("sex", "m"),
        numbers.of("sex", "f"),
    )
    if is_parted(told) and {here.firmness, men.firmness, women.firmness} <= {"exact", "none"}:
        return replace(here, men=men.value, women=women.value)
    return here


def lead(told: Told, numbers: Numbers) -> str:
    """Return the first sentence: as of when, according to whom, how many were where."""
    here = counted_here(told, numbers)
    words = {
        "day": day_as_known(told),
        "where": in_country(told.country),
        "embassies": joined([embassy(code) for code in told.embassies]),
    }
    if here.firmness == "none":
        found = _("As of %(day)s, according to our records, nobody with a case was %(where)s.")
        return found % words
    if not here.is_told:
        return _("As of %(day)s, the number of citizens %(where)s is not told.") % words
    if len(told.embassies) > 1:
        found = ngettext(
            "As of %(day)s, according to the embassies in %(embassies)s, %(people)s was %(where)s.",
            "As of %(day)s, according to the embassies in %(embassies)s, %(people)s were "
            "%(where)s.",
            here.agreeing,
        )
    elif told.embassies:
        found = ngettext(
            "As of %(day)s, according to the embassy in %(embassies)s, %(people)s was %(where)s.",
            "As of %(day)s, according to the embassy in %(embassies)s, %(people)s were %(where)s.",
            here.agreeing,
        )
    else:
        found = ngettext(
            "As of %(day)s, according to our records, %(people)s was %(where)s.",
            "As of %(day)s, according to our records, %(people)s were %(where)s.",
            here.agreeing,
        )
    return found % (words | {"people": people(here)})


def where_the_dead_count(numbers: Numbers) -> Iterator[str]:
    """Yield that totals by country count who has died, where the paper tells that some did."""
    if numbers.tells_countries and numbers.of(DIED).is_told:
        yield dead_words()


def dead_words() -> str:
    """Return where who has died is counted; to take them out would tell how many they are."""
    return _("Those who died are counted where they were last known.")


def since_before(told: Told, numbers: Numbers) -> Iterator[str]:
    """Yield what the briefing about the moment before told, and what is known of it by now."""
    before = told.before
    if before is None:
        return
    then, now = Amount(before.manner, before.value), numbers.total(before.by_now)
    if not now.is_told and now.firmness != "none":
        return
    words = {
        "number": before.number,
        "day": moment(before.as_of, told.zone, is_day=before.is_day),
        "where": in_country(told.country),
        "then": people(then) if then.is_told else "",
        "now": people(now) if now.is_told else _("nobody"),
        "known": known_on(told),
    }
    if then.is_told or then.firmness == "none":
        found = since_told(then, now)
    elif now.firmness == "none":
        found = _("By what is known on %(known)s, nobody was %(where)s on %(day)s (%(number)s).")
    else:
        found = ngettext(
            "By what is known on %(known)s, %(now)s was %(where)s on %(day)s (%(number)s).",
            "By what is known on %(known)s, %(now)s were %(where)s on %(day)s (%(number)s).",
            now.agreeing,
        )
    yield found % words


def since_told(then: Amount, now: Amount) -> str:
    """Return the words for a number that was told, and what is known of it by now."""
    if then.firmness == "none" == now.firmness:
        return _(
            "On %(day)s, nobody was %(where)s (%(number)s), also by what is known on %(known)s."
        )
    if then.firmness == "none":
        return _(
            "On %(day)s, nobody was %(where)s (%(number)s); by what is known on %(known)s, %(now)s."
        )
    if then == now:
        return ngettext(
            "On %(day)s, %(then)s was %(where)s (%(number)s), also by what is known on %(known)s.",
            "On %(day)s, %(then)s were %(where)s (%(number)s), also by what is known on %(known)s.",
            then.agreeing,
        )
    return ngettext(
        "On %(day)s, %(then)s was %(where)s (%(number)s); by what is known on %(known)s, %(now)s.",
        "On %(day)s, %(then)s were %(where)s (%(number)s); by what is known on %(known)s, %(now)s.",
        then.agreeing,
    )


def known_then(told: Told) -> Iterator[str]:
    """Yield how many were known of at a past moment itself, and how many are counted of it by now.

    Three numbers of one thing by three rules: who had a case then, whose case counts as opened by
    then, by whomever and whenever it was entered, and who is in the numbers of the paper.
    """
    if told.known_then is None or told.known_then == told.counted == told.cases:
        return
    words = {
        "day": day(told.at, told.zone, is_day=told.is_day),
        "known": known_on(told),
        "then": people(Amount("exact", told.known_then)),
        "cases": number(told.cases),
        "now": people(Amount("exact", told.counted)),
    }
    if not told.known_then:
        found = _("By what was already known on %(day)s, nobody had a case.")
    else:
        found = ngettext(
            "By what was already known on %(day)s, %(then)s had a case.",
            "By what was already known on %(day)s, %(then)s had a case.",
            told.known_then,
        )
    yield found % words
    yield counted_by_now(told) % words


def counted_by_now(told: Told) -> str:
    """Return the words for the cases that count as opened by then, and for all who have one."""
    if not told.counted:
        return _("By what is known on %(known)s, nobody had one.")
    if told.cases == told.counted:
        return ngettext(
            "By what is known on %(known)s, %(now)s had one.",
            "By what is known on %(known)s, %(now)s had one.",
            told.counted,
        )
    if not told.cases:
        return _(
            "By what is known on %(known)s, no case counts as opened by then; this paper counts "
            "all with a case, whenever it was opened: %(now)s."
        )
    return ngettext(
        "By what is known on %(known)s, %(cases)s case counts as opened by then; this paper counts "
        "all with a case, whenever it was opened: %(now)s.",
        "By what is known on %(known)s, %(cases)s cases count as opened by then; this paper counts "
        "all with a case, whenever it was opened: %(now)s.",
        told.cases,
    )


def whereabouts(told: Told, numbers: Numbers) -> list[str]:
    """Return how many were elsewhere, how many nobody knows of, and in whose hands they were."""
    found = [
        says(
            ngettext("%(people)s was %(where)s.", "%(people)s were %(where)s.", cell.agreeing),
            cell,
            row.key,
        )
        for row in told.present
        if row.key and row.key != told.country
        if (cell := numbers.of("present", row.key)).is_told
    ]
    unknown, held = numbers.of("present", ""), numbers.of("hands")
    if unknown.is_told:
        found.append(says(unknown_words(told, unknown), unknown))
    if told.straddles and numbers.tells_countries:
        found.append(not_yet())
    if held.is_told:
        said = _("Of those %(where)s, %(people)s were in the hands of the authorities there.")
        found.append(says(said, held, told.country))
    return found


def not_yet() -> str:
    """Return that a day counts from its last instant on, also one of another zone."""
    return _("Entries that may have happened later do not count yet.")


def unknown_words(told: Told, cell: Amount) -> str:
    """Return that of some nobody knows where they were; of the past, that nobody knows it since."""
    if told.is_hindsight:
        return ngettext(
            "it is not known where %(people)s was",
            "it is not known where %(people)s were",
            cell.agreeing,
        )
    return ngettext(
        "It was not known where %(people)s was.",
        "It was not known where %(people)s were.",
        cell.agreeing,
    )


def way_home(numbers: Numbers) -> list[str]:
    """Return of how many the identity is verified, how many came home, how many died.

    These are those whose case is closed as returned; who has just arrived is in Viet Nam and not
    among them.
    """
    identity, home, died = numbers.of("confirmed"), numbers.of("home"), numbers.of(DIED)
    stages = (numbers.of("verified"), *(numbers.of("stage", one) for one in ("arrived", "closed")))
    found = []
    if identity.is_told:
        said = ngettext(
            "The identity of %(people)s who had not come home yet was verified.",
            "The identity of %(people)s who had not come home yet was verified.",
            identity.agreeing,
        )
        found.append(says(said, identity))
    elif {cell.firmness for cell in (identity, *stages)} == {"none"}:
        found.append(_("Nobody’s identity was verified yet."))
    if home.is_told:
        said = ngettext(
            "%(people)s had returned home and the case was closed.",
            "%(people)s had returned home and their cases were closed.",
            home.agreeing,
        )
        found.append(says(said, home))
    elif home.firmness == "none" == numbers.of("present", HOME).firmness:
        found.append(_("Nobody had returned home yet."))
    elif home.firmness == "none":
        found.append(_("No case was closed as returned home yet."))
    if died.is_told:
        found.append(says(_("%(people)s had died."), died))
    elif died.firmness == "none":
        found.append(_("No death was on record."))
    return found


def minors(told: Told, numbers: Numbers) -> list[str]:
    """Return what is known of children; where nobody is there, nothing is said of their age."""
    if not told.here():
        return []
    cell = numbers.of("age", "child")
    if cell.firmness == "none":
        where = {"where": in_country(told.country)}
        return [_("Nobody %(where)s was known to be under 18.") % where]
    if cell.is_told:
        said = _("Of those %(where)s, %(people)s were under 18.")
        return [says(said, cell, told.country)]
    return []


def counted_apart(numbers: Numbers) -> list[str]:
    """Return how many cases are of persons of unknown nationality: a total, told exactly."""
    cell = numbers.of("unsaid")
    if not cell.is_told:
        return []
    said = ngettext(
        "%(cases)s case of a person of unknown nationality is counted apart, in none of these "
        "numbers.",
        "%(cases)s cases of persons of unknown nationality are counted apart, in none of these "
        "numbers.",
        cell.agreeing,
    )
    return [said % {"cases": number(cell.value)}]


def says(said: str, cell: Amount, where: str = "") -> str:
    """Return words that tell a number of people, in a country where they name one."""
    return said % {"people": people(cell), "where": in_country(where) if where else ""}


def decided_by_others() -> str:
    """Return that others decide who is a victim or an offender."""
    return _(
        "Whether somebody is a victim or has broken the law is for the competent "
        "authorities to decide; this paper says nothing of it."
    )


def next_departure(told: Told, numbers: Numbers) -> Iterator[str]:
    """Yield when the next ones leave, where, by what, and how many: no hour, no place."""
    leg = told.departure
    if leg is None:
        return
    aboard = numbers.of(departure_cell(leg))
    words = {
        "day": moment(leg.at, leg.zone, is_day=True),
        "people": people(aboard) if aboard.is_told else "",
        "mode": mode_words(leg),
        "from": from_country(leg.from_country),
    }
    if told.is_hindsight:
        found = _("The next departure %(from)s was planned for %(day)s (%(mode)s).")
        if aboard.is_told:
            found = _("The next departure %(from)s was planned for %(day)s (%(mode)s): %(people)s.")
    else:
        found = _("The next departure %(from)s is planned for %(day)s (%(mode)s).")
        if aboard.is_told:
            found = _("The next departure %(from)s is planned for %(day)s (%(mode)s): %(people)s.")
    yield sentence(found % words)


def mode_words(leg: Departure) -> str:
    """Return by what a part of a journey is travelled, inside a sentence."""
    label = str(Mode(leg.mode).label)
    return label[:1].lower() + label[1:]


def asked(told: Told, numbers: Numbers) -> list[str]:
    """Return what the bodies were asked that were asked most, and how far they have answered."""
    found = []
    for row in told.asked[:MOST_BODIES]:
        whole, answered = numbers.of(asked_cell(row)), numbers.of(answered_cell(row))
        if not whole.is_told:
            continue
        words = {
            "body": the_body(row.names, "à"),
            "people": people(whole),
            "answered": amount_words(answered),
        }
        if answered.firmness == "none":
            one = _("Questions to %(body)s concerned %(people)s and were not answered yet.")
        elif not answered.is_told:
            one = _("Questions to %(body)s concerned %(people)s.")
        elif answered == whole and whole.firmness == "exact":
            one = _("Questions to %(body)s concerned %(people)s and were all answered.")
        else:
            one = _(
                "Questions to %(body)s concerned %(people)s, and an answer had been received for "
                "%(answered)s of them."
            )
        found.append(one % words)
    return found


def stuck(told: Told, numbers: Numbers) -> list[str]:
    """Return with which bodies most open cases wait, and for how long the longest one."""
    found = []
    for row in told.waiting[:MOST_BODIES]:
        cell = numbers.of(waiting_cell(row))
        if cell.firmness != "exact":
            continue
        words = {
            "body": the_body(row.names, "de"),
            "people": people(cell),
            "days": number(row.days),
        }
        if row.is_least:
            said = ngettext(
                "%(people)s wait for %(body)s, the longest for at least %(days)s day.",
                "%(people)s wait for %(body)s, the longest for at least %(days)s days.",
                row.days,
            )
        else:
            said = ngettext(
                "%(people)s wait for %(body)s, the longest for %(days)s day.",
                "%(people)s wait for %(body)s, the longest for %(days)s days.",
                row.days,
            )
        found.append(said % words)
    return [" ".join(sentence(one) for one in found)] if found else []
