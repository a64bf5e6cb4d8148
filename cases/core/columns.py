"""What staff call the columns of the register, where the history and the admin show them.

One name serves a column in every table that has it. Without this Django would show the name of
the field, in English for everyone.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

PEOPLE: dict[str, Sentence] = {
    "birth_on": _("birth date"),
    "birth_place": _("place of birth"),
    "birth_precision": _("how much of the birth date is known"),
    "family_name": _("family name"),
    "full_name": _("full name"),
    "given_name": _("given name"),
    "middle_name": _("middle name"),
    "nationality": _("nationality"),
    "nationality_status": _("what is decided on nationality"),
    "now_country": _("last known country"),
    "now_holder": _("in whose hands now"),
    "now_place": _("last known place"),
    "now_since": _("there since"),
    "origin_commune": _("commune of origin"),
    "origin_province": _("province of origin"),
    "registered_at": _("registered at"),
    "registered_by": _("registered by"),
    "sex": _("sex"),
}
ATTACHED: dict[str, Sentence] = {
    "expires_on": _("expires on"),
    "holder_name": _("name as printed"),
    "issued_on": _("issued on"),
    "may_be_informed": _("may be informed"),
    "number_key": _("number as compared"),
    "relation": _("relation"),
    "script": _("script"),
    "status": _("where it is"),
    "whose": _("who answers there"),
    "withdraw_reason": _("why withdrawn"),
    "withdrawn_at": _("withdrawn at"),
}
CASES: dict[str, Sentence] = {
    "assigned_to": _("officer"),
    "author": _("author"),
    "case": _("case"),
    "changes": _("changes"),
    "citizen": _("citizen"),
    "copied_from": _("copied from"),
    "from_held": _("on hold before"),
    "from_mission": _("mission before"),
    "from_outcome": _("outcome before"),
    "from_stage": _("stage before"),
    "held": _("on hold"),
    "hold_reason": _("why it waits"),
    "incident": _("incident"),
    "needs_review": _("needs to be checked"),
    "number": _("number"),
    "opened_at": _("opened at"),
    "outcome": _("outcome"),
    "position_at": _("in this position since"),
    "reason": _("why"),
    "reference": _("case number"),
    "report_source": _("how we came to know"),
    "stage": _("stage"),
    "summary": _("summary"),
    "text": _("text"),
    "to_held": _("on hold after"),
    "to_mission": _("mission after"),
    "to_outcome": _("outcome after"),
    "to_stage": _("stage after"),
}
FACTS: dict[str, Sentence] = {
    "entered_at": _("entered at"),
    "from_country": _("left country"),
    "holder": _("in whose hands"),
    "is_regular": _("through a checkpoint, with papers"),
    "left_from": _("left from"),
    "manner": _("how the border was crossed"),
    "occurred_at": _("happened at the latest"),
    "occurred_from": _("happened at the earliest"),
    "operation": _("recorded by which act"),
    "place": _("place"),
    "recorded_at": _("known since"),
    "recorded_by": _("recorded by"),
    "recorded_for": _("recorded for"),
    "source": _("source"),
    "source_detail": _("more on the source"),
    "to_country": _("entered country"),
    "void_reason": _("why voided"),
    "voided_at": _("voided at"),
}
INCIDENTS: dict[str, Sentence] = {
    "as_of": _("as of"),
    "as_of_precision": _("day or time"),
    "dispute_reason": _("why it is disputed"),
    "disputed": _("disputed"),
    "is_context": _("background"),
    "is_open": _("new cases may be opened"),
    "men": _("of these, men"),
    "metric": _("what is counted"),
    "published_on": _("published on"),
    "qualifier": _("how firmly the source says it"),
    "scope": _("what exactly is counted"),
    "source_name": _("source"),
    "source_url": _("address of the page"),
    "started_on": _("began on"),
    "title": _("title in English"),
    "summary_vi": _("summary in Vietnamese"),
    "title_vi": _("title in Vietnamese"),
    "women": _("of these, women"),
}
REFERENCE: dict[str, Sentence] = {
    "accuracy_m": _("accurate to, in metres"),
    "address": _("address"),
    "city": _("city"),
    "code": _("code"),
    "country": _("country"),
    "email": _("e-mail"),
    "ends_on": _("last day"),
    "generation": _("division"),
    "is_active": _("may log in"),
    "kind": _("kind"),
    "language": _("language"),
    "last_login": _("last login"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "mission": _("mission"),
    "name": _("name"),
    "name_local": _("name in the script of the country"),
    "name_vi": _("name in Vietnamese"),
    "note": _("remarks"),
    "operator": _("run by"),
    "opposite": _("place opposite, across the border"),
    "phone": _("phone"),
    "role": _("role"),
    "staff": _("member of staff"),
    "starts_on": _("first day"),
    "successor": _("went into"),
    "username": _("user name"),
    "uuid": _("identifier"),
    "value": _("value"),
    "verified": _("confirmed by a source"),
    "zone": _("time zone"),
}
COLUMNS = PEOPLE | ATTACHED | CASES | FACTS | INCIDENTS | REFERENCE


def name_columns() -> None:
    """Give the columns of all tables their names; called once the models are loaded."""
    for model in apps.get_app_config("cases").get_models():
        for field in model._meta.fields:
            if field.name in COLUMNS:
                field.verbose_name = COLUMNS[field.name]  # type: ignore[assignment] # a lazy sentence
