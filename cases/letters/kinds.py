"""Kinds of letters as data: to whom, in which languages, what goes in, which step it is of.

Source: `seeds/letters`, a TOML file beside each letter. Read once; a fault ends the start.
"""

import hashlib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from cases.casework.choices import Outcome
from cases.core.configured import path_of
from cases.core.text import in_reader_words
from cases.letters.choices import Addressed, Effect
from cases.procedures.choices import RestrictedGroup

QUOTED: Final = re.compile(r'(?:"|\bd\.v\.)([a-z_]+)\b')
FORM: Final = "decree-30-2020.toml"
"""How documents of Viet Nam are laid out, and what was read of that; no kind of letter."""
SHARED: Final = ("house.typ", "cover.typ", FORM)
KNOWN: Final = frozenset(
    {
        *("title", "title_vi", "title_fr", "printed", "mark", "form", "layout_confirmed"),
        *("legal_basis", "to", "usual", "usual_is_holder", "usual_of_country", "languages"),
        *("needs", "restricted", "awaits_reply", "needs_step", "returns", "step"),
        *("type_name", "subject", "outcomes", "abroad"),
    }
)


@dataclass(frozen=True, slots=True)
class OfStep:
    """What a letter does to a step of a procedure; `result` is what is written down with it.

    `limit`: the code of the limit that the letter cites, for the case that `limit_case` says in
    Vietnamese; `limit_needs`: the value that has to be there, or it is not that case;
    `limit_returns`: it is for who wishes to return.
    """

    procedure: str
    effect: str
    result: Mapping[str, str] = field(default_factory=dict)
    limit: str = ""
    limit_needs: str = ""
    limit_case: str = ""
    limit_returns: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter; `digest` tells by which words of the house it was printed.

    In Vietnamese a document has the name of its type and beneath it what it is about; a plain
    letter (công văn) has no `type_name`, and its `subject` stands below the number. `returns`: when
    it says that the person wishes to return (`always`, `without_words` of one's own). `outcomes`:
    about cases that ended with these it is still written. `abroad`: it writes of somebody who is
    not in Viet Nam. `says`: which words stand in quotes in
    its template or are taken from `d.v`: the codes of its values are.
    """

    code: str
    titles: tuple[str, str, str]
    printed: Mapping[str, str]
    mark: str
    to: str
    languages: tuple[str, ...]
    needs: tuple[str, ...]
    digest: str
    type_name: str = ""
    subject: str = ""
    form: str = ""
    layout_confirmed: bool = False
    legal_basis: str = ""
    usual: str = ""
    usual_is_holder: bool = False
    usual_of_country: Mapping[str, str] = field(default_factory=dict)
    restricted: str = ""
    awaits_reply: bool = False
    needs_step: bool = False
    returns: str = ""
    abroad: bool = False
    outcomes: frozenset[str] = frozenset()
    steps: tuple[OfStep, ...] = ()
    says: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """What staff call it, in the reader's language."""
        return in_reader_words(*self.titles)

    def unconfirmed(self, languages: Collection[str] = ("vi",)) -> list[str]:
        """Return what of its layout nobody has read, for staff and in their language.

        The decree is followed in Vietnamese alone; a letter itself says nothing of this.
        """
        if "vi" not in self.languages or "vi" not in languages:
            return []
        said = _("the printed layout of form %(form)s") % {"form": self.form}
        own = [said] if self.form and not self.layout_confirmed else []
        return own + [in_reader_words(row["en"], row["vi"], row["fr"]) for row in form()["unread"]]


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Return every kind of letter by its code, in the order of their codes."""
    folder = path_of("letters")
    shared = b"".join(path_of(f"letters/{name}").read_bytes() for name in SHARED)
    files = [path for path in sorted(folder.glob("*.toml")) if path.name != FORM]
    return {path.stem: read_kind(path, shared) for path in files}


@lru_cache(maxsize=1)
def form() -> Mapping[str, Any]:
    """Return how documents of Viet Nam are laid out."""
    return tomllib.loads(path_of(f"letters/{FORM}").read_text())


def drafted_by() -> str:
    """Return how the unit that drafts letters is abbreviated."""
    return str(form()["words"]["drafted_by"])


def read_kind(path: Path, shared: bytes) -> Kind:
    """Read one file; what it names that there is not ends the start."""
    said = tomllib.loads(path.read_text())
    letter = path.with_suffix(".typ")
    refuse_unknown(path.name, said, letter)
    words = shared + letter.read_bytes() + path.read_bytes()
    plain = ("form", "layout_confirmed", "legal_basis", "usual", "usual_is_holder", "returns")
    more = (
        "usual_of_country",
        "restricted",
        "awaits_reply",
        "needs_step",
        "type_name",
        "subject",
        "abroad",
    )
    return Kind(
        code=path.stem,
        titles=(said["title"], said["title_vi"], said["title_fr"]),
        printed=said["printed"],
        mark=said["mark"],
        to=said["to"],
        languages=tuple(said["languages"]),
        needs=tuple(said["needs"]),
        digest=hashlib.sha256(words).hexdigest(),
        outcomes=frozenset(said.get("outcomes", ())),
        says=frozenset(QUOTED.findall(letter.read_text())),
        steps=tuple(OfStep(**row) for row in said.get("step", ())),
        **{name: said[name] for name in (*plain, *more) if name in said},
    )


def refuse_unknown(name: str, said: Mapping[str, Any], letter: Path) -> None:
    """Raise where a file says what is not known here."""
    odd = sorted(set(said) - KNOWN)
    odd += [row["effect"] for row in said.get("step", ()) if row["effect"] not in Effect.values]
    odd += [row for row in [said.get("returns")] if row not in {None, "always", "without_words"}]
    odd += [said["to"]] if said["to"] not in Addressed.values else []
    group = said.get("restricted", "")
    odd += [group] if group and group not in RestrictedGroup.values else []
    odd += sorted(set(said["languages"]) - set(said["printed"]))
    odd += sorted(set(said.get("outcomes", ())) - set(Outcome.values))
    if odd or not letter.exists():
        raise ImproperlyConfigured(f"{name}: not known here, or without its letter: {odd}.")
