"""Why two names are, or are not, the same: codes for the record, sentences for staff."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, str | Promise]] = {
    "same": _("“%(ours)s” stands in both."),
    "marks_missing": _("“%(ours)s” and “%(theirs)s” are the same without marks."),
    "marks_differ": _(
        "“%(ours)s” and “%(theirs)s” are different names: both are written with marks."
    ),
    "regional": _("“%(ours)s” and “%(theirs)s” are one name in the north and in the south."),
    "regional_weak": _("“%(ours)s” and “%(theirs)s” may be one name in two regions."),
    "initial": _("“%(short)s” may be the initial of “%(long)s”."),
    "abbreviation": _("“%(short)s” may be short for “%(long)s”."),
    "one_letter": _("“%(ours)s” and “%(theirs)s” are one letter apart."),
    "sound": _("“%(ours)s” and “%(theirs)s” sound alike to a foreign ear."),
    "heard": _("“%(ours)s” and “%(theirs)s” sound alike across two scripts."),
    "joined": _("“%(ours)s” and “%(theirs)s” differ only in where the words part."),
    "missing": _("“%(ours)s” is missing in the other name."),
    "extra": _("“%(theirs)s” stands only in the other name."),
    "different": _("“%(ours)s” and “%(theirs)s” are different."),
    "order": _("The words stand in another order."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing two names have in common or not. `bits` is how much it says for one person."""

    code: str
    ours: str = ""
    theirs: str = ""
    bits: float = 0.0

    @property
    def sentence(self) -> str:
        """The reason in words for staff."""
        short, long = sorted((self.ours, self.theirs), key=len)
        words = {"ours": self.ours, "theirs": self.theirs, "short": short, "long": long}
        return str(SENTENCES[self.code]) % words
