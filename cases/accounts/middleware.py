"""Around each request: asks again who it is before the gravest acts, and keeps the own session."""

from collections.abc import Callable

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cases.accounts.operations.own import password_changed
from cases.accounts.views.login import ask_for_proof
from cases.core.errors import Refused
from cases.core.problems import API_PREFIX
from cases.missions.models import Staff

NEEDED = "proof_needed"


class KeepsProof:
    """Turns the refusal `proof_needed` of a page into the page that asks for the proof."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a browser that has changed the password of its own account stays logged in."""
        token = password_changed.set(None)
        try:
            response = self.get_response(request)
            staff_id = password_changed.get()
        finally:
            password_changed.reset(token)
        if staff_id is not None and str(request.session.get("_auth_user_id")) == str(staff_id):
            staff = Staff.objects.get(pk=staff_id)
            update_session_auth_hash(request, staff)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Ask for password and second factor, and come back with what was typed."""
        if not isinstance(fault, Refused) or fault.code != NEEDED:
            return None
        return None if request.path.startswith(API_PREFIX) else ask_for_proof(request)
