"""Tables of the admin to look at in a browser: the list and the first record of each."""

from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from cases.core.actor import Actor
from cases.core.context import eyes


def tables(actor: Actor) -> tuple[str, ...]:
    """The pages of the tables that are looked at."""
    request, found = RequestFactory().get("/admin/"), []
    request.actor = actor  # type: ignore[attr-defined]
    for model, shown in admin.site._registry.items():
        name = model._meta.model_name
        if not shown.has_view_permission(request):
            continue
        found.append(reverse(f"admin:cases_{name}_changelist"))
        with eyes(actor):
            row = model._default_manager.visible_to(actor).order_by("pk").first()
        if row is not None:
            found.append(reverse(f"admin:cases_{name}_change", args=[row.pk]))
    return tuple(found)
