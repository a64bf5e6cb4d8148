"""What issuing letters takes: which, to whom, in which language, with which words of one's own."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.forms.person import UUID
from cases.citizens.models import Relative
from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Choice, Codes, Named, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.many import BULK_LIMIT
from cases.core.registry import declares, resource
from cases.letters.choices import Accepted, LetterCode, LetterLanguage
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.models import Letter, LetterBatch
from cases.letters.operations import issue_letter, issue_letters
from cases.letters.relatives import may_be_told
from cases.missions.models import Authority

resource("letters", Letter, key="uuid", pattern=UUID)
resource("letter-batches", LetterBatch, key="uuid", pattern=UUID)
LONGEST = 2000


def bodies(actor: Actor, target: Any) -> Any:
    """Return every body to which letters go."""
    return Authority.objects.visible_to(actor)


def former(actor: Actor, target: Any) -> Any:
    """Return the letters about a case that can be replaced."""
    rows = Letter.objects.visible_to(actor)
    rows = rows.filter(case=target) if isinstance(target, Case) else rows.none()
    return rows.filter(withdrawn_at__isnull=True, replaced_at__isnull=True).order_by("-pk")


def relatives(actor: Actor, target: Any) -> Any:
    """Return the relatives to whom a notice about the person of a case may go."""
    rows = Relative.objects.visible_to(actor)
    if not isinstance(target, Case):
        return rows.none()
    facts = facts_of(actor, [target], present.now())[target.pk]
    return rows.filter(pk__in=[row.pk for row in may_be_told(facts)]).order_by("pk")


def letter_field() -> Choice:
    """Which letter."""
    return Choice(LetterCode, label=_("Letter"))


def addressee_field() -> Ref:
    """To whom, where it is not the usual body."""
    return Ref(
        by="code",
        among=bodies,
        label=_("Addressee"),
        help_text=_(
            "Of a letter to a body. Leave it empty for the one to which this letter usually goes."
        ),
        required=False,
    )


def in_which() -> str:
    """Return which letters are written in which languages, for the reader."""
    found: dict[str, list[str]] = {}
    for kind in kinds().values():
        names = ", ".join(str(LetterLanguage(code).label) for code in kind.languages)
        found.setdefault(names, []).append(kind.title)
    words = "; ".join(f"{names}: {', '.join(titles)}" for names, titles in found.items())
    return _("Leave it empty for the usual one of the letter. There is: %(words)s.") % {
        "words": words
    }


def language_field() -> Choice:
    """In which language, where there are several."""
    return Choice(
        LetterLanguage,
        label=_("Language"),
        help_text=lazy(in_which, str)(),
        required=False,
    )


def remark_field() -> Text:
    """Words of one's own."""
    return Text(
        label=_("Words of your own"),
        help_text=_(
            "They stand in the letter as you write them, those in another language marked as such. "
            "Say nothing of the person that nobody has decided."
        ),
        max_length=LONGEST,
        multiline=True,
        required=False,
    )


def accepted_field() -> Codes:
    """What contradicts and was looked at."""
    return Codes(
        Accepted,
        label=_("Looked at, and right as it is"),
        help_text=_("What contradicts in the letter and may stay so. All else is mended first."),
        required=False,
    )


class ToRelative(Ref):
    """To which relative: of a notice it is chosen, though other letters go without."""

    unchosen = _("— choose —")


@declares(issue_letter, at="cases/issue-letter")
class IssueLetter(OperationForm):
    """Its number is taken, its text and its file are fixed."""

    title = _("Issue a letter")
    what_happens = _(
        "The letter gets its number, and its words can no longer be changed. What it asks is asked "
        "when it is sent; a step that it completes is done with it. A mistake is mended by another "
        "letter that replaces it when it is sent."
    )
    done = _("The letter is issued.")
    template = "letters/issue_letter.html"
    bulk = False
    refuses = (422,)
    example = {"letter": "interview-sheet", "language": "vi", "remark": ""}

    letter = letter_field()
    relative = ToRelative(
        by="uuid",
        among=relatives,
        label=_("To which relative"),
        help_text=_(
            "Of a notice to the family: those whom the person lets be told, and who are safe to be "
            "told. Where there are several, choose one."
        ),
        required=False,
    )
    addressee = addressee_field()
    language = language_field()
    remark = remark_field()
    replaces = Ref(
        by="uuid",
        among=former,
        label=_("Replaces"),
        help_text=_("The letter that this one corrects. It stays in the register."),
        required=False,
    )
    accepted = accepted_field()


@declares(issue_letters, at="letter-batches/issue")
class IssueLetters(OperationForm):
    """One print for all, with a list in front."""

    title = _("Issue letters together")
    what_happens = _(
        "Each case gets its own letter and number. All of them are printed in one file, with a "
        "list in front. Nothing is issued while one of them lacks something."
    )
    done = _("The letters are issued.")
    template = "letters/issue_letters.html"
    refuses = (422,)
    example = {"cases": [], "letter": "interview-sheet", "language": "vi"}

    cases = Named(
        by="reference",
        among=lambda actor, target: Case.objects.visible_to(actor),
        most=BULK_LIMIT,
        label=_("Cases"),
    )
    letter = letter_field()
    relatives = Named(
        by="uuid",
        among=lambda actor, target: Relative.objects.visible_to(actor),
        most=BULK_LIMIT,
        label=_("To which relatives"),
        help_text=_(
            "Of a notice to the family: one for each person of whom several relatives may be told. "
            "Where only one may be told, the notice goes to that one."
        ),
        required=False,
    )
    addressee = addressee_field()
    language = language_field()
    remark = remark_field()
    accepted = accepted_field()
    leave_out = YesNo(
        label=_("Leave out cases for which something is missing"),
        help_text=_("They are counted, and can have their letter later."),
    )
