"""What the operations on saved views take."""

from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.fields import Choice, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.overview.choices import Reach, Towards
from cases.overview.find import find
from cases.overview.forms.filters import WorklistFilters
from cases.overview.models import SavedView
from cases.overview.operations import (
    move_view,
    remove_view,
    rename_view,
    save_view,
    share_view,
)

PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("saved-views", SavedView, key="uuid", pattern=PATTERN)

NAME_HELP = _("In words of your own, without the name or number of a person.")
LONGEST = 600
ONLY_CODES = _(
    "Only filters and the order of the work list can be kept, never words or numbers of a person."
)


class Named(OperationForm):
    """A form with the name of a view."""

    def clean_name(self) -> str:
        """Refuse what names a person whom the actor sees, or one of her cases or papers."""
        name: str = self.cleaned_data["name"]
        found = find(self.actor, name, present.now())
        if found.people and (found.by != "name" or " " in name):
            raise ValidationError(
                _("This is the name or number of a person. Say what the view is for."),
                code="names_person",
            )
        return name


@declares(save_view, at="saved-views/save")
class SaveView(Named):
    """Filters and order as the address of the list has them."""

    title = _("Save this view")
    what_happens = _(
        "It stands beside the other views of your work list, with the number of its cases."
    )
    done = _("The view is saved.")
    example = {"name": "Ready, most urgent first", "asks": "stage=ready&order=deadline"}

    name = Text(label=_("Name of the view"), help_text=NAME_HELP, max_length=60)
    asks = Text(
        label=_("Filters"),
        help_text=_("Filters and order, as in the address of the work list."),
        max_length=LONGEST,
        widget=forms.HiddenInput,
    )

    def clean_asks(self) -> dict[str, str]:
        """Take filters that there are, each with one of its codes."""
        try:
            pairs = parse_qsl(self.cleaned_data["asks"], max_num_fields=30, strict_parsing=True)
        except ValueError:
            raise ValidationError(ONLY_CODES, code="not_filters") from None
        asked = dict(pairs)
        filters = WorklistFilters(self.actor, asked)
        if len(asked) != len(pairs) or not asked.keys() <= filters.fields.keys():
            raise ValidationError(ONLY_CODES, code="not_filters")
        if filters.errors:
            label = filters.fields[next(iter(filters.errors))].label
            raise ValidationError(
                _("%(filter)s: there is no such value any more."),
                code="unknown_value",
                params={"filter": label},
            )
        kept = filters.codes()
        if not kept:
            raise ValidationError(
                _(
                    "Set a filter or an order first: without one this is the list of all "
                    "open cases."
                ),
                code="required",
            )
        return kept


@declares(rename_view, at="saved-views/rename")
class RenameView(Named):
    """The filters stay as they are."""

    title = _("Rename the view")
    what_happens = _("Its filters stay as they are.")
    done = _("The view has its new name.")
    example = {"name": "Ready to go home"}
    bulk = False

    name = Text(label=_("Name of the view"), help_text=NAME_HELP, max_length=60)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return the name it has now."""
        return super().get_initial_for_field(field, field_name) or str(self.target or "")


@declares(move_view, at="saved-views/move")
class MoveView(OperationForm):
    """Among the own ones."""

    title = _("Move the view")
    what_happens = _("It changes places with the view before or behind it.")
    done = _("The views stand in their new order.")
    example = {"towards": "earlier"}
    bulk = False

    towards = Choice(Towards, label=_("Where to"))


@declares(share_view, at="saved-views/share")
class ShareView(OperationForm):
    """With the own mission."""

    title = _("Share the view")
    what_happens = _("Each member of staff sees in it the cases that are theirs to see anyway.")
    done = _("It is noted who sees the view.")
    example = {"reach": "desk"}
    bulk = False

    reach = Choice(Reach, label=_("Who sees it"))


@declares(remove_view, at="saved-views/remove")
class RemoveView(OperationForm):
    """From sight; no case is touched."""

    title = _("Remove the view")
    what_happens = _("It no longer stands on the work list. The cases in it stay as they are.")
    done = _("The view is removed.")
    example = {}
    bulk = False
