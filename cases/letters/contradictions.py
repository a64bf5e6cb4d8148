"""What in a letter contradicts something else in it or on record, and what to do about it.

Found before a letter is issued, from the very facts that it prints. What would make the letter
say two things stops it until it is mended. What may be so although it looks wrong (a card with a
mistake, an expired paper that was the only one) is looked at by an officer and accepted by name.
A person is one: what stands on their other records and cases is looked at too, as far as the actor
sees it.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.casework.choices import Outcome, Stage
from cases.citizens.choices import DocumentKind, DocumentStatus, Relation
from cases.citizens.models import IdentityDocument
from cases.citizens.names.folding import folded
from cases.citizens.names.marks import has_marks, same_but_marks, spellings
from cases.citizens.numbers import number_key, number_warnings
from cases.letters.choices import Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.free_text import WORD
from cases.letters.limits import limit_cited, other_ground
from cases.letters.nationality import (
    is_national,
    is_national_elsewhere,
    nationality,
    not_confirmed,
    verification_open,
)
from cases.letters.own_word import told_body, told_family, wished_return
from cases.letters.policies import speaks_of_living
from cases.letters.press import unprintable_in
from cases.letters.values import (
    LOST,
    PRINTED_WHERE,
    VALUES,
    country_now,
    last_known,
    papers,
    unknown_where,
)
from cases.places.choices import Country
from cases.templatetags.moments import day_words

WITHDRAW: Final = "withdraw-identity-document"


def contradictions_in(asked: Asked, *, is_issued: bool = False) -> list[Contradiction]:
    """Return what contradicts in a letter, in the reader's language, what stops it first.

    Of one that `is_issued`: what has come up since and stands against sending it.
    """
    found = [
        row
        for said, check in CHECKS
        if (not said or asked.kind.says & said) and (not is_issued or check in BEFORE_SENDING)
        for row in check(asked)
    ]
    return sorted(found, key=lambda row: not row.stops)


def died_elsewhere(asked: Asked) -> Iterator[Contradiction]:
    """A letter that is written whatever the end, of somebody who died by another case of theirs."""
    closing = asked.facts.elsewhere.ended_as(Outcome.DIED)
    is_any_end = not speaks_of_living(asked.kind)
    if closing is not None and is_any_end and asked.facts.outcome != Outcome.DIED:
        said = {"case": closing.case.reference}
        yield Contradiction(
            "died_elsewhere",
            _("Another case of this person, %(case)s, ended as “Died”.") % said,
            _("Close this case as well, or correct that one if the person did not die."),
            closing.case.get_absolute_url(),
        )


def out_of_sight(asked: Asked) -> Iterator[Contradiction]:
    """A record of the person that is not in sight; what stands on it is not told."""
    if asked.facts.elsewhere.is_out_of_sight:
        yield Contradiction(
            "record_out_of_sight",
            _("There is another record of this person, which you do not see."),
            _("Ask headquarters whether anything on it stands against this letter."),
            "",
        )


def at_home(asked: Asked) -> Iterator[Contradiction]:
    """A letter that writes of somebody abroad, and they are in Viet Nam."""
    if asked.kind.abroad and asked.facts.case.citizen.now_country == Country.VN:
        yield Contradiction(
            "person_at_home",
            _("The letter writes of somebody abroad, and the person is in Viet Nam."),
            _("Correct where the person is, or leave the letter."),
            asked.at("whereabouts"),
        )


def elsewhere(asked: Asked) -> Iterator[Contradiction]:
    """A letter to a host state about somebody who is in another country."""
    country = asked.facts.case.citizen.now_country
    known = {"", Country.VN, asked.goes_to}
    if asked.kind.to == Addressed.HOST and asked.goes_to and country not in known:
        yield Contradiction(
            "person_elsewhere",
            _("The letter goes to a body of %(host)s, and the person is in %(country)s.")
            % {"host": Country(asked.goes_to).label, "country": Country(country).label},
            _("Correct where the person is, or leave the letter."),
            asked.at("whereabouts"),
        )


def contact_lost(asked: Asked) -> Iterator[Contradiction]:
    """A letter to a host state about somebody of whom it is not known any more where they are."""
    facts = asked.facts
    is_lost = not facts.case.citizen.now_country and bool(last_known(facts).country)
    if asked.kind.to != Addressed.HOST or not is_lost:
        return
    with override(asked.language):
        printed = VALUES["whereabouts"].read(facts)
    yield Contradiction(
        "contact_lost",
        _("It is not known any more where the person is. The letter says: “%(printed)s”.")
        % {"printed": printed},
        _("Record where they are, or write in your own words that they are to be looked for."),
        asked.at("whereabouts"),
    )


def printed_where(asked: Asked) -> Iterator[Contradiction]:
    """Where an issued letter has the person, which is not what is on record by now.

    That the case was closed since is no other place.
    """
    facts, case = replace(asked.facts, language=asked.language), copy(asked.facts.case)
    case.stage = ""
    for code in sorted(PRINTED_WHERE & asked.kind.says & asked.printed.keys()):
        printed, read = asked.printed.get(code, ""), VALUES[code].read
        with override(asked.language):
            now, as_if_open = read(facts), read(replace(facts, case=case))
            if not now and code != "holder":
                now = (country_now if code == "unknown_where" else unknown_where)(facts)
        if printed and printed not in {now, as_if_open}:
            said = {"value": VALUES[code].label, "printed": printed, "now": now or "–"}
            yield Contradiction(
                "whereabouts_differ",
                _("%(value)s: the letter says “%(printed)s”, the record says by now “%(now)s”.")
                % said,
                _("Withdraw it and issue it anew, or say that it goes as it is."),
                asked.withdrawal,
            )


def name_twice(asked: Asked) -> Iterator[Contradiction]:
    """One name with its marks and without them, or without where it likely has some."""
    person, at = asked.facts.case.citizen, asked.at("name")
    likely = spellings(person.full_name, person.sex)
    linked = asked.facts.elsewhere
    others = [row.value for row in (*asked.facts.names, *linked.names)]
    others += [row.holder_name for row in (*asked.facts.documents, *linked.documents)]
    others += [row.full_name for row in linked.records]
    marked = [name for name in others if same_but_marks(person.full_name, name)]
    if marked and not has_marks(person.full_name):
        said = {"name": person.full_name, "other": marked[0]}
        yield Contradiction(
            "name_spelled_twice",
            _("The name stands without marks (%(name)s) and with them (%(other)s).") % said,
            _("Take over the spelling with marks: %(other)s.") % said,
            at,
        )
    elif likely:
        yield without_marks(person.full_name, likely[0], at)


def names_of_relatives(asked: Asked) -> Iterator[Contradiction]:
    """The name of a relative without marks, beside names that have theirs."""
    for row in asked.facts.relatives:
        likely = spellings(row.full_name)
        if likely:
            yield without_marks(row.full_name, likely[0], asked.at("father"))


def without_marks(name: str, likely: str, url: str) -> Contradiction:
    """Return that a name stands without marks, and how it is likely written."""
    said = {"name": name, "likely": likely}
    return Contradiction(
        "name_without_marks",
        _("The name stands without marks: %(name)s.") % said,
        _("Record it as the person writes it, likely %(likely)s.") % said,
        url,
    )


def expired_papers(asked: Asked) -> Iterator[Contradiction]:
    """A paper in the letter that is no longer valid on its day, beside none of its kind that is."""
    today, is_lost_alone = asked.facts.today, "passport" not in asked.kind.says
    rows = [
        (row.expires_on, row)
        for row in asked.facts.documents
        if row.expires_on is not None
        and (row.kind != DocumentKind.PASSPORT or row.status in LOST or not is_lost_alone)
    ]
    valid = {row.kind for until, row in rows if until >= today}
    unnamed = {
        row.kind for row in asked.facts.documents if row.expires_on and row.expires_on >= today
    }
    for until, row in rows:
        if until < today and row.kind not in valid:
            yield Contradiction(
                "paper_expired",
                _("%(paper)s expired on %(day)s.") % named(row),
                _(
                    "The letter is about this paper; the one that is valid is on record, and it "
                    "does not name that one. Say that it is right as it is."
                )
                if row.kind in unnamed
                else _("Record the paper that is valid now, with its last day, if there is one."),
                asked.at("passport"),
            )


def papers_of_others(asked: Asked) -> Iterator[Contradiction]:
    """A paper made out to a name that is none of the person's, whatever the order of its words."""
    linked = asked.facts.elsewhere
    own = [row.full_name for row in (asked.facts.case.citizen, *linked.records)]
    own += [row.value for row in (*asked.facts.names, *linked.names)]
    known = {frozenset(folded(name).split()) for name in own}
    for row in asked.facts.documents:
        if row.holder_name and frozenset(folded(row.holder_name).split()) not in known:
            yield Contradiction(
                "paper_of_another",
                _("%(paper)s is made out to %(holder)s.")
                % (named(row) | {"holder": row.holder_name}),
                _("Record that name as one of the person’s, or withdraw the paper if it is not."),
                asked.on_person("add-name"),
            )


