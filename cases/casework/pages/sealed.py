"""What is sealed of a case, as far as the reader may read it, and one line where there is more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.models import SealedPart, Step
from cases.core.actor import Actor
from cases.procedures.choices import RestrictedGroup


@dataclass(frozen=True, slots=True)
class Opened:
    """The sealed parts that this reader may read, by id."""

    actor: Actor
    parts: Mapping[int, SealedPart]

    def text(self, name: str, text: str, key: int | None) -> str:
        """Return a text from where it stands; empty where it is hidden."""
        said = self.content(key).get(name, "")
        return text or str(said)

    def values(self, values: Mapping[str, Any], key: int | None) -> dict[str, Any]:
        """Return the values of a result without those that are hidden."""
        return {**values, **self.content(key).get("values", {})}

    def content(self, key: int | None) -> dict[str, Any]:
        """Return what a part says, nothing where it is hidden or there is none."""
        part = self.parts.get(key) if key is not None else None
        return part.content if part else {}

    def hidden(self, step: Step, keys: Iterable[int | None]) -> str:
        """Return the line that says what is needed to read more; empty where all is shown."""
        if all(key is None or key in self.parts for key in keys):
            return ""
        return hidden_words(step.procedure.restricted)

    def may_work_on(self, step: Step) -> bool:
        """Return whether the role reads what would be written down."""
        group = step.procedure.restricted
        return not group or self.actor.sees(group)


def hidden_words(group: str) -> str:
    """Return the line that stands instead of what is hidden."""
    if not group:
        return _("Hidden: needs a role that reads restricted parts.")
    label = RestrictedGroup(group).label
    return _("Hidden: needs a role that reads the group “%(group)s”.") % {"group": label}
