"""How second factors are kept: encrypted under a key made from the server's secret."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.contrib.auth.base_user import AbstractBaseUser

from cases.core.keys import server_keys


def boxes() -> list[Fernet]:
    """Return what encrypts with the present secret, and what opens what former ones closed."""
    keys = [sha256(f"cases.accounts.factor:{key}".encode()).digest() for key in server_keys()]
    return [Fernet(urlsafe_b64encode(key)) for key in keys]


def box() -> MultiFernet:
    """Return all of them as one."""
    return MultiFernet(boxes())


def closed_anew(text: str) -> str:
    """Return a closed secret as it is where the present key closed it, else closed with that.

    Raises `InvalidToken` where no known key opens it.
    """
    try:
        boxes()[0].decrypt(text.encode())
    except InvalidToken:
        return box().rotate(text.encode()).decode()
    return text


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
