"""Addresses of pages on the web: what is kept as one, and what a page links to."""

from ipaddress import ip_address
from typing import Final
from unicodedata import normalize
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence, broken_rule

SCHEMES: Final = ("http", "https")
FAULTS: Final[dict[str, Sentence]] = {
    "no_address": _("An address begins with https:// or http://."),
    "address_with_blank": _("An address holds no blank. Write %20 in its place."),
    "address_with_login": _(
        "This address holds a user name or a password. Leave out all that stands before the @."
    ),
    "address_port": _("The port of an address is a number from 1 to 65535."),
    "address_ipv6": _("Write the name of the site, not its number in brackets."),
    "address_not_public": _("Nobody outside reaches this address. A source is a public page."),
    "address_without_page": _("This is a whole site. Give the address of the page."),
    "address_malformed": _("This is no address of a page. Copy it from the browser."),
}
"""Code -> what is wrong with an address: a source is a public page that a reader can open."""
LOCAL: Final = frozenset(
    {"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "arpa"}
)
"""Last parts of names that only one's own network knows (RFC 6761, 6762, 8375; ICANN)."""
of_a_page: Final = URLValidator(schemes=list(SCHEMES))


def check_address(url: str, field: str) -> None:
    """Raise the 422 that says why an address is none of a public page; nothing said is none."""
    if url and (code := fault_of(url)):
        raise broken_rule(FAULTS[code], code, field)


def fault_of(url: str) -> str:
    """Return the code of what is wrong with an address; nothing where it may be opened."""
    if any(sign.isspace() for sign in url):
        return "address_with_blank"
    if not url.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
        return "no_address"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "address_ipv6" if "[" in url else "address_malformed"
    if "@" in parts.netloc:
        return "address_with_login"
    try:
        has_port = parts.port != 0
    except ValueError:
        has_port = False
    if not has_port:
        return "address_port"
    return fault_of_site(parts) or ("" if linked(url) else "address_malformed") or no_page(parts)


def fault_of_site(parts: SplitResult) -> str:
    """Return the code of what is wrong with the site of an address."""
    host = normalize("NFKC", parts.hostname or "").rstrip(".")
    if "[" in parts.netloc:
        return "address_ipv6"
    try:
        number = ip_address(host)
    except ValueError:
        is_public = not host or ("." in host and host.rsplit(".", 1)[1] not in LOCAL)
    else:
        is_public = number.is_global and not number.is_multicast
    return "" if is_public else "address_not_public"


def no_page(parts: SplitResult) -> str:
    """Return the code of an address of a site alone; a mark in its first page names no other one.

    What begins with “#/” or “#!” is the page of a site that is one program.
    """
    is_program = parts.fragment.startswith(("/", "!"))
    has_page = parts.path.strip("/") or parts.query or is_program
    return "" if has_page else "address_without_page"


def linked(url: str) -> str:
    """Return an address that a page may link to, else nothing: a script or a login is no page."""
    try:
        of_a_page(url)
    except ValidationError:
        return ""
    return "" if "@" in urlsplit(url).netloc else url
