"""One contradiction in a letter, and the letter in which it is looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

from cases.casework.models import Step
from cases.citizens.models import Citizen, IdentityDocument, Name, Relative
from cases.letters.choices import Accepted
from cases.letters.facts import Facts
from cases.letters.free_text import Part, parts_of
from cases.letters.kinds import Kind
from cases.letters.values import VALUES, entered_at, page_of_case, page_of_person, page_of_step
from cases.missions.models import Authority


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What contradicts what, what to do about it, and on which page; `stops`: until it is."""

    code: str
    sentence: str
    remedy: str
    url: str

    @property
    def stops(self) -> bool:
        """Whether the letter is not issued until it is mended; else somebody may accept it."""
        return self.code not in Accepted.values


@dataclass(frozen=True, slots=True)
class Asked:
    """One letter that is to be issued: what it says of whom, with which words of one's own.

    `texts`: all that others wrote and that stands in it besides these. `host`: the country of the
    mission that writes, to which it goes while it has no addressee. `printed`: the values that an
    issued one says, by their codes. `withdrawal`: the page on which an issued one is withdrawn.
    """

    facts: Facts
    kind: Kind
    language: str
    remark: str = ""
    texts: Sequence[str] = ()
    _: KW_ONLY
    addressee: Authority | None = None
    host: str = ""
    printed: Mapping[str, str] = field(default_factory=dict)
    withdrawal: str = ""

    @property
    def parts(self) -> list[Part]:
        """The words of one's own in parts: which are of another language than the letter's.

        Names in the host's script are not where the letter has such names, nor is the place then.
        """
        place = self.facts.case.citizen.now_place
        names = [place.name_local] if place is not None and "host_name" in self.kind.says else []
        return parts_of(self.remark, self.language, [*self.texts, *names])

    @property
    def goes_to(self) -> str:
        """The country to which it goes."""
        return self.addressee.country if self.addressee is not None else self.host

    def at(self, value: str, record: Citizen | None = None) -> str:
        """Return the page on which a value is entered, here or on another record of the person."""
        return entered_at(self.facts, VALUES[value], record)

    def on_person(self, verb: str, record: Citizen | None = None) -> str:
        """Return the page of an act on the person, or on another record of theirs."""
        return page_of_person(self.facts, verb, record)

    def on_step(self, verb: str, step: Step) -> str:
        """Return the page of an act on a step of the case."""
        return page_of_step(self.facts, verb, step)

    def on_case(self, verb: str, **said: str) -> str:
        """Return the page of an act on the case, with what is `said` already."""
        return page_of_case(self.facts, verb, **said)

    def written_anew(self, part: str = "") -> str:
        """Return the page on which such a letter is issued, or a part of it."""
        return self.on_case("issue-letter", letter=self.kind.code) + part

    def record_of(self, row: Name | IdentityDocument | Relative) -> Citizen | None:
        """Return the other record of the person on which something stands; None for that here."""
        others = self.facts.elsewhere.records
        return next((one for one in others if one.pk == row.citizen_id), None)
