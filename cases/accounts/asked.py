"""What the pages of logging in ask for; none of it is an operation, since nobody acts yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 20


class PasswordField(forms.CharField):
    """A password, letter by letter."""

    def __init__(self, *, label: object, autocomplete: str) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=label, max_length=128, strip=False, widget=widget)  # type: ignore[arg-type] # a lazy sentence


class CodeField(forms.CharField):
    """A code of the app, or a recovery code."""

    def __init__(self, help_text: object) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(
            label=_("Code"),
            help_text=help_text,  # type: ignore[arg-type] # a lazy sentence
            max_length=LONGEST_CODE,
            widget=forms.TextInput(attrs=attributes),
        )


class AskCode(forms.Form):
    """The second step of the login."""

    error_css_class = "has-error"
    code = CodeField(_("Six digits from the app on your phone, or one of your recovery codes."))


class AskPassword(forms.Form):
    """The proof of who it is, where there is no second factor."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class AskBoth(AskPassword):
    """The proof of who it is."""

    code = CodeField(_("Six digits from the app on your phone, or one of your recovery codes."))


class AskNewPassword(forms.Form):
    """The first step with a one-time link."""

    password = PasswordField(label=_("New password"), autocomplete="new-password")


class AskFirstCode(forms.Form):
    """Proves that the app has the secret."""

    code = CodeField(_("Six digits that the app shows now."))
