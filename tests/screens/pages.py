"""Every page of the staff, for whom it is, and how it is come to.

A way begins with an address and goes on with selectors: the first link that fits is followed, a
box is ticked, a button pressed. So no page needs to know the reference of a record.
"""

from dataclasses import dataclass
from typing import Final

POST: Final = "post:"
"""Begins a step that sends the form of logging out to another address: a request out of order."""
TYPE: Final = "type:"
"""Begins a step that fills in a field: its selector, an equals sign, the words."""

OFFICER, FIELD, HEAD = "bangkok.officer", "bangkok.field", "bangkok.head"
CENTRE, LEAD, AUDITOR = "hq.officer", "hq.lead", "hq.auditor"
SPOKESPERSON, ADMINISTRATOR = "hq.spokesperson", "hq.admin"
YANGON, RECEPTION, NOBODY = "yangon.officer", "noibai.reception", ""


@dataclass(frozen=True, slots=True)
class Page:
    """`status` is what the last answer says; `writes` marks what changes the register."""

    name: str
    who: str
    way: tuple[str, ...]
    status: int = 200
    writes: bool = False


def page(name: str, who: str, *way: str, status: int = 200, writes: bool = False) -> Page:
    return Page(name, who, way, status, writes)


CASE = "tbody th a.name"
CASE_OF_GROUP = "main tbody th a"
HISTORY = "main a[href$='/history/']"
TICK = "tbody [name=case]"
INCIDENT = "/incidents/2025-10-myawaddy/"
DIRECTIVE = "main a[href^='/directives/2']"
DAY = f"{INCIDENT}?as_of_day=2025-10-22&known_at_day=2025-10-22"

VERBS: Final = (
    *("advance", "hold", "record-fact", "record-stay", "note", "assign", "plan-journey"),
    *("offer-transfer", "share", "move-to-playbook", "ask-step", "complete-step"),
    *("set-legal-basis", "correct", "add-name", "add-contact-point", "add-identity-document"),
    *("add-relative", "log-contact", "record-statement", "set-safe-contact"),
)
"""What an officer does on the page of a case, by the address of its form."""
ADMIN: Final = "/admin/cases/"

ROW = "#result_list a[href$='/change/']"
TICKED, GO = "#result_list [name=_selected_action]", "#changelist-form [name=index]"
SEARCH, SEND = "#changelist-search [type=submit]", ".submit-row [type=submit]"
TABLES_OF_LEAD: Final = (
    *("case", "citizen", "crossing", "step", "movement", "incident", "reportedfigure", "playbook"),
    *("queuedjob", "apitoken", "export", "auditentry", "unsealing", "outboxmail", "costline"),
)
TABLES_OF_ADMIN: Final = ("mission", "place", "authority", "staff", "posting", "staffsession")
"""Tables of the admin to look at: the lead's, and those of who sees nobody."""

