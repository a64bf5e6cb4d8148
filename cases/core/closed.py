"""What goes out, comes back and is nobody's to read: encrypted, the same each time, not forgeable.

A signature keeps others from making such a word, but not from reading it: the place in a list holds
numbers that tell how much is in it. Former keys open it still, see `keys.py`.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from cases.core.keys import server_keys

LONGEST = 2000


@lru_cache(maxsize=64)
def lock(key: str, use: str) -> AESSIV:
    """Return what encrypts for one use with one key of the server."""
    return AESSIV(sha256(f"cases.core.closed:{use}:{key}".encode()).digest())


def close(plain: bytes, use: str) -> str:
    """Return the word that stands for `plain`; for another use it is another."""
    return urlsafe_b64encode(lock(server_keys()[0], use).encrypt(plain, None)).decode().rstrip("=")


def open_closed(word: str, use: str) -> bytes | None:
    """Return what a word stands for; None for one that is not ours or was made for another use."""
    if not word.isascii() or len(word) > LONGEST:
        return None
    try:
        sealed = urlsafe_b64decode(word + "=" * (-len(word) % 4))
    except ValueError:
        return None
    for key in server_keys():
        try:
            return lock(key, use).decrypt(sealed, None)
        except (InvalidTag, ValueError):
            continue
    return None
