"""The registry: which form declares which operation, and at which address it is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, get_type_hints

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.forms import OperationForm
from cases.core.operations import Operation

FEATURES = (
    "places",
    "missions",
    "notices",
    "citizens",
    "incidents",
    "crossings",
    "procedures",
    "casework",
    "casework.protection",
    "casework.groups",
    "casework.follow_up",
    "casework.recounts",
    "letters",
    "files",
    "money",
    "money.claims",
    "movements",
    "movements.costs",
    "movements.musters",
    "movements.handover",
    "reports",
    "intake",
    "intake.lists",
    "intake.reconciliation",
    "overview",
    "publishing",
    "briefings",
    "exchange",
    "exports",
    "privacy",
    "retention",
    "accounts",
    "accounts.administrators",
    "record",
    "configuration",
)


Read = Callable[[Actor, str], Any]
"""(actor, what stands in the address) -> the key; None where that is the name of nothing."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of record operations act on: how it is found and named in addresses."""

    name: str
    model: type[models.Model]
    key: str
    pattern: str
    read: Read | None = None

    def find(self, actor: Actor, key: str) -> Any:
        """Return the row `actor` sees under `key`; 404 otherwise."""
        manager: Any = self.model._default_manager
        value = self.read(actor, key) if self.read is not None else key
        if value is None:
            raise not_found()
        try:
            return manager.visible_to(actor).get(**{self.key: value})
        except (self.model.DoesNotExist, ValueError):  # type: ignore[attr-defined] # every model has it
            raise not_found() from None


@dataclass(frozen=True, slots=True)
class Declared:
    """One operation with its form and address: `<resource>/<verb>`."""

    operation: Operation[..., Any]
    form: type[OperationForm]
    resource: str
    verb: str

    @property
    def name(self) -> str:
        """The name of the operation."""
        return self.operation.name

    @property
    def is_creation(self) -> bool:
        """Whether the operation acts on no record yet."""
        return self.operation.target == "none"

    @property
    def is_correction(self) -> bool:
        """Whether it puts a row in as a whole, and so corrects the one that has its code."""
        form = self.form
        return bool(form.known_by) and form.model is RESOURCES[self.resource].model

    @property
    def is_on_record(self) -> bool:
        """Whether it is done on a record that is there."""
        return not self.is_creation or self.is_correction

    @property
    def needs_version(self) -> bool:
        """Whether a call must say which version of the record it means."""
        return self.operation.target == "one" and not self.operation.appends

    @property
    def makes_record(self) -> bool:
        """Whether a record with an address of its own comes out that was not acted on."""
        if self.form.makes_another:
            return True
        made = get_type_hints(self.operation.body).get("return")
        acted_on = RESOURCES[self.resource].model
        models_known = {kind.model for kind in RESOURCES.values()}
        return self.is_creation or (made in models_known and made is not acted_on)

    @property
    def status(self) -> int:
        """What the API answers when it was done."""
        if self.form.starts_work:
            return 202
        return 201 if self.makes_record else 200


RESOURCES: dict[str, Resource] = {}
DECLARED: dict[str, Declared] = {}


def resource(
    name: str, model: type[models.Model], *, key: str, pattern: str, read: Read | None = None
) -> None:
    """Register a kind of record under its name in addresses."""
    RESOURCES[name] = Resource(name, model, key, pattern, read)


def declares[F: type[OperationForm]](
    operation: Operation[..., Any], *, at: str
) -> Callable[[F], F]:
    """Tie the one form of `operation` to it; `at` is `<resource>/<verb>`."""
    place, verb = at.split("/")

    def wrap(form: F) -> F:
        form.operation = operation
        DECLARED[operation.name] = Declared(operation, form, place, verb)
        return form

    return wrap


def load() -> None:
    """Import the forms of every feature, so that all declarations are known."""
    for feature in FEATURES:
        module = f"cases.{feature}.forms"
        if find_spec(module) is not None:
            import_module(module)


def declared_for(resource_name: str) -> list[Declared]:
    """Return the operations on a kind of record, in the order of declaration."""
    return [row for row in DECLARED.values() if row.resource == resource_name]


def declared_of(resource_name: str, model: type[models.Model]) -> list[Declared]:
    """Return the same with what puts in such rows, though its address is that of another kind."""
    return [
        row for row in DECLARED.values() if row.resource == resource_name or row.form.model is model
    ]
