"""Settings of a browser: light or dark, and whether single keys do something.

Kept by the browser, not with the account: a dark phone at night and a bright desk are the same
officer's. Single keys can be switched off (WCAG 2.1.4), for whoever speaks to the computer.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE: Final = "browser_settings"
YEAR: Final = 365 * 24 * 3600
THEMES: Final = (("device", _("As the device")), ("light", _("Light")), ("dark", _("Dark")))
KEYS: Final = (("on", _("On")), ("off", _("Off")))


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is device, light or dark; `keys` is on or off."""

    theme: str = "device"
    keys: str = "on"

    def __str__(self) -> str:
        return f"{self.theme}.{self.keys}"


class SettingsForm(forms.Form):
    """The choice of both."""

    theme = forms.ChoiceField(choices=THEMES, widget=forms.RadioSelect, label=_("Colours"))
    keys = forms.ChoiceField(choices=KEYS, widget=forms.RadioSelect, label=_("Single keys"))

    def __init__(self, now: Settings | None = None, data: Any = None) -> None:
        super().__init__(data, initial={"theme": now.theme, "keys": now.keys} if now else None)

    def settings(self) -> Settings:
        """Return what was chosen."""
        return Settings(self.cleaned_data["theme"], self.cleaned_data["keys"])


def settings_of(request: HttpRequest) -> Settings:
    """Return the settings of this browser; whatever else a cookie says counts for nothing."""
    theme, _dot, keys = request.COOKIES.get(COOKIE, "").partition(".")
    if theme not in dict(THEMES) or keys not in dict(KEYS):
        return Settings()
    return Settings(theme, keys)


def remember_settings(response: HttpResponse, chosen: Settings) -> None:
    """Let the browser keep its settings."""
    response.set_cookie(
        COOKIE,
        str(chosen),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def browser(request: HttpRequest) -> dict[str, Any]:
    """Return the settings for every page: `theme` is empty where the device decides."""
    chosen = settings_of(request)
    theme = "" if chosen.theme == "device" else chosen.theme
    return {"theme": theme, "has_keys": chosen.keys == "on"}
