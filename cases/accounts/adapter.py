"""How second factors are kept: encrypted under a key made from the server's secret."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


def box() -> MultiFernet:
    """Return what encrypts with the present secret and opens what former ones closed."""
    secrets: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]  # type: ignore[list-item] # ours are text
    keys = [sha256(f"cases.accounts.factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is not typed for us
    """A copy of the database, a back-up say, is no second factor."""

    def encrypt(self, text: str) -> str:
        """Close a secret."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return what the app on the phone calls the account."""
        return user.get_username()
