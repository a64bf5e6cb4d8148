"""Finding frozen lists."""

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.movements.models import ManifestVersion


def version_of(actor: Actor, number: str, version: int) -> ManifestVersion:
    """Return a frozen version of a movement, as far as it is in sight; 404 otherwise."""
    rows = ManifestVersion.objects.visible_to(actor).select_related("movement__mission")
    found = rows.filter(movement__number=number, number=version).first()
    if found is None:
        raise not_found()
    return found
