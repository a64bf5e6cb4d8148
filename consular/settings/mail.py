"""How the mail server is reached; no server, no mailer, and nothing fails."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

PATIENCE: Final = 10
AT_ONCE: Final = "at_once"
"""The mailer for what somebody waits for: it gives up sooner."""
PATIENCE_AT_ONCE: Final = 4
PORTS: Final = {"smtp": 587, "smtps": 465}
THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def mailers_of(url: str) -> dict[str, dict[str, Any]]:
    """Encrypted from the first byte (smtps) or by STARTTLS (smtp), which only this machine's own
    server may do without."""
    if not url:
        nothing = {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
        return {"default": nothing, AT_ONCE: nothing}
    parts = urlsplit(url)
    is_here = parts.hostname in THIS_MACHINE
    options: dict[str, Any] = {
        "host": parts.hostname or "",
        "port": parts.port or PORTS[parts.scheme],
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and not is_here,
        "timeout": PATIENCE,
    }
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {
        "default": {"BACKEND": backend, "OPTIONS": options},
        AT_ONCE: {"BACKEND": backend, "OPTIONS": options | {"timeout": PATIENCE_AT_ONCE}},
    }
