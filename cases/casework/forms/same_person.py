"""The same person: linking two records, answering a proposal, undoing a link."""

import re
from typing import Any, ClassVar, Final
from uuid import UUID as UUID_OF

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.models import Case
from cases.casework.operations import (
    confirm_same_person,
    link_same_person,
    reject_same_person,
    unlink_same_person,
    withdraw_same_person,
)
from cases.casework.same.judged import UNCHOSEN
from cases.casework.same.preview import compared, must_choose, what_follows
from cases.citizens.choices import LinkDated, LinkGoesOn
from cases.citizens.models import Citizen, SamePerson
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.fields import Choice, Field, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

LONGEST_NAME: Final = 36
REFERENCE: Final = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{5,12}", re.ASCII)
resource("same-person-links", SamePerson, key="uuid", pattern=UUID)


def goes_on_field() -> Choice:
    """Which case goes on."""
    return Choice(
        LinkGoesOn,
        label=_("Which case goes on"),
        help_text=_("Only needed where one case is open and the other is closed."),
        required=False,
    )


def need_goes_on(form: OperationForm, citizen: Citizen, into: Citizen) -> None:
    """Let a page need the choice where an open case would meet a closed one."""
    if must_choose(form.actor, citizen, into):
        form.fields["goes_on"].required = True
        form.fields["goes_on"].error_messages |= {"required": str(UNCHOSEN)}


class Record(Field, forms.CharField):
    """One record in sight, named by its identifier or by the number of a case of hers."""

    expected = "string"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}


@declares(link_same_person, at="citizens/link-same-person")
class LinkSamePerson(OperationForm):
    """One person, recorded twice."""

    title = _("These are one person")
    what_happens = _(
        "Nothing moves: the other record stands for the person from now on, pages show what stands "
        "on both, and figures count them once. It can be undone at any time. Where it is not "
        "clear, somebody else has to confirm it first."
    )
    done = _("It is on record.")
    example = {
        "into": "00000000-0000-4000-8000-000000000000",
        "because": "The same passport, and his mother says so.",
        "dated": "opening",
    }
    bulk = False
    template = "casework/same_person.html"

    into = Record(
        label=_("The record that stands for the person"),
        help_text=_("The number of one of their cases, or the identifier of the record."),
        max_length=LONGEST_NAME,
    )
    because = Text(label=_("How it is known"), max_length=300)
    dated = Choice(
        LinkDated,
        label=_("From when on a case of this record in the same incident is a duplicate"),
        required=False,
    )
    goes_on = goes_on_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask on the page which case goes on as soon as it is known that it has to be said."""
        super().__init__(*args, **kwargs)
        other = self.other() if self.body is None and self.target is not None else None
        if other is not None:
            need_goes_on(self, self.target, other)

    has_preview = True
    can_swap = True
    """Which of the two stands for the person can be turned round before it is said."""

    def clean_into(self) -> Citizen:
        """Return the other record; out of sight and not there are answered alike."""
        found = record_of(self.actor, str(self.cleaned_data["into"]).strip())
        if found is None:
            raise ValidationError(_("There is no such person in your sight."), "unknown")
        return found

    def other(self) -> Citizen | None:
        """Return the other record as far as one was named."""
        named = str((self.data if self.is_bound else self.initial).get("into") or "").strip()
        return record_of(self.actor, named) if named else None

    def consequences(self) -> list[Sentence]:
        """Say which cases would close, who must confirm it, and what figures count then."""
        other = self.other()
        if other is None or self.target is None:
            return []
        said = self.data if self.is_bound else self.initial
        dated, goes_on = (str(said.get(name) or "") for name in ("dated", "goes_on"))
        return what_follows(self.actor, self.target, other, dated, goes_on)

    def sides(self) -> dict[str, Any]:
        """Return both records side by side; nothing as long as one is not named."""
        other = self.other()
        return side_by_side(self.actor, self.target, other) if other is not None else {}


def record_of(actor: Actor, named: str) -> Citizen | None:
    """Return the record in sight under an identifier or the number of a case."""
    people = Citizen.objects.visible_to(actor)
    if REFERENCE.fullmatch(named):
        cases = Case.objects.visible_to(actor).filter(reference=named)
        return people.filter(pk__in=cases.values("citizen_id")).first()
    try:
        return people.filter(uuid=UUID_OF(named)).first()
    except ValueError:
        return None


def side_by_side(actor: Actor, one: Citizen, other: Citizen) -> dict[str, Any]:
    """Return what a page shows of two records."""
    return {
        "one": name_shown(one.full_name),
        "other": name_shown(other.full_name),
        "lines": compared(actor, one, other),
    }


class OnLink(OperationForm):
    """An act on a link, with both records side by side."""

    template: ClassVar[str] = "casework/same_person.html"

    def sides(self) -> dict[str, Any]:
        """Return both records side by side."""
        return side_by_side(self.actor, self.target.citizen, self.target.into)


@declares(confirm_same_person, at="same-person-links/confirm")
class ConfirmSamePerson(OnLink):
    """By another person than the one who proposed it."""

    has_preview = True
    title = _("Confirm: one person")
    what_happens = _("From now on both records are one person. It can be undone at any time.")
    done = _("Both records are one person now.")
    example = {"goes_on": "open"}
    bulk = False

    goes_on = goes_on_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask only where the proposal does not say it."""
        super().__init__(*args, **kwargs)
        if self.target is not None and self.target.goes_on:
            del self.fields["goes_on"]
        elif self.body is None and self.target is not None:
            need_goes_on(self, self.target.citizen, self.target.into)

    def consequences(self) -> list[Sentence]:
        """Say what would follow, as the link was proposed."""
        link = self.target
        if link is None:
            return []
        people = (link.citizen, link.into)
        goes_on = link.goes_on or str((self.data if self.is_bound else {}).get("goes_on") or "")
        return what_follows(self.actor, *people, link.dated, goes_on, is_proposed=True)


@declares(reject_same_person, at="same-person-links/reject")
class RejectSamePerson(OnLink):
    """Two people after all."""

    title = _("Reject: two people")
    what_happens = _("Both records stay as they are, and are not offered as one person any more.")
    done = _("It is on record that these are two people.")
    example = {"reason": "Brothers; the father's name differs."}
    bulk = False

    reason = Text(label=_("How it is known"), max_length=300)


@declares(withdraw_same_person, at="same-person-links/withdraw")
class WithdrawSamePerson(OnLink):
    """By whoever proposed it, before somebody answers."""

    title = _("Withdraw the proposal")
    what_happens = _(
        "Both records stay as they are. Nothing is said about whether they are one person; it can "
        "be proposed again."
    )
    done = _("The proposal is withdrawn.")
    example: ClassVar[dict[str, Any]] = {}
    bulk = False


@declares(unlink_same_person, at="same-person-links/undo")
class UnlinkSamePerson(OnLink):
    """Two people after all, or linked by mistake."""

    title = _("Undo: not one person")
    what_happens = _(
        "Both records are two people again, and figures count both. A case that was closed as a "
        "duplicate goes on where it stood, with what was recorded on it since."
    )
    done = _("The link is undone.")
    example = {"reason": "The photographs show two men."}
    bulk = False

    reason = Text(label=_("Why"), max_length=300)
