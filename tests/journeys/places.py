"""A small world in which every page has something to show, and who opens which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cases.casework.models import Case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.files.models import Attachment
from cases.intake.lists.models import ListRow
from cases.intake.models import Draft
from cases.intake.operations import register_another
from cases.letters.models import Letter
from cases.letters.operations import issue_letter
from cases.missions.models import Staff
from cases.privacy.models import PersonReport, RightsRequest
from cases.reports.models import ReceivedReport
from tests.briefings.drafts import published as published_briefing
from tests.factories import (
    MissionFactory,
    PlaceFactory,
    PostingFactory,
    administrator,
    head,
    headquarters,
    officer,
)
from tests.files.kept import a_photo, attached
from tests.incidents.orders import a_directive
from tests.journeys.admin_places import tables
from tests.matrix.claimed import claim_back
from tests.matrix.handed import hand_over
from tests.matrix.protected import protect
from tests.matrix.spent import spend
from tests.matrix.travelled import travel
from tests.procedures.playbooks import CHAIN, published
from tests.publishing.course import a_report, at, crossed, day, stayed
from tests.register import a_case, a_citizen, fresh
from tests.reports.told import an_opened_report
from tests.world import references
from tests.world_basis import a_report as a_person_report
from tests.world_basis import a_request
from tests.world_exports import an_export
from tests.world_figures import a_snapshot
from tests.world_lists import parked_row
from tests.world_reception import at_gate, come_to
from tests.world_retention import lead
from tests.world_sealed import at_border, opened_by, sealed_case
from tests.world_ways import case_with_crossing

EVERYBODY = ("officer", "head", "centre", "lead", "auditor", "administrator", "gate")
MOMENT = "?as_of_day=2025-10-22&known_at_day=2025-10-22"
FORMS = ("record-stay", "share", "offer-transfer", "set-legal-basis", "move-to-playbook", "assign")


@dataclass(frozen=True)
class Work:
    """Who there is, and the records that the addresses name."""

    actors: dict[str, Actor]
    case: Case
    arriving: Case
    report: PersonReport
    request: RightsRequest
    told: ReceivedReport
    file: Attachment
    draft: Draft
    row: ListRow
    guarded: Mapping[str, Any]
    directive: str
    letter: Letter
    spent: Mapping[str, Any]
    sheet: str

    def paths(self, who: str) -> tuple[str, ...]:
        """The pages that are looked at as one of them."""
        return getattr(self, f"of_{who}")()

    def of_officer(self) -> tuple[str, ...]:
        """The daily work."""
        case = reverse("case_detail", args=[self.case.reference])
        return (
            *("/", "/cases/", "/board/", "/board/gates/", "/cases/new/", "/find/"),
            *(case, f"{case}?show=stages,crossings&voided=yes", f"{case}print/", f"{case}history/"),
            *(f"{case}record-crossing/", f"{case}resume/", f"{case}register-another/"),
            *(f"{case}{verb}/" for verb in (*FORMS, "log-contact", "record-statement")),
            *(f"{case}files/", f"{case}attach-file/", self.file.get_absolute_url()),
            f"{reverse('case_new')}?draft={self.draft.uuid}",
            reverse("person_report_form", args=[self.case.citizen.uuid]),
            reverse("person_report", args=[self.report.uuid]),
            *("/rights-requests/", "/rights-requests/?show=settled"),
            reverse("rights_request", args=[self.request.uuid]),
            reverse("rights_requests_of", args=[self.request.citizen.uuid]),
            *("/received-reports/", "/received-reports/?state=all", "/received-reports/take-down/"),
            "/received-reports/take-down-mails/",
            *(self.told.get_absolute_url(), f"{self.told.get_absolute_url()}close/"),
            *(f"{case}issue-letter/", f"{case}issue-letter/?letter=vb02", "/letter-batches/issue/"),
            *("/letters/", self.letter.get_absolute_url()),
            f"{self.letter.get_absolute_url()}withdraw/",
            *("/lists/", "/lists/receive/", *self.of_list()),
            *self.of_protection(case),
            *(*self.of_money(case), *self.of_figures(), *self.of_handovers()),
            *self.of_movements(),
            *(
                "/exports/",
                *("/exports/ask/", "/exports/ask/?kind=cases", "/exports/ask/?kind=totals"),
                reverse("export", args=[self.spent["exports"]]),
            ),
            *("/transfers/", "/shared/", "/notices/", "/calendar/"),
            *("/incidents/", f"/incidents/2025-10-myawaddy/{MOMENT}"),
            f"/incidents/2025-10-myawaddy/people/{MOMENT}&by=present&key=TH",
            *("/incidents/2025-10-myawaddy/plans/", "/directives/"),
            "/incidents/2025-10-myawaddy/position-lines/",
            *(f"/directives/{self.directive}/", "/playbooks/", "/playbooks/chain.1/"),
            *("/playbooks/chain.1/compare/chain.1/", "/procedures/", "/legal-bases/"),
            *("/tokens/", "/settings/", "/views/", "/profile/factor/", "/help/", "/styleguide/"),
        )

    def of_protection(self, case: str) -> tuple[str, ...]:
        """What protects a person, and with whom she travels."""
        flag, pair = self.guarded["vulnerabilities"], self.guarded["kept-apart"]
        group = reverse("travel_group", args=[self.guarded["travel-groups"]])
        return (
            *(f"{case}assess/", f"{case}record-decision/", f"{case}record-fitness/"),
            reverse("assessment_detail", args=[self.guarded["assessments"]]),
            reverse("vulnerability_operation", args=[flag, "end"]),
            reverse("kept_apart_operation", args=[pair, "end"]),
            *("/travel-groups/", group, f"{group}join/", "/follow-up/"),
            reverse("welfare_check_operation", args=[self.guarded["welfare-checks"], "record"]),
        )

    def of_figures(self) -> tuple[str, ...]:
        """Snapshots and pictures of the incident, and what figures count."""
        home = reverse("incident_detail", args=[self.case.incident.code])
        out = self.sheet
        figure = self.case.incident.figures.first() or a_report(incident=self.case.incident)
        gap = reverse("figure_gap", args=[self.case.incident.code, figure.uuid])
        return (gap, f"{home}snapshots/", f"{home}pictures/", "/figures/", "/published/", out)

    def of_money(self, case: str) -> tuple[str, ...]:
        """What was spent for a person, and by whom."""
        line = reverse("cost_line", args=[self.spent["cost-lines"]])
        return (
            *("/money/", "/money/?state=spent", "/money/rates/", "/exchange-rates/record/"),
            *(f"{case}money/", f"{case}record-cost/", f"{case}record-deposit/"),
            *(f"{case}record-undertaking/", line, f"{line}correct/", "/shared-costs/split/"),
            reverse("shared_cost", args=[self.spent["shared-costs"]]),
            reverse("deposit_operation", args=[self.spent["deposits"], "return"]),
            reverse("undertaking_operation", args=[self.spent["undertakings"], "repay"]),
            *("/claims/", "/claims/?state=submitted", "/claims/prepare/"),
            reverse("claim", args=[self.spent["claims"]]),
            reverse("claim_operation", args=[self.spent["claims"], "record-payment"]),
        )

    def of_movements(self) -> tuple[str, ...]:
        """A journey of many: its page, its frozen list, the acts with people to tick."""
        page = reverse("movement", args=[self.spent["movements"]])
        muster = self.spent["musters"]
        return (
            *("/movements/", "/movements/plan/", page, f"{page}lists/1/", f"{page}seat/"),
            *(f"{page}money/", f"{page}record-cost/", f"{page}tie-cost/", f"{page}claim/"),
            *(f"{page}freeze/", f"{page}depart/", f"{page}add-leg/", f"{page}correct-leg/"),
            *(f"{page}musters/", f"{page}musters/statement/", f"{page}musters/{muster}/"),
            *(f"{page}manifests/1/files/", f"{page}open-muster/", f"{page}musters/{muster}/shell/"),
            *(f"/musters/{muster}/close/", f"/musters/{muster}/mark/"),
            reverse("muster_stranger_operation", args=[self.spent["muster-strangers"], "identify"]),
        )

    def of_handovers(self) -> tuple[str, ...]:
        """Who is handed over to whom."""
        one = reverse("handover", args=[self.spent["handovers"]])
        return (
            *("/handovers/", "/handovers/?state=draft", "/handovers/prepare/", one),
            *(f"{one}{verb}/" for verb in ("account-for", "note-papers", "sign", "void")),
        )

    def of_list(self) -> tuple[str, ...]:
        """A list of people: its rows, its columns, one row."""
        received, row = self.row.received.uuid, self.row.uuid
        return (
            reverse("list_detail", args=[received]),
            reverse("list_operation", args=[received, "map"]),
            reverse("list_operation", args=[received, "export"]),
            reverse("list_row", args=[row]),
            reverse("list_row_operation", args=[row, "correct"]),
        )

    def of_head(self) -> tuple[str, ...]:
        """What is reviewed, and the programs of the mission."""
        accesses = reverse("citizen_accesses", args=[self.case.citizen.uuid])
        tokens = ("/tokens/", "/tokens/issue-service/")
        here = ("/unsealings/", "/recounts/", accesses)
        return (*here, f"/directives/{self.directive}/report/", *tokens)

    def of_centre(self) -> tuple[str, ...]:
        """What headquarters orders."""
        page = reverse("snapshot_detail", args=[self.spent["snapshots"]])
        behind = f"{page}cases/?cell=counted"
        acts = ("/snapshots/take/", f"{page}withdraw/")
        briefing = self.sheet.replace("published", "briefings")
        acts += ("/briefings/", "/briefings/draft/", briefing)
        acts += ("/directives/issue/", "/position-lines/add/")
        return (*acts, "/board/", "/doubles/", page, behind)

    def of_lead(self) -> tuple[str, ...]:
        """What is kept."""
        rows = "/admin/cases/case/"
        row = f"{rows}{self.case.pk}/"
        withdraw = f"{self.sheet.replace('published', 'briefings')}withdraw/"
        acts = (f"{row}change/", f"{row}act/set-legal-basis/", withdraw)
        sorted_by = "/admin/?by=longest"
        pages = ("/retention/", "/configuration/", "/admin/", sorted_by, rows)
        return (*pages, *acts, *tables(self.actors["lead"]))

    def of_auditor(self) -> tuple[str, ...]:
        """The record."""
        with eyes(self.actors["auditor"]):
            entry = AuditEntry.objects.latest("pk").pk
        return ("/record/", "/record/state/", f"/record/{entry}/")

    def of_administrator(self) -> tuple[str, ...]:
        """The accounts."""
        username = Staff.objects.get(pk=self.actors["officer"].staff_id).username
        account = reverse("staff_detail", args=[username])
        acts = (f"{account}disable/", "/staff-acts/invite/", "/staff-acts/create-service/")
        by_two = ("/administrator-changes/", "/administrator-changes/ask-posting/")
        files = ("/configuration/", "/configuration/loads/")
        return ("/staff/", account, *acts, *by_two, *files, "/admin/")

    def of_gate(self) -> tuple[str, ...]:
        """Who arrives."""
        person = reverse("case_detail", args=[self.arriving.reference])
        return ("/cases/", person, f"{person}receive/")


def a_place_of_work() -> Work:
    """Bangkok with cases at every turn, headquarters, and a gate at home."""
    references()
    with eyes(SYSTEM):
        published(CHAIN)
    actors = {
        "officer": officer(),
        "head": head(),
        "centre": headquarters(),
        "lead": lead(),
        "auditor": PostingFactory(
            role="auditor", mission=MissionFactory(headquarters=True)
        ).actor(),
        "administrator": administrator(),
        "gate": at_gate(),
    }
    mine = actors["officer"]
    with eyes(mine):
        case, _json = case_with_crossing(mine)
        report = a_person_report(mine)
        request = a_request(mine)
        told = an_opened_report(mine)
        file = attached(mine, case, a_photo(), purpose="photo")
        draft = register_another(mine, case)
        row, _more = parked_row(mine)
        guarded = protect(mine, case)
        spent = spend(mine, case) | hand_over(mine, fresh(case))
        register_another(mine, case)
        letter = issue_letter(mine, fresh(case), letter="case-summary")
    with eyes(actors["head"]):
        spent |= travel(actors["head"])
        spent |= claim_back(actors["head"], fresh(case), spent["movements"])
        spent |= {"exports": an_export(actors["head"]).uuid}
    people_of_an_incident(mine)
    spent["snapshots"] = a_snapshot().uuid
    opened_by(at_border(), sealed_case(actors["head"]))
    order = a_directive(due_on=date(2025, 11, 20))
    arriving = come_to("departed", actors["gate"])
    made = (case, arriving, report, request, told, file, draft, row, guarded, order.code, letter)
    sheet = reverse("published_detail", args=[published_briefing().number])
    return Work(actors, *made, spent, sheet)


def people_of_an_incident(actor: Actor) -> None:
    """Figures by country and sex, a place with a point on the map, and what others reported."""
    shelter = PlaceFactory(
        code="invented-shelter",
        name="Invented shelter",
        kind="shelter",
        latitude="16.7",
        longitude="98.5",
        accuracy_m=500,
    )
    a_report()
    with eyes(actor):
        for number in range(4):
            person = a_citizen(actor, full_name=f"Nguyễn Thử {number}", sex="mf"[number % 2])
            case = a_case(actor, person)
            crossed(actor, case, at(22), day(21))
            stayed(actor, case, at(22), at(21), place=shelter)
