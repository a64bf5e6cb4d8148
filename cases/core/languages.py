"""The language of an answer: what the call itself names, else that of the account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser keep the language, with the same cookie that the choice on a page sets."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type] # one of the three
    )


def forget_language(response: HttpResponse) -> None:
    """Let the browser say again by itself which language it speaks."""
    response.delete_cookie(
        settings.LANGUAGE_COOKIE_NAME,
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