PAGES: Final = (
    page("login", NOBODY, "/login/"),
    page("today", OFFICER, "/"),
    page("today-head", HEAD, "/"),
    page("today-lead", LEAD, "/"),
    page("worklist", OFFICER, "/cases/"),
    page("worklist-field", FIELD, "/cases/"),
    page("worklist-centre", CENTRE, "/cases/"),
    page(
        "worklist-dense",
        OFFICER,
        "/cases/",
        ".look summary",
        ".look [name=rows][value=dense]",
        ".look .button",
    ),
    page("worklist-empty", OFFICER, "/cases/?stage=closed"),
    page("chosen-ask", OFFICER, "/cases/", TICK, "[data-act=assign]"),
    page("chosen-print", OFFICER, "/cases/", TICK, "[data-act=print]"),
    page(
        "chosen-results",
        OFFICER,
        "/cases/",
        TICK,
        "[data-act=advance]",
        "main form .button",
        writes=True,
    ),
    page("travel-groups", OFFICER, "/travel-groups/"),
    page("travel-group", OFFICER, "/travel-groups/", CASE_OF_GROUP),
    page("follow-up", HEAD, "/follow-up/?state=planned"),
    page("follow-up-case", HEAD, "/follow-up/?state=planned", "main tbody th a"),
    page("follow-up-record", HEAD, "/follow-up/?state=planned", "main tbody td a"),
    page("follow-up-close", HEAD, "/cases/", CASE, "main a[href$='/close/']"),
    page("case-guarded", OFFICER, "/travel-groups/", CASE_OF_GROUP, CASE_OF_GROUP),
    page(
        "case-assess",
        OFFICER,
        "/travel-groups/",
        CASE_OF_GROUP,
        CASE_OF_GROUP,
        "[href$='/assess/']",
    ),
    page("find", OFFICER, "/find/"),
    page("find-results", OFFICER, "/find/", f"{TYPE}#find-words=nguyen van", "form.find .button"),
    page("case", OFFICER, "/cases/", CASE),
    page("case-field", FIELD, "/cases/", CASE),
    page("case-print", OFFICER, "/cases/", CASE, "main a[href$='/print/']"),
    page("history", OFFICER, "/cases/", CASE, HISTORY),
    page("crossing", OFFICER, "/cases/", CASE, "main a[href$='/record-crossing/']"),
    *(page(verb, OFFICER, "/cases/", CASE, f"main a[href*='/{verb}/']") for verb in VERBS),
    page("close", OFFICER, "/cases/", CASE, "main a[href$='/close/']"),
    page("intake", OFFICER, "/cases/new/"),
    page("intake-another", OFFICER, "/cases/", CASE, "main a[href$='/register-another/']"),
    page("intake-faults", OFFICER, "/cases/new/", "main form button.button", status=422),
    page("board", OFFICER, "/board/"),
    page("gates", OFFICER, "/board/gates/"),
    page("bases-missing", OFFICER, "/board/bases/"),
    page("entries-to-review", OFFICER, "/board/check/"),
    page("published", SPOKESPERSON, "/published/"),
    page("export-kinds-desk", SPOKESPERSON, "/exports/ask/"),
    page("export-kinds", OFFICER, "/exports/ask/"),
    page("export-ask", OFFICER, "/exports/ask/?kind=cases"),
    page("export-ask-totals", OFFICER, "/exports/ask/?kind=totals&incident=2025-10-myawaddy"),
    page("exports", HEAD, "/exports/"),
    page("published-one", SPOKESPERSON, "/published/", "main a.name"),
    page("incidents", OFFICER, "/incidents/"),
    page("incident", OFFICER, INCIDENT),
    page("briefings", CENTRE, "/briefings/"),
    page("briefing", CENTRE, "/briefings/", "main a.name"),
    page("incident-moment", OFFICER, DAY),
    page("figure-gap", CENTRE, f"{INCIDENT}?as_of_day=2025-10-26", "main a[href*='/reported/']"),
    page("figure-people", OFFICER, INCIDENT, "main a[href*='/people/']"),
    page("plans", CENTRE, f"{INCIDENT}plans/"),
    page("plan-put", HEAD, "/plans/put/"),
    page("position-lines", CENTRE, f"{INCIDENT}position-lines/"),
    page("position-line-add", CENTRE, "/position-lines/add/"),
    page("transfers", OFFICER, "/transfers/"),
    page("offer", OFFICER, "/transfers/", "main a[href^='/transfers/']"),
    page("shared", OFFICER, "/shared/"),
    page("notices", OFFICER, "/notices/"),
    page("directives", OFFICER, "/directives/"),
    page("directive", OFFICER, "/directives/", DIRECTIVE),
    page("directive-centre", CENTRE, "/directives/", DIRECTIVE),
    page("directive-issue", CENTRE, "/directives/issue/"),
    page("directive-report", HEAD, "/directives/", DIRECTIVE, "main a[href$='/report/']"),
    page("calendar", OFFICER, "/calendar/"),
    page("closure-add", HEAD, "/calendar/", "main a[href$='/add-closure/']"),
    page("playbooks", OFFICER, "/playbooks/"),
    page("playbook", OFFICER, "/playbooks/", "main a[href^='/playbooks/']"),
    page("playbook-draft", LEAD, "/playbooks/draft/"),
    page("procedure-put", LEAD, "/procedures/put/"),
    page("procedures", OFFICER, "/procedures/"),
    page("legal-bases", OFFICER, "/legal-bases/"),
    page("configuration", LEAD, "/configuration/"),
    page("configuration-admin", ADMINISTRATOR, "/configuration/"),
    page("configuration-faults", LEAD, "/configuration/", "main form .button", status=422),
    page("configuration-loads", LEAD, "/configuration/loads/"),
    page("configuration-bring", LEAD, "/configuration/loads/bring/"),
    page("record", AUDITOR, "/record/"),
    page("record-entry", AUDITOR, "/record/", "main td a, main th a, main .timeline a"),
    page("record-state", AUDITOR, "/record/state/"),
    page("saved-views", HEAD, "/views/"),
    page("save-view", OFFICER, "/views/save/?stage=ready&order=deadline"),
    page("recounts", LEAD, "/recounts/"),
    page("openings", HEAD, "/unsealings/"),
    page("retention", LEAD, "/retention/"),
    page("accesses", HEAD, "/cases/", CASE, HISTORY, "main a[href*='/accesses/']"),
    page("report-ask", OFFICER, "/cases/", CASE, "main a[href*='/report/']"),
    page(
        "report",
        OFFICER,
        "/cases/",
        CASE,
        "main a[href*='/report/']",
        f"{TYPE}main [name=reason]=person",
        f"{TYPE}main [name=language]=en",
        "main form button.button",
        writes=True,
    ),
    page("reports", OFFICER, "/received-reports/?state=all"),
    page("report", OFFICER, "/received-reports/?state=opened", "tbody th a.name"),
    page("report-new", OFFICER, "/received-reports/take-down/"),
    page("report-mails", OFFICER, "/received-reports/take-down-mails/"),
    page("requests", HEAD, "/rights-requests/"),
    page("lists", OFFICER, "/lists/"),
    page("list-receive", OFFICER, "/lists/receive/"),
    page("request-new", OFFICER, "/cases/", CASE, "main a[href*='/record-rights-request/']"),
    page("settings", OFFICER, "/settings/"),
    page("factor", OFFICER, "/profile/factor/"),
    page("tokens", LEAD, "/tokens/"),
    page("tokens-head", HEAD, "/tokens/"),
    page("tokens-officer", OFFICER, "/tokens/"),
    page("token-issue", HEAD, "/tokens/issue-service/"),
    page("token-faults", OFFICER, "/tokens/", "main form .button-row .button", status=422),
    page("exports", OFFICER, "/exports/"),
    page("exports-centre", CENTRE, "/exports/"),
    page("export", OFFICER, "/exports/", "main .notices a"),
    page("export-decide", LEAD, "/exports/", "main .notices a"),
    page("export-ask", OFFICER, "/exports/ask/"),
    page("docs", OFFICER, "/api/docs/"),
    page("staff", ADMINISTRATOR, "/staff/"),
    page("account", ADMINISTRATOR, "/staff/bangkok.officer/"),
    page("invitation", ADMINISTRATOR, "/staff/", "main a[href^='/staff-acts/']"),
    page("staff-disable", ADMINISTRATOR, "/staff/bangkok.officer/", "main a[href$='/disable/']"),
    page("changes", ADMINISTRATOR, "/administrator-changes/"),
    page("change-ask", ADMINISTRATOR, "/administrator-changes/ask-account/?staff=hq.admin2"),
    page("change-invite", ADMINISTRATOR, "/administrator-changes/invite/"),
    page("account-admin", ADMINISTRATOR, "/staff/hq.admin2/"),
    page("service-new", ADMINISTRATOR, "/staff-acts/create-service/"),
    page("service", ADMINISTRATOR, "/staff/hotline.invented/"),
    page("admin", ADMINISTRATOR, "/admin/"),
    page("admin-lead", LEAD, "/admin/"),
    page("admin-centre", CENTRE, "/admin/"),
    page("admin-head", HEAD, "/admin/"),
    page("admin-auditor", AUDITOR, "/admin/"),
    *(page(f"admin-list-{name}", LEAD, f"{ADMIN}{name}/") for name in TABLES_OF_LEAD),
    *(page(f"admin-list-{name}", ADMINISTRATOR, f"{ADMIN}{name}/") for name in TABLES_OF_ADMIN),
    *(page(f"admin-row-{name}", LEAD, f"{ADMIN}{name}/", ROW) for name in TABLES_OF_LEAD),
    *(page(f"admin-row-{name}", ADMINISTRATOR, f"{ADMIN}{name}/", ROW) for name in TABLES_OF_ADMIN),
    page("admin-searched", LEAD, f"{ADMIN}citizen/", f"{TYPE}#searchbar=Nguyễn", SEARCH),
    page("admin-act", LEAD, f"{ADMIN}case/", ROW, "a[href*='/act/correct/']"),
    page("admin-act-head", HEAD, f"{ADMIN}case/", ROW, "a[href*='/act/']"),
    page("admin-faults", HEAD, f"{ADMIN}case/", ROW, "a[href*='/act/hold/']", SEND, status=422),
    page("admin-many", HEAD, f"{ADMIN}case/", TICKED, f"{TYPE}[name=action]=hold_case", GO),
    page("admin-correct", CENTRE, f"{ADMIN}place/", ROW, "a[href*='/act/put/']"),
    page("admin-new", CENTRE, f"{ADMIN}place/", ".object-tools a"),
    page("admin-history", CENTRE, f"{ADMIN}mission/", ROW, "a[href$='/history/']"),
    page("admin-cases", LEAD, f"{ADMIN}case/"),
    page("admin-case", LEAD, f"{ADMIN}case/", "#result_list a[href*='/case/']"),
    page("admin-act", LEAD, f"{ADMIN}case/", "#result_list a[href*='/case/']", "a[href*='/act/']"),
    page("admin-places", ADMINISTRATOR, f"{ADMIN}place/"),
    page("admin-playbooks", ADMINISTRATOR, f"{ADMIN}playbook/"),
    page("admin-days-of-countries", LEAD, f"{ADMIN}countryday/"),
    page("admin-day-of-country", LEAD, f"{ADMIN}countryday/act/put/"),
    page(
        "admin-correct", LEAD, f"{ADMIN}officecontact/", "#result_list th a", "a[href*='put/?code']"
    ),
    page(
        "admin-row-history",
        LEAD,
        f"{ADMIN}officecontact/",
        "#result_list th a",
        "a[href$='/history/']",
    ),
    page("admin-login", NOBODY, "/admin/login/"),
    page("help", OFFICER, "/help/"),
    page("help-admin", ADMINISTRATOR, "/help/"),
    page("arrivals", RECEPTION, "/cases/"),
    page("arrival", RECEPTION, "/cases/", CASE),
    page("styleguide", OFFICER, "/styleguide/"),
    page("error-403", AUDITOR, "/cases/", status=403),
    page("error-404", OFFICER, "/cases/BKK-2025-99999/", status=404),
    page("error-409", YANGON, "/help/", f"{POST}/cases/chosen/undo/", status=409),
)