def passports_twice(asked: Asked) -> Iterator[Contradiction]:
    """One number of a passport on record twice; a card keeps its number when it is made anew."""
    seen: set[str] = set()
    for row in papers(asked.facts, {DocumentKind.PASSPORT}):
        key = number_key(row.number)
        if key and key in seen:
            yield Contradiction(
                "passport_twice",
                _("%(paper)s is on record twice.") % named(row),
                _("Withdraw one of the two, so that the letter says one thing of it."),
                asked.on_person(WITHDRAW),
            )
        seen.add(key)


def passport_never_held(asked: Asked) -> Iterator[Contradiction]:
    """A person who never held a passport, beside one that is on record."""
    rows = papers(asked.facts, {DocumentKind.PASSPORT})
    never = [row for row in rows if row.status == DocumentStatus.NEVER_HAD]
    held = [row for row in rows if row.number or row.status != DocumentStatus.NEVER_HAD]
    if never and held:
        yield Contradiction(
            "passport_never_held",
            _("%(paper)s is on record, and also that the person never held one.") % named(held[0]),
            _("Withdraw the one that is wrong."),
            asked.on_person(WITHDRAW),
        )


def limit_without_ground(asked: Asked) -> Iterator[Contradiction]:
    """A limit that the letter names, beside an application on another ground than that limit's."""
    found = limit_cited(asked.kind, asked.facts)
    other = other_ground(asked.facts, found[1]) if found is not None else None
    if found is None or other is None:
        return
    step, ground = other
    said = {"limit": found[1].label, "step": str(step.procedure), "ground": ground}
    yield Contradiction(
        "limit_without_ground",
        _("The letter names the limit “%(limit)s”, and “%(step)s” says: %(ground)s.") % said,
        _("Take that step up again, or correct where the passport is."),
        asked.on_step("reopen-step", step),
    )


