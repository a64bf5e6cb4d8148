"""Names, birth, sex, country and the crossing as lists write them."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cases.citizens.birth_dates import with_western_digits
from cases.citizens.choices import Sex
from cases.citizens.names.folding import placed
from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.mojibake import repairs
from cases.intake.lists.choices import DayOrder, ListField
from cases.intake.lists.headings import key_of, known_words
from cases.intake.lists.rows.dates import read_date, read_event
from cases.intake.lists.rows.kinds import is_like_person
from cases.intake.lists.rows.nations import UNKNOWN, nation_of
from cases.intake.lists.rows.numbers import is_nothing
from cases.intake.lists.rows.several import spellings_in
from cases.intake.lists.said import fault, note

if TYPE_CHECKING:
    from cases.intake.lists.rows.reading import Ground, Read

TITLES: Final = re.compile(
    r"^(?:mr|mrs|ms|miss|mme|mlle|m\.|นางสาว|น\.ส\.|นาย|นาง)(?:\.|\s|(?=[\u0e00-\u0e7f]))\s*", re.I
)
SPOILT: Final = frozenset({"utf8", "tcvn3", "vni_windows"})
NOTES_OF_BIRTH: Final = {
    "buddhist": "birth_buddhist",
    "buddhist_guessed": "birth_buddhist",
    "short_year": "birth_short_year",
    "default_day": "birth_default_day",
}
FAULTS_OF_BIRTH: Final = {"future": "birth_future", "too_old": "birth_too_old"}
KINSHIP: Final = frozenset({"anh", "chi", "em", "chau", "be", "ong", "ba", "co", "chu", "bac"})
AGE: Final = re.compile(r"\D{0,12}?([0-9]{1,3})(?:\.0)?\D{0,12}")
AGE_IN_WORDS: Final = re.compile(
    r"(?:tuổi|tuoi|aged?|âgée?(?: de)?|âge|อายุ|အသက်)\W{0,3}[0-9]{1,3}\D{0,10}"
    r"|\D{0,12}[0-9]{1,3}\W{0,2}(?:tuổi|tuoi|t|yrs?|y\W?o|years?(?: old)?|ans|ปี|ขวบ|နှစ်)\W?",
    re.IGNORECASE,
)
OLDEST: Final = 120
AROUND_A_NUMBER: Final = re.compile(r"^[0-9]{1,4}[.)]\s+")


def read_names(read: "Read", said: Mapping[str, str]) -> None:
    """Read the name: whole, or of its parts in the order of home."""
    parts = {
        str(name): cleaned(said.get(name, ""))
        for name in (ListField.FAMILY_NAME, ListField.MIDDLE_NAME, ListField.GIVEN_NAME)
    }
    text, other = spellings_in(said.get(ListField.FULL_NAME, ""))
    text = text or said.get(ListField.FULL_NAME, "")
    whole = cleaned(text)
    at: str = ListField.FULL_NAME
    if not whole:
        whole = " ".join(part for part in parts.values() if part)
        at = ListField.FULL_NAME if not whole else first_said(parts)
        if parts[ListField.FAMILY_NAME] and parts[ListField.GIVEN_NAME]:
            for name, part in parts.items():
                read.put(name, part)
    read.put("full_name", whole)
    if not any(char.isalpha() for char in whole):
        read.values.pop("full_name", None)
        read.problems.append(fault("no_name", ListField.FULL_NAME))
        return
    if other and placed(other) != placed(text):
        read.put("other_name", cleaned(other))
    read.put("other_name", cleaned(said.get(ListField.OTHER_NAME, "")))
    look_at_letters(read, whole, at)


def first_said(parts: Mapping[str, str]) -> str:
    """Return the first part of a name that says something."""
    return next(str(name) for name, part in parts.items() if part)


def cleaned(text: str) -> str:
    """Return a name without title, number and comma around it."""
    bare = TITLES.sub("", AROUND_A_NUMBER.sub("", text.strip()))
    return without_kinship(" ".join(bare.replace(",", " ").split()))


def without_kinship(name: str) -> str:
    """Return a name without the word by which people call each other, as in “em Trần Văn An”.

    Some of these words are names too: they are none where a whole name of ours follows.
    """
    first, _blank, rest = name.partition(" ")
    if key_of(first) not in KINSHIP or not is_like_person(rest):
        return name
    is_small = first.islower() and not rest.islower()
    return rest if is_small or len(rest.split()) > 2 else name


def look_at_letters(read: "Read", name: str, at: str) -> None:
    """Find names that were spoilt on their way, and names in another script."""
    if is_host_script(name):
        read.problems.append(note("host_script", at))
        return
    for repair in repairs(name)[:1]:
        if repair.kind in SPOILT:
            read.problems.append(fault("spoilt_name", at, likely=repair.text))
        else:
            read.problems.append(note("perhaps_keys", at, likely=repair.text))


def read_birth(read: "Read", said: Mapping[str, str], ground: "Ground") -> None:
    """Read the birth date, of one column or of three."""
    at: str = ListField.BIRTH
    text, order = said.get(at, ""), ground.day_order
    if not text:
        year, month, day = (
            said.get(name, "").strip()
            for name in (ListField.BIRTH_YEAR, ListField.BIRTH_MONTH, ListField.BIRTH_DAY)
        )
        if not year:
            return
        at = ListField.BIRTH_YEAR
        text = "-".join(part.zfill(2) for part in (year, month, day if month else "") if part)
        if len(year) < 3 and day and month:
            text, order = f"{day}/{month}/{year}", DayOrder.DAY_FIRST.value
    if is_nothing(text):
        return
    reading, by_hand = read_date(text, ground.today, order, ground.short_years, ground.zero)
    shown = {"text": text[:60]}
    if not reading.choices:
        faults = [FAULTS_OF_BIRTH[code] for code in reading.notes if code in FAULTS_OF_BIRTH]
        read.problems.append(fault((faults or ["birth_unreadable"])[0], at, **shown))
        return
    if reading.birth is None:
        first, second = (str(choice) for choice in reading.choices[:2])
        read.problems.append(fault("birth_ambiguous", at, first=first, second=second, **shown))
        return
    read.put("birth", str(reading.birth))
    notes = [NOTES_OF_BIRTH[code] for code in reading.notes if code in NOTES_OF_BIRTH]
    read.problems += [note(code, at) for code in notes + (["birth_serial"] if by_hand else [])]


def age_for_birth(read: "Read", said: dict[str, str]) -> None:
    """Take an age for one that stands where the birth date should: “23 tuổi”, “aged 23”."""
    text = said.get(ListField.BIRTH, "")
    if AGE_IN_WORDS.fullmatch(with_western_digits(text)):
        said[ListField.AGE] = said.pop(ListField.BIRTH)
        read.remark(ListField.BIRTH, text)


def read_age(read: "Read", said: Mapping[str, str], ground: "Ground") -> None:
    """Read in which two years somebody was born whose age is told, and no birth date.

    An age is evidence and no birth date: it is compared, and goes into no record.
    """
    match = AGE.fullmatch(with_western_digits(said.get(ListField.AGE, "")))
    if match is None or "birth" in read.values or int(match[1]) > OLDEST:
        return
    last = (ground.as_of or ground.today).year - int(match[1])
    read.put("born_between", f"{last - 1}/{last}")


def read_sex(read: "Read", said: Mapping[str, str]) -> None:
    """Read the sex, in words of four languages."""
    text = said.get(ListField.SEX, "").strip()
    if not text:
        return
    words = known_words("sex")
    code = words.get(text.casefold()) or words.get(key_of(text))
    if code is None:
        read.problems.append(fault("sex_unreadable", ListField.SEX, text=text[:60]))
    elif code != Sex.UNKNOWN:
        read.put("sex", code)


def read_country(read: "Read", said: Mapping[str, str], otherwise: str) -> None:
    """Read the nationality as it is stated; else as the title, the sheet or the list tells it.

    Of whom none of them tells, it is not known.
    """
    text = said.get(ListField.NATIONALITY, "").strip()
    is_said = bool(text) and not is_nothing(text)
    code = nation_of(text) if is_said else otherwise
    if code is None:
        at = ListField.NATIONALITY
        read.problems.append(fault("country_unreadable", at, text=text[:60]))
    elif code != UNKNOWN:
        read.put("nationality", code)


def read_crossed(read: "Read", said: Mapping[str, str], ground: "Ground") -> None:
    """Read the day on which the border was crossed; without the border it stands in words."""
    at = ListField.CROSSED_ON
    text = said.get(at, "").strip()
    if not text or is_nothing(text):
        return
    reading = read_event(text, ground.today, ground.day_order, ground.zero)
    day = reading.birth
    if "future" in reading.notes:
        read.problems.append(fault("crossed_future", at))
    elif day is None or day.precision != "day":
        read.problems.append(fault("crossed_unreadable", at, text=text[:60]))
    elif not ground.has_border:
        read.problems.append(note("crossing_unsaid", at))
        read.remark(at, str(day))
    elif read.values.get("birth", "") > str(day):
        read.problems.append(fault("crossed_before_birth", at))
    else:
        read.put("crossing_when", str(day))
