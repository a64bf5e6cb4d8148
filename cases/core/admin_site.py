"""Django's admin as a dashboard: it shows, scoped to the actor, and acts by operations only."""

import unicodedata
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import no_posting, not_found
from cases.core.kept import ask_to_log_in
from cases.core.web import actor_of

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@cache
def words_key(words: str) -> tuple[list[int], str]:
    """Return the key that sorts labels: letters as in the alphabet, Đ behind D, tones last."""
    letters = (char for char in unicodedata.normalize("NFD", words.lower()) if char not in TONES)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return [ALPHABET.find(char) for char in bare], words


class HouseAdminSite(AdminSite):
    """Open to staff with a posting in force; the rows are those of their mission."""

    site_title = _("Dashboard")
    site_header = _("Dashboard")
    index_title = _("Dashboard")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take our own tables only: groups of the framework would look like rights and are none."""
        is_one = isinstance(model_or_iterable, type)
        models: list[Any] = [model_or_iterable] if is_one else list(model_or_iterable)
        own = [model for model in models if model._meta.app_label == "cases"]
        super().register(own, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the admin opens at all."""
        return bool(request.user.is_active and actor_of(request) is not None)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Answer with every moment in the time of the reader's mission.

        A form that was sent after the session had ended comes back after the login, as elsewhere.
        """
        answer_of = super().admin_view(view, cacheable)

        @wraps(view)
        def local(request: HttpRequest, *args: Any, **named: Any) -> Any:
            actor = actor_of(request)
            if not request.user.is_authenticated and getattr(view, "keeps_typed", False):
                return ask_to_log_in(request)
            with timezone.override(actor.clock if actor else None):
                answer = answer_of(request, *args, **named)
                # A page that is drawn later would be drawn in another time.
                is_drawn = isinstance(answer, SimpleTemplateResponse)
                return answer.render() if is_drawn else answer

        return local

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the dashboard; the figures come from the feature named in the settings."""
        dashboard = import_string(settings.DASHBOARD)
        answer: Any = super().index(request, extra_context)
        context = answer.context_data
        context |= dashboard(actor_of(request), request.GET, context["app_list"])
        return answer

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """Lead to the index: there is one app, and all its tables stand there."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Return the tables in the alphabet of the reader's language.

        Django sorts labels that are translated anew at each comparison, and gives the list to every
        page; here it is made when a page shows it.
        """

        def made() -> list[Any]:
            apps = [*self._build_app_dict(request, app_label).values()]
            for app in apps:
                rows = [row | {"name": str(row["name"])} for row in app["models"]]
                app["models"] = sorted(rows, key=lambda row: words_key(row["name"]))
            return apps

        return SimpleLazyObject(made)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Passwords are not changed here: nothing is written outside an operation."""
        raise not_found()

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """No form of ours completes what is typed, and names would stand in its address."""
        raise not_found()

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Use the one login page of the app."""
        if actor_of(request) is not None:
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise no_posting()
        return redirect_to_login(request.GET.get("next") or request.get_full_path(), "/login/")


def acting(request: HttpRequest) -> Actor:
    """Return who acts; the site lets nobody else in."""
    actor = actor_of(request)
    if actor is None:
        raise not_found()
    return actor