def named(row: IdentityDocument) -> dict[str, str]:
    """Return how a sentence names a paper and its last day."""
    day = day_words(row.expires_on) if row.expires_on else ""
    return {"paper": f"{row.get_kind_display()} {row.number}".strip(), "day": day}


def travel_document(asked: Asked) -> Iterator[Contradiction]:
    """The passport that was issued for the return, not valid on the day of the journey."""
    until = asked.facts.day_in_result("passport-issue", "expires_on")
    last = max(asked.facts.today, asked.facts.case.journey_on or asked.facts.today)
    if until is not None and until < last:
        said = {"until": day_words(until), "day": day_words(last)}
        yield Contradiction(
            "travel_document_expired",
            _("The travel document is valid until %(until)s, before %(day)s.") % said,
            _("Issue another one, or plan the journey earlier."),
            asked.at("travel_document"),
        )


def paper_at_hand(asked: Asked) -> Iterator[Contradiction]:
    """A lost passport, beside another one that the person has, on whichever record."""
    others = [row for row in asked.facts.elsewhere.documents if row.kind == DocumentKind.PASSPORT]
    for row in (*papers(asked.facts, {DocumentKind.PASSPORT}), *others):
        is_valid = row.expires_on is None or row.expires_on >= asked.facts.today
        if row.status == DocumentStatus.WITH_HOLDER and is_valid:
            record = asked.record_of(row)
            yield Contradiction(
                "passport_at_hand",
                _("The passport is said to be lost, and the person has %(paper)s.") % named(row)
                + (" " + _("It stands on another record of the person.") if record else ""),
                _("Correct where that passport is, or leave the letter."),
                asked.on_person(WITHDRAW, record),
            )


def personal_numbers(asked: Asked) -> Iterator[Contradiction]:
    """A personal number that is of another sex or year, or two of them."""
    person = asked.facts.case.citizen
    rows = papers(asked.facts, {DocumentKind.PERSONAL_NUMBER})
    for row in rows:
        for sentence in number_warnings(
            row.kind,
            row.number,
            sex=person.sex,
            birth_on=person.birth_on,
            province_codes=frozenset(),
        ):
            yield Contradiction(
                "personal_number_differs",
                f"{row.number}: {sentence}",
                _("Compare both with the card, and correct what is wrong."),
                asked.at("personal_number"),
            )
    rows += [
        row for row in asked.facts.elsewhere.documents if row.kind == DocumentKind.PERSONAL_NUMBER
    ]
    of = {number_key(row.number): row for row in reversed(rows) if row.number}
    if len(of) > 1:
        record = next(filter(None, map(asked.record_of, of.values())), None)
        yield Contradiction(
            "two_personal_numbers",
            _("The person has two personal numbers: %(numbers)s.")
            % {"numbers": ", ".join(sorted(of))}
            + (" " + _("One of them stands on another record of the person.") if record else ""),
            _("Withdraw the wrong one."),
            asked.on_person(WITHDRAW, record),
        )


def parents(asked: Asked) -> Iterator[Contradiction]:
    """Two fathers, or two mothers."""
    for relation in (Relation.FATHER, Relation.MOTHER):
        names = [row.full_name for row in asked.facts.relatives if row.relation == relation]
        if len(names) > 1:
            said = {"relation": relation.label, "names": "; ".join(names)}
            yield Contradiction(
                "two_parents",
                _("%(relation)s: two people are on record, %(names)s.") % said,
                _("Withdraw the wrong one, or correct what they are to the person."),
                asked.on_person("withdraw-relative"),
            )


