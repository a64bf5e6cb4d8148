"""Who is at the other end of the line."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return whose guess it is: the peer, or whom a proxy of ours names; no other header counts."""
    peer = request.META.get("REMOTE_ADDR", "")
    if peer in settings.TRUSTED_PROXIES:
        for told in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            if told.strip() not in settings.TRUSTED_PROXIES:
                peer = told.strip()
                break
    try:
        # A zone of the server's own (`%eth0`) is no part of an address that anybody else knows.
        return str(ip_address(peer.partition("%")[0]))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - stands for "no address", binds nothing
