"""The language of an answer: what the call itself names, else that of the account."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

CHOSEN: Final = "1"


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser keep the language, with the same cookie that the choice on a page sets."""
    keep(response, settings.LANGUAGE_COOKIE_NAME, language, settings.LANGUAGE_COOKIE_AGE)


def forget_language(response: HttpResponse) -> None:
    """Let the browser say again by itself which language it speaks."""
    drop(response, settings.LANGUAGE_COOKIE_NAME)


def note_choice(response: HttpResponse) -> None:
    """Note that somebody who is not logged in yet has chosen, until the browser is closed."""
    keep(response, name_of_choice(), CHOSEN, None)


def chosen_before_login(request: HttpRequest) -> str:
    """Return the language that was chosen on the login page; empty where none was."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    is_choice = request.COOKIES.get(name_of_choice()) == CHOSEN
    return language if is_choice and is_ours(language) else ""


def forget_choice(response: HttpResponse) -> None:
    """Let the next one at this browser choose anew."""
    drop(response, name_of_choice())


def name_of_choice() -> str:
    """Return the name of the cookie that tells a choice from what an account had chosen."""
    return f"{settings.LANGUAGE_COOKIE_NAME}-chosen"


def keep(response: HttpResponse, name: str, value: str, seconds: int | None) -> None:
    """Set a cookie as that of the language is set."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type] # one of the three
    )


def drop(response: HttpResponse, name: str) -> None:
    """Take such a cookie away."""
    response.delete_cookie(
        name,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type] # one of the three
    )


def names_one_of_ours(request: HttpRequest) -> bool:
    """Return whether a call says by itself in which of our languages it wants to be answered.

    By what was chosen in the browser, or by `Accept-Language`; `*` and languages that we do not
    speak name none.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    header = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return any(is_ours(language) for language in (chosen, *(name for name, _weight in header)))


def is_ours(language: str) -> bool:
    """Return whether we speak a language, or that of which it is a variant."""
    try:
        get_supported_language_variant(language)
    except LookupError:
        return False
    return True


def speak_to(request: HttpRequest, language: str) -> None:
    """Answer in the language of the account unless the call names one itself."""
    if language and not names_one_of_ours(request):
        translation.activate(language)