def journey(asked: Asked) -> Iterator[Contradiction]:
    """A journey planned for a day that has passed, by a person who has not left."""
    day, stage = asked.facts.case.journey_on, asked.facts.case.stage
    gone = {Stage.DEPARTED, Stage.ARRIVED, Stage.CLOSED}
    if day is not None and day < asked.facts.today and stage not in gone:
        said = {"day": day_words(day), "stage": Stage(stage).label}
        yield Contradiction(
            "journey_past",
            _("The journey is planned for %(day)s, and the case stands at “%(stage)s”.") % said,
            _("Record the departure, or plan another day."),
            asked.at("journey"),
        )


def outcome(asked: Asked) -> Iterator[Contradiction]:
    """A case that is closed with an outcome that the whereabouts contradict."""
    case = asked.facts.case
    if case.outcome_in_doubt:
        yield Contradiction(
            "outcome_in_doubt",
            _("The case ended as “%(outcome)s”, and the whereabouts say otherwise.")
            % {"outcome": case.get_outcome_display()},
            _("Record where the person is, or reopen the case."),
            asked.at("whereabouts"),
        )


def words_of_own(asked: Asked) -> Iterator[Contradiction]:
    """Words of one's own in another language than the letter's."""
    parts = asked.parts
    odd = [part.text for part in parts if part.language]
    is_all = not any(WORD.search(part.text) for part in parts if not part.language)
    if not odd:
        return
    sentence = (
        _("Your words are in another language than the letter.")
        if is_all
        else _("Among your words are some of another language than the letter: %(words)s.")
        % {"words": "; ".join(odd)}
    )
    yield Contradiction(
        "remark_in_other_language",
        sentence,
        _("Write them in the language of the letter; else they are marked as what they are."),
        asked.written_anew("#id_remark"),
    )


def without_letters(asked: Asked) -> Iterator[Contradiction]:
    """Names and words in a script of which no font here has the letters."""
    odd = unprintable_in([*asked.texts, asked.remark])
    if odd:
        is_own = bool(unprintable_in([asked.remark]))
        yield Contradiction(
            "cannot_be_printed",
            _("No font here has the letters of these words, and they are left out: %(words)s.")
            % {"words": " ".join(odd)},
            _("Record or write them in Latin letters, too; else a mark stands in their place."),
            asked.written_anew("#id_remark") if is_own else asked.on_person("add-name"),
        )


Check = Callable[[Asked], Iterator[Contradiction]]
CHECKS: Final[Sequence[tuple[frozenset[str], Check]]] = (
    (frozenset({"nationality", "stage"}), nationality),
    (frozenset({"stage"}), verification_open),
    (frozenset(), is_national),
    (frozenset(), is_national_elsewhere),
    (frozenset(), died_elsewhere),
    (frozenset(), out_of_sight),
    (frozenset(), not_confirmed),
    (frozenset(), at_home),
    (frozenset(), elsewhere),
    (frozenset(), contact_lost),
    (PRINTED_WHERE, printed_where),
    (frozenset({"name"}), name_twice),
    (frozenset({"father", "mother", "other_relatives"}), names_of_relatives),
    (frozenset({"passport", "other_documents", "lost_passport"}), expired_papers),
    (frozenset({"passport", "other_documents", "lost_passport"}), papers_of_others),
    (frozenset({"passport", "lost_passport"}), passports_twice),
    (frozenset({"passport", "lost_passport"}), passport_never_held),
    (frozenset(), limit_without_ground),
    (frozenset({"travel_document"}), travel_document),
    (frozenset({"lost_passport"}), paper_at_hand),
    (frozenset({"personal_number"}), personal_numbers),
    (frozenset({"father", "mother"}), parents),
    (frozenset({"journey"}), journey),
    (frozenset({"relative_to_inform"}), told_family),
    (frozenset(), told_body),
    (frozenset(), wished_return),
    (frozenset({"whereabouts", "stage"}), outcome),
    (frozenset(), words_of_own),
    (frozenset(), without_letters),
)
"""Each check, with the values of a letter that it looks at; without any it is for all letters."""
BEFORE_SENDING: Final[frozenset[Check]] = frozenset(
    {
        *(nationality, is_national, is_national_elsewhere, not_confirmed, at_home, elsewhere),
        *(died_elsewhere, out_of_sight, printed_where),
        *(told_family, told_body, wished_return),
    }
)
"""Whose answer may be another one by the day of sending: made again then. Beside where the person
is, what a letter prints is what it was when it was issued."""
