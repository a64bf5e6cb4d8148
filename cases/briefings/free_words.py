"""What an officer adds in her own words, and that it names nobody.

A text is refused that holds the full name, another name, a document's number or a phone number of a
person with a case of the incident, or the number of a case: what goes out about people goes out as
figures.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.briefings.choices import SheetLanguage
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name
from cases.citizens.numbers import number_key
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, invalid
from cases.incidents.models import Incident

PARTS: Final = ("context", "advice", "contact")
CASE: Final = re.compile(r"\b[A-Z]{3}-[0-9]{4}-[0-9]{5,}\b", re.IGNORECASE)
WORD: Final = re.compile(r"[^\W\d_]+")
NUMBER: Final = re.compile(r"[+A-Z]{0,2}[0-9][0-9 .()/-]{4,}[0-9]", re.IGNORECASE)
FEWEST, MOST = 2, 6
"""How many words a name has that is looked for: one alone is a word of the language as well."""
FEWEST_DIGITS: Final = 6
NAMES_PERSON = _("This names a person: %(words)s. A briefing names nobody.")
NAMES_NUMBER = _("This is a number of a person: %(words)s. A briefing names nobody.")
NAMES_CASE = _("This is the number of a case: %(words)s. A briefing names no case.")


def field_of(part: str, language: str) -> str:
    """Return the name of the field of a part in a language."""
    return f"{part}_{language}"


def words_of(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return language -> part -> text, from the fields of the form."""
    return {
        language: {part: said.get(field_of(part, language), "") for part in PARTS}
        for language in SheetLanguage.values
    }


def refusal_of_names(actor: Actor, incident: Incident, said: Mapping[str, str]) -> Refused | None:
    """Return the 422 that says which field names whom; None where none does."""
    problems = []
    for name, text in said.items():
        if not text:
            continue
        for sentence, words in found_in(actor, incident, text):
            problems.append(Problem(name, "names_somebody", sentence % {"words": words}))
    return invalid(problems) if problems else None


def found_in(actor: Actor, incident: Incident, text: str) -> Iterator[tuple[str, str]]:
    """Yield what of a text tells who somebody is, each with the sentence that refuses it."""
    for found in CASE.finditer(text):
        yield str(NAMES_CASE), found.group()
    for words in names_in(actor, incident, text):
        yield str(NAMES_PERSON), words
    for words in numbers_in(actor, incident, text):
        yield str(NAMES_NUMBER), words


def names_in(actor: Actor, incident: Incident, text: str) -> list[str]:
    """Return the names of people of the incident that stand in a text, marks and capitals aside."""
    words = WORD.findall(text)
    runs = {
        " ".join(words[start : start + length])
        for length in range(FEWEST, MOST + 1)
        for start in range(len(words) - length + 1)
    }
    if not runs:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select distinct app_fold(run) from unnest(%s::text[]) as run", [list(runs)])
        keys = [row[0] for row in cursor.fetchall()]
    people = Citizen.objects.visible_to(actor).filter(find_key__in=keys)
    names = Name.objects.visible_to(actor).filter(find_key__in=keys)
    found = [
        *people.filter(cases__incident=incident).values_list("full_name", flat=True),
        *names.filter(citizen__cases__incident=incident).values_list("value", flat=True),
    ]
    return sorted(set(found))


def numbers_in(actor: Actor, incident: Incident, text: str) -> list[str]:
    """Return the numbers of papers and phones of people of the incident that stand in a text."""
    found = [match.group() for match in NUMBER.finditer(text)]
    keys = {number_key(number): number for number in found}
    keys = {key: number for key, number in keys.items() if len(key) >= FEWEST_DIGITS}
    if not keys:
        return []
    papers = IdentityDocument.objects.visible_to(actor).filter(
        number_key__in=keys, citizen__cases__incident=incident
    )
    hit = {keys[key] for key in papers.values_list("number_key", flat=True)}
    likely = Q()
    for number in found:
        likely |= Q(value__endswith=digits(number)[-2:])
    phones = ContactPoint.objects.visible_to(actor).filter(
        likely, citizen__cases__incident=incident
    )
    theirs = {digits(value)[-8:] for value in phones.values_list("value", flat=True)}
    return sorted(hit | {number for number in found if digits(number)[-8:] in theirs})


def digits(number: str) -> str:
    """Return the digits of a number."""
    return re.sub(r"[^0-9]", "", number)
