"""How an account stands: a digest that another one replaces as soon as anything of it changed."""

import hashlib
import json

from allauth.mfa.models import Authenticator

from cases.accounts.models import OneTimeLink
from cases.missions.models import Posting, Staff


def standing_of(staff: Staff) -> str:
    """Return a digest of what decides who gets in and with which rights.

    Whether it is open, its name and mail address, the password as it is stored, when which second
    factor was made, links, every posting with its days. When somebody last logged in is left out.
    """
    factors = Authenticator.objects.filter(user=staff).order_by("pk")
    links = OneTimeLink.objects.filter(staff=staff).order_by("pk")
    postings = Posting.objects.filter(staff=staff).order_by("pk")
    said = [
        [staff.pk, staff.is_active, staff.kind, staff.full_name, staff.email, staff.password],
        list(factors.values_list("pk", "type", "created_at")),
        list(links.values_list("pk", "purpose", "used_at", "withdrawn_at")),
        list(postings.values_list("pk", "mission_id", "role", "starts_on", "ends_on")),
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()
