"""The secrets of the server, and what becomes of everything that hangs on them when one changes.

`SECRET_KEY` is changed when somebody may know it. The one before goes into `FORMER_SECRET_KEYS`
(newest first), and then nothing is lost:

- second factors (`accounts/adapter.py`) are encrypted with it: a former key still opens them; each
  is closed anew when its holder logs in, all of them by `manage.py close_factors_anew`;
- places in lists, and the names of entries of the record outside headquarters, are closed with it
  (`core/closed.py`): a former key still opens them;
- sessions, page addresses, tickets of downloads and what was typed before a login are signed with
  it by Django, which takes `SECRET_KEY_FALLBACKS`; the digest of the password in a session is keyed
  with it, compared and brought up to date in `missions/queries.py`;
- receipts (`core/receipts.py`) hold a keyed digest of what was sent: a repetition is known again
  by a former key, so that it does not act twice;
- what a telephone keeps of a head count (`movements/musters/phone.py`) is closed with keys made of
  it: after a change it cannot be opened any more, so marks that wait are sent before;
- the record keeps keyed digests of terms that were searched for (`core/disclosure.py`): whether a
  term was, is asked with the key of that day, also a former one;
- seals of the record (`core/evidence/seals.py`) are marked with it where `AUDIT_SEAL_KEY` is not
  set: former marks are believed, but none that stands behind a mark of a newer key;
- stored files (`core/store/`) are closed with `STORED_FILES_KEY`, with it where that is not set
  (a demonstration): a former key still opens them, and stays named as long as files of it are kept.

Not on it: API tokens, one-time links and session keys (plain digests of long random values), the
chain of the record (no key), CSRF tokens, ids of searches. `tests/setup/test_secret_keys.py` holds
the list of the places against the code.

Without the former key: everybody logs in anew, second factors are reset one by one, a repetition
sent across the change is refused as another request, and `verify_audit` names each seal.
"""

from django.conf import settings


def server_keys() -> list[str]:
    """Return the secret of the server and those before it, newest first."""
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def seal_keys() -> list[str]:
    """Return what seals are marked with, newest first: own keys, or the secrets of the server."""
    own = [settings.AUDIT_SEAL_KEY] if settings.AUDIT_SEAL_KEY else server_keys()
    return [*own, *settings.FORMER_AUDIT_SEAL_KEYS]


def file_keys() -> list[str]:
    """Return what stored files are closed with, newest first: own keys, then those of the server.

    The server's stay behind, for what was kept before a key of its own was set.
    """
    own = [settings.STORED_FILES_KEY] if settings.STORED_FILES_KEY else []
    return [*own, *settings.FORMER_STORED_FILES_KEYS, *server_keys()]
