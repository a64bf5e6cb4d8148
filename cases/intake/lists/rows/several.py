"""Two people in one cell: what the cell says is parted into a proposal, and somebody decides.

“A / a” is one person in two spellings, and two scripts that sound alike are one too. “A + 2 con”
names one and counts two more; “A, B và 2 con” names two. Nobody is registered from such a row
before it is split or mended.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded, placed
from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.keys import name_key
from cases.citizens.names.known import is_known, spellings_at
from cases.citizens.names.marks import has_marks
from cases.intake.lists.choices import ListField
from cases.intake.lists.rows.kinds import is_like_person

KIN: Final = (
    r"con(?: trai| gái| nhỏ)?|cháu|bé|trẻ(?: em)?|vợ|chồng|mẹ|em(?: trai| gái)?|anh|chị|"
    r"child(?:ren)?|kids?|bab(?:y|ies)|sons?|daughters?|wife|husband|mother|brother|sister|"
    r"enfants?|fils|filles?|femme|mari|ลูก|บุตร|ภรรยา|สามี"
)
AND: Final = r"\+|&|\b(?:và|cùng(?: với)?|and|with|et|avec)\b|และ"
COUNTED: Final = re.compile(
    rf"(?P<first>.+?)\s*[,(]?\s*(?:{AND})\s*(?P<count>[1-9][0-9]?)?\s*"
    rf"(?P<kin>{KIN}|người|people|pax|personnes?|คน)(?![^\W\d_])(?P<rest>[\s:,].*?)?\)?",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(
    r"\s*(?:[/;&+\n]|\s[-–]\s|\s(?:và|and|et|cùng(?: với)?)\s|และ)\s*", re.IGNORECASE
)
ONE_MORE: Final = re.compile(rf"\s*(?:{AND}|[/;,])", re.IGNORECASE)
SIGN: Final = re.compile(r"[/;+&]")
COMMAS: Final = re.compile(r"\s*,\s*")
PARTS: Final = re.compile(
    r"\s+[/&|]\s+|\s*[;\n]\s*|\s+(?:và|and|et)\s+|(?<=\d{4})\s*/\s*(?=\d{4}$)"
)
MAY_BE_SEVERAL: Final = re.compile(
    r"[/;&+\n,]|\s[-–]\s|\b(?:và|and|et|cùng|with|avec)\b|และ", re.IGNORECASE
)
OF_TICKET: Final = re.compile(
    r"(?P<family>[^\W\d_]+)/(?P<given>[^\W\d_]+(?: [^\W\d_]+)*?)"
    r"(?P<title> (?:MR|MRS|MS|MISS|MSTR))?",
    re.IGNORECASE,
)
BESIDE: Final = re.compile(
    r"(?P<name>[^/;&+\n]+?)\s*[,(]?\s*\b(?P<how>a/?k/?a|alias|[cdfhsw]/o)\b[.:]?\s*"
    r"(?P<rest>[^/;&+\n]+?)\)?",
    re.IGNORECASE,
)
MOSTLY: Final = 50
"""So many times as many people have a word at its place in a name as have it as a given name."""
LAST: Final = re.compile(r"(?P<name>[^,(]+?)(?:\s[-–]\s|\s*[,(])\s*(?P<rest>[^-–,;()/]+)\)?")
OF_EACH: Final = (
    *(ListField.BIRTH, ListField.SEX, ListField.DOCUMENT_NUMBER, ListField.PERSONAL_NUMBER),
    *(ListField.PHONE, ListField.BIRTH_DAY, ListField.BIRTH_MONTH, ListField.BIRTH_YEAR),
    *(ListField.OTHER_NAME, ListField.AGE),
)
"""What is of one person alone: of the others nothing is said, unless the cell says as many."""


def people_in(cell: str) -> list[str] | None:
    """Return the names in a cell that names several people, "" for who has none; else nothing.

    None where it cannot be told: one of its parts looks like a name of ours, and another does not.
    """
    text = re.sub(r"[ \t]+", " ", cell.strip())
    if not MAY_BE_SEVERAL.search(text):
        return []
    match = COUNTED.fullmatch(text)
    if match and len(match["first"].split()) > 1:
        return with_kin(match)
    parts = parts_of(text)
    are_whole = all(map(is_whole, parts))
    if len(parts) > 1 and (are_whole or SIGN.search(text) or any(map(is_like_person, parts))):
        if is_one(parts):
            return []
        are_alike = len({is_like_person(part) or is_host_script(part) for part in parts}) == 1
        return parts if are_whole and are_alike else None
    parts = [part for part in COMMAS.split(text) if part]
    return between_commas(parts) if len(parts) > 1 else []


def between_commas(parts: Sequence[str]) -> list[str] | None:
    """Return the names that commas part, nothing for a family name before its given one, or None.

    “Nguyen, Van An” is one person; “Nguyễn Văn An, Tony” and “Mai, Lan” may be two.
    """
    if all(map(is_like_person, parts)):
        return list(parts)
    if is_family(parts[0], parts[1].split()):
        return [] if len(parts) == 2 else None
    is_ours = all(map(is_known, folded(parts[0]).split())) or any(map(is_like_person, parts))
    return None if is_ours or all(map(is_whole, parts)) else []


def of_ticket(cell: str) -> str:
    """Return the name that stands as on tickets, family/given with a title; else a blank.

    Without a title it is told by capitals, a family name of ours and two more: NGUYEN/VAN ANH.
    """
    match = OF_TICKET.fullmatch(cell.strip())
    if match is None:
        return ""
    given = match["given"].split()
    is_ours = cell.isupper() and len(given) > 1 and is_family(match["family"], given)
    return f"{match['family']} {match['given']}" if match["title"] or is_ours else ""


def is_family(word: str, given: Sequence[str]) -> bool:
    """Return whether a word before given names is a family name, and nobody of that given name.

    Mai and Hà are both: they count where a middle name follows, as in HA/THI LAN.
    """
    if is_mostly(word, "family"):
        return True
    return share_at(word, "family") > 0 and len(given) > 1 and is_mostly(given[0], "middle")


def is_mostly(word: str, position: str) -> bool:
    """Return whether a word stands at a position, and hardly ever as a given name."""
    return share_at(word, position) > MOSTLY * share_at(word, "given")


def share_at(word: str, position: str) -> float:
    """Return with which share of people a word stands at a position, as far as its marks tell."""
    known = spellings_at(folded(word), position)
    same = [one for one in known if not has_marks(word) or one.spelled == placed(word).title()]
    return sum(one.share for one in same)


def beside_name(cell: str) -> tuple[str, str, bool]:
    """Return a name, what stands beside it, and whether that is another name of the person.

    “A a/k/a B” gives another name, “A s/o B” something else; blanks where it is neither.
    """
    match = BESIDE.fullmatch(cell.strip())
    if match is None:
        return "", "", False
    return match["name"], match["rest"], not match["how"].lower().endswith("/o")


def before_last(cell: str) -> tuple[str, str]:
    """Return a name of ours and what follows it after a dash, a comma or in brackets; or blanks."""
    match = LAST.fullmatch(cell.strip())
    return (match["name"], match["rest"]) if match and is_like_person(match["name"]) else ("", "")


def parts_of(text: str) -> list[str]:
    """Return what stands between signs that part names."""
    return [part.strip(" ()") for part in BETWEEN.split(text) if part.strip(" ()")]


def is_whole(name: str) -> bool:
    """Return whether a name has several words; Thai and Burmese write them as one."""
    return len(name.split()) > 1 or is_host_script(name)


def with_kin(match: re.Match[str]) -> list[str] | None:
    """Return who is named and those who came along, by name where the cell gives as many names.

    None where it cannot be told who is named, or somebody else may follow: “A + 2 con + B”.
    """
    first = match["first"].strip(" ,(")
    named_first = people_in(first)
    if named_first is None or ONE_MORE.match(match["rest"] or ""):
        return None
    rest = (match["rest"] or "").strip(" :,()")
    named = [part.strip(" ()") for part in re.split(r"[,;&+/]|\s(?:và|and|et)\s", rest)]
    named = [name for name in named if any(char.isalpha() for char in name)]
    count = int(match["count"] or max(len(named), 1))
    others = named if len(named) == count else [""] * count
    return [*(named_first or [first]), *others]


def is_one(parts: Sequence[str]) -> bool:
    """Return whether names are one person's: spelled with the same letters, or heard as the same.

    Marks tell people apart (Hùng, Hưng), unless a spelling has none.
    """
    if len({spelled(folded(part)) for part in parts}) == 1:
        return len({spelled(placed(part).casefold()) for part in parts if has_marks(part)}) < 2
    if len(parts) != 2 or is_host_script(parts[0]) == is_host_script(parts[1]):
        return False
    one, other = map(name_key, parts)
    found = compare(one, other)
    return found.score > 0 and "different" not in found.codes


def spelled(name: str) -> tuple[str, ...]:
    """Return the words of a name in an order that does not matter."""
    return tuple(sorted(name.split()))


def spellings_in(cell: str) -> tuple[str, str]:
    """Return the name and the other spelling of a cell that names one person twice; else blanks.

    The one with marks and in Latin letters is the name.
    """
    if not MAY_BE_SEVERAL.search(cell):
        return "", ""
    parts = [part for part in parts_of(cell) if is_whole(part)]
    if len(parts) < 2 or not is_one(parts):
        return "", ""
    parts.sort(key=lambda part: (is_host_script(part), not has_marks(part)))
    return parts[0], parts[1]


def shares(said: Mapping[str, str], names: Sequence[str]) -> list[dict[str, str]]:
    """Return for each person of a row what counts in place of its cells.

    A cell that is parted into as many as there are people gives each their own; any other cell of
    one person alone stays with the first, and nothing is said of the others.
    """
    found: list[dict[str, str]] = [{ListField.FULL_NAME.value: name} for name in names]
    for at in OF_EACH:
        text = said.get(at, "")
        parts = [part.strip() for part in PARTS.split(text)] if text else []
        if len(parts) == len(names):
            for one, part in zip(found, parts, strict=True):
                one[at.value] = part
        elif text:
            for one in found[1:]:
                one[at.value] = ""
    return found
