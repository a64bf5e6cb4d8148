"""How stored bytes are closed: encrypted with the key of files, bound to their name."""

import os
from functools import lru_cache
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cases.core.keys import file_keys

MARK: Final = b"CF1"
NONCE: Final = 12
OVERHEAD: Final = len(MARK) + NONCE + 16


class BrokenFileError(Exception):
    """Bytes that no key of ours opens: another installation's, or not as they were kept."""


@lru_cache(maxsize=16)
def lock(key: str) -> AESGCM:
    """Return what closes with one key."""
    return AESGCM(sha256(f"cases.core.store:{key}".encode()).digest())


def closed(content: bytes, name: str) -> bytes:
    """Return what is written of `content` under `name`."""
    nonce = os.urandom(NONCE)
    return MARK + nonce + lock(file_keys()[0]).encrypt(nonce, content, name.encode())


def opened(written: bytes, name: str) -> bytes:
    """Return the content of what was written under `name`."""
    start = len(MARK) + NONCE
    nonce = written[len(MARK) : start]
    for key in file_keys():
        try:
            return lock(key).decrypt(nonce, memoryview(written)[start:], name.encode())
        except (InvalidTag, ValueError):
            continue
    raise BrokenFileError
