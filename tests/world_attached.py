"""People with one thing attached, which can be withdrawn; and what was said of and by them."""

from collections.abc import Callable
from typing import Any

from cases.citizens import operations as citizens
from cases.core.actor import Actor
from tests.register import a_citizen
from tests.world_files import attachment
from tests.world_talking import OF_TALK

Prepared = tuple[Any, dict[str, Any]]


def with_attached(operation: Any, field: str, **values: Any) -> Callable[[Actor], Prepared]:
    """A person with one thing attached, which can be withdrawn."""

    def build(actor: Actor) -> Prepared:
        person = a_citizen(actor)
        row = operation(actor, person, **values)
        return person, {field: str(row.uuid)}

    return build


def two_people(actor: Actor) -> Prepared:
    """A person, and another one who looks like her."""
    return a_citizen(actor), {"other": str(a_citizen(actor).uuid)}


ATTACHED = {
    **OF_TALK,
    "declare_different": two_people,
    "withdraw_name": with_attached(citizens.add_name, "name", kind="alias", value="Tí"),
    "withdraw_contact_point": with_attached(
        citizens.add_contact_point, "contact_point", kind="phone", value="+84 000 000 0000"
    ),
    "withdraw_identity_document": with_attached(
        citizens.add_identity_document, "document", kind="passport", status="lost"
    ),
    "withdraw_relative": with_attached(
        citizens.add_relative, "relative", full_name="Nguyễn Thử", relation="father"
    ),
}
OF_FILES = {"attachments": attachment}
