"""Tables of the admin to look at in a browser: the list and the first record of each.

All look alike, so the suite looks at some of them, always the same; the audit at all.
"""

import zlib

from django.contrib import admin
from django.urls import reverse

from cases.core.actor import Actor
from cases.core.context import eyes
from tests.hardening.odd import IS_AUDIT

EVERY = 1 if IS_AUDIT else 12


def tables(actor: Actor) -> tuple[str, ...]:
    """The pages of the tables that are looked at."""
    found = []
    for model, shown in admin.site._registry.items():
        name = model._meta.model_name
        if zlib.crc32(name.encode()) % EVERY or shown.sees not in actor.sights:
            continue
        found.append(reverse(f"admin:cases_{name}_changelist"))
        with eyes(actor):
            row = model._default_manager.visible_to(actor).order_by("pk").first()
        if row is not None:
            found.append(reverse(f"admin:cases_{name}_change", args=[row.pk]))
    return tuple(found)
