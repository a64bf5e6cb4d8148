"""How often the API may be called: so many calls a minute, by account or by address.

All tokens of an account count together, or each more would be an allowance more; its logins do so
by themselves, so that a program that runs wild keeps nobody from work. A token that is no good any
more counts alone: whoever found an old one shuts nobody out.

Counted in one statement of its own, outside the transaction of the request: a row that all calls
of a token write would otherwise be locked until the first of them is answered. The table is not
logged, so that counting never waits for a disk; after a crash it begins empty.

A minute begins with the first call in it, for each holder by itself: clients that were told to wait
do not all come back in the same instant. A call that is refused counts too, and costs nothing else.
The same statement tells the language of the account, so that every refusal is told in it, also
those before anybody knows who asks.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import HttpRequest
from knox.crypto import hash_token

from cases.core.addresses import ROOT
from cases.core.peers import address_of

WINDOW: Final = 60
SCHEME: Final = "bearer "
LONGEST_TOKEN: Final = 200
ONE_NETWORK: Final = 64
"""Whoever has one address of IPv6 has all that share its first 64 bits."""
STRANGERS: Final = "strangers"
READING: Final = frozenset({"GET", "HEAD"})
COUNT: Final = """
with known as (
  select case when token.revoked_at is null and coalesce(token.expiry > now(), true)
      then 'tokens:' || token.user_id else 'token:' || token.id end as holder, staff.language
  from cases_apitoken as token
  join cases_staff as staff on staff.id = token.user_id where token.digest = %(digest)s)
insert into cases_allowance as held (holder, kind, began_at, used)
select coalesce((select holder from known), %(holder)s),
  case when exists (select from known) then %(kind)s else %(kind_else)s end, clock_timestamp(), 1
on conflict (holder, kind) do update set
  used = case when held.began_at > excluded.began_at - %(window)s * interval '1 second'
    then held.used + 1 else 1 end,
  began_at = case when held.began_at > excluded.began_at - %(window)s * interval '1 second'
    then held.began_at else excluded.began_at end
returning kind, used, extract(epoch from began_at - clock_timestamp()), coalesce(
  (select language from known), (select language from cases_staff where id = %(staff)s), '')
"""
SWEEP: Final = """
delete from cases_allowance where began_at < clock_timestamp() - interval '10 minutes'
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a caller has left: of which kind of calls, how many, and in how many seconds anew.

    `language` is that of the caller's account, empty for a stranger.
    """

    kind: str
    most: int
    used: int
    seconds: int
    language: str = ""

    @property
    def is_over(self) -> bool:
        """Whether this call is one too many."""
        return self.used > self.most

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says of it, as draft-ietf-httpapi-ratelimit-headers-10 has it."""
        left = max(0, self.most - self.used)
        return {
            "RateLimit-Policy": f'"{self.kind}";q={self.most};w={WINDOW}',
            "RateLimit": f'"{self.kind}";r={left};t={self.seconds}',
        }


def counted(request: HttpRequest) -> Standing:
    """Count a call; return how its caller stands now."""
    staff = request.session.get(SESSION_KEY)
    holder = f"staff:{staff}" if staff else f"address:{block_of(address_of(request))}"
    kind = kind_of(request)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "digest": digest_in(request.headers.get("Authorization", "")),
                "holder": holder,
                "staff": staff,
                "kind": kind,
                "kind_else": kind if staff else STRANGERS,
                "window": WINDOW,
            },
        )
        kind, used, age, language = cursor.fetchone()
    seconds = min(WINDOW, max(1, ceil(WINDOW + float(age))))
    return Standing(kind, settings.API_ALLOWANCES[kind], used, seconds, language)


def kind_of(request: HttpRequest) -> str:
    """Return what kind of call this is; each is counted by itself."""
    if request.method in READING:
        return "reads"
    if request.path.startswith(f"{ROOT}bulk/"):
        return "bulk"
    return "searches" if request.path.endswith("/search/") else "writes"


def digest_in(header: str) -> str:
    """Return the digest of the token in a header, empty where there can be none."""
    token = header[len(SCHEME) :].strip()
    is_one = header[: len(SCHEME)].lower() == SCHEME and token.isascii()
    return str(hash_token(token)) if is_one and 0 < len(token) <= LONGEST_TOKEN else ""


def block_of(address: str) -> str:
    """Return the address by which a stranger is counted."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        inside = found.ipv4_mapped
        block = ip_network((found, ONE_NETWORK), strict=False).network_address
        return str(inside or block)
    return str(found)


def sweep_allowances() -> None:
    """Remove what was counted of callers who are gone."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP)
