"""The root of the API, tokens, and the description."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.actor import Actor
from cases.core.addresses import address_of, list_views
from cases.core.api import HouseView, RowsView, RowView
from cases.core.api_acts import OperationView
from cases.core.asked import UNKNOWN_PARAMETER, check_asked
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.listing import Filter, flag_filter
from cases.core.offered import action_of
from cases.core.openapi import ACTION, Described, HouseSchema
from cases.core.registry import DECLARED
from cases.core.shapes import ADDRESS, FLAG, TEXT, Schema, closed_object, nullable, require_all
from cases.exchange.description.served import rendered
from cases.exchange.models import ApiToken
from cases.exchange.operations import take_secret
from cases.exchange.queries import by_use
from cases.exchange.serializers import SCOPES, TOKEN, TOKEN_ROW
from cases.missions.choices import StaffKind

NOTHING_HERE: Final = _("There is nothing at this address.")
NO_SLASH: Final = _("There is nothing at this address. Addresses of the API end with a slash.")


def root_answer() -> Schema:
    """Return the schema of the root: of the lists, those that are for the caller stand there."""
    me = closed_object() | {
        "properties": {
            "name": TEXT,
            "mission": TEXT,
            "role": TEXT,
            "zone": TEXT,
            "scopes": nullable(SCOPES)
            | {"description": "What the token is for; null: all that the role may do."},
        }
    }
    root = closed_object() | {
        "properties": {
            "version": TEXT,
            "me": require_all(me),
            "resources": {"type": "object"},
            "actions": {"type": "array", "items": {"$ref": "#/components/schemas/Action"}},
        }
    }
    found = require_all(root)
    found["properties"]["resources"] = closed_object() | {
        "properties": dict.fromkeys(list_views(), ADDRESS)
    }
    return found


class RootView(HouseView):
    """Where to begin: who is asking, the lists, and what can be made new."""

    sees = ""

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what the root answers, for OpenAPI."""
        schema.component("Action", ACTION)
        return Described(
            name="root",
            summary="Where to begin",
            answer=schema.component("Root", root_answer()),
        )

    def get(self, request: Request) -> Response:
        """Return the addresses of the lists and of the operations that make something."""
        actor = self.actor
        return Response(
            {
                "version": "1",
                "me": caller(actor),
                "resources": {
                    name: address_of(name)
                    for name, view in list_views().items()
                    if view.is_for(actor)
                },
                "actions": [
                    action_of(declared)
                    for declared in DECLARED.values()
                    if declared.is_creation and declared.operation.is_open_to(actor)
                ],
            }
        )


def caller(actor: Actor) -> dict[str, Any]:
    """Return in whose name the call acts."""
    return {
        "name": actor.name,
        "mission": actor.mission_code,
        "role": actor.role,
        "zone": actor.zone,
        "scopes": None if actor.scopes is None else sorted(actor.scopes),
    }


class TokenList(RowsView):
    """Tokens, revoked and expired ones too, oldest first.

    The caller's own; for who answers for a mission, those of its postings.
    """

    sees = ""
    model = ApiToken
    shape = TOKEN_ROW
    order = ("created", "uuid")
    filters = (
        flag_filter("is_service", Q(user__kind=StaffKind.SERVICE), "Whether it is of a system."),
        Filter("is_usable", "Whether it is neither revoked nor over.", FLAG, by_use),
    )


class TokenDetail(RowView):
    """One token; the token itself is never shown again."""

    sees = ""
    resource = "tokens"
    shape = TOKEN


def refuse_token(request: Request) -> None:
    """Raise 403 for whoever acts by a token."""
    if request.auth is not None:
        raise Refused(
            _("A token cannot make tokens. Log in and make it on the page of tokens."),
            "login_required",
            403,
        )


class CreateTokenView(OperationView):
    """Making a token takes a login: a token that leaked must not breed others.

    The answer shows the token this once.
    """

    answers_besides: ClassVar[dict[str, Schema]] = {
        "token": TEXT | {"description": "Shown only now; empty when the call is a repetition."}
    }

    def get(self, request: Request, **where: str) -> Response:
        """Describe the input, for somebody logged in."""
        refuse_token(request)
        return super().get(request, **where)

    def post(self, request: Request, **where: str) -> Response:
        """Make it, for somebody logged in."""
        refuse_token(request)
        return super().post(request, **where)

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return the token."""
        return {"token": take_secret(answer.reference)}


class UnknownAddress(HouseView):
    """Whatever is not an address of the API is answered 404 in its own format."""

    sees = ""
    permission_classes = (AllowAny,)
    authentication_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 404 whatever the method."""
        words = NOTHING_HERE if request.path.endswith("/") else NO_SLASH
        raise Refused(words, "not_found", 404, audited=False)

    @property
    def default_response_headers(self) -> dict[str, str]:
        """No header tells methods of what is not there."""
        return {}


class ByName(DefaultContentNegotiation):
    """Lets an address say the form: `?format=json`, where a browser has no other way."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> Any:
        """Return what writes the answer; 404 for a form that there is not."""
        return super().select_renderer(request, renderers, request.query_params.get("format"))


class SchemaView(SpectacularAPIView):
    """The description of the API, OpenAPI 3.1; it lists no row and is open to all.

    It is one document, the kept one, whoever asks in whatever language: half of its words are
    those of the code, which is English.
    """

    content_negotiation_class = ByName
    http_method_names = ("get", "head")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a parameter that is not known, as everywhere."""
        super().initial(request, *args, **kwargs)
        check_asked(request.query_params, ("format", "lang"), UNKNOWN_PARAMETER)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Write a refusal as one, whatever form was asked for."""
        if getattr(response, "exception", False):
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)

    def _get_schema_response(self, request: Request) -> HttpResponse:
        form = request.accepted_renderer
        written = rendered(form.format, settings.SESSION_COOKIE_NAME)
        return HttpResponse(written, content_type=form.media_type)
