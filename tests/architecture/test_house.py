"""The shape of the house: sizes, directions, names. A rule that no test holds is a wish."""

import ast
import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

from cases.core.registry import DECLARED
from cases.core.roles import role_table
from cases.core.walls import PROTECTED, VERSIONED
from tests.architecture.parsed import ROOT, nodes, sources

ORDER = (
    "core",
    "places",
    "missions",
    "notices",
    "citizens",
    "incidents",
    "crossings",
    "procedures",
    "casework",
    "files",
    "letters",
    "money",
    "movements",
    "reports",
    "intake",
    "overview",
    "publishing",
    "briefings",
    "exchange",
    "exports",
    "accounts",
    "privacy",
    "record",
    *("retention", "seeding", "configuration"),
)
LONGEST_FILE = 600
"""One noun a module, read from top to bottom; most are far shorter."""
LONGEST_FUNCTION = 60
SYSTEM_ONLY = {"staff.manage"}


def own_models() -> list[type[models.Model]]:
    """Our models."""
    models_here = apps.get_app_config("cases").get_models()
    # A table of a package shown through a model of ours is the package's to guard.
    return [model for model in models_here if not model._meta.proxy]


def feature_of(model: type[models.Model]) -> str:
    """The feature a model lives in."""
    return model.__module__.split(".")[1]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_stranger_reads():
    long = {
        relative(path): length
        for path in sources()
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = []
    for path in sources():
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef) and node.body:
                start = node.body[0].lineno
                if (node.end_lineno or start) - start >= LONGEST_FUNCTION:
                    long.append(f"{relative(path)}:{node.lineno} {node.name}")

    assert long == []


def test_foreign_keys_point_only_to_features_above():
    wrong = []
    for model in own_models():
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or target._meta.app_label != "cases":
                continue
            if target._meta.model_name == "staff":
                continue
            if isinstance(target, str) or feature_of(model) == "core":
                continue
            if ORDER.index(feature_of(target)) > ORDER.index(feature_of(model)):
                wrong.append(f"{model.__name__}.{field.name} -> {target.__name__}")

    assert wrong == []


def test_foreign_keys_protect():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
        and not (model.__name__ == "ApiToken" and field.name == "user")
    ]

    assert loose == []


def test_every_model_says_what_a_row_means():
    silent = [
        model.__name__
        for model in own_models()
        if not (model.__doc__ or "").strip()
        or (model.__doc__ or "").startswith(f"{model.__name__}(")
    ]

    assert silent == []


def test_every_choice_column_is_guarded_by_the_database():
    unguarded = []
    for model in own_models():
        text = " ".join(
            str(getattr(constraint, "condition", "")) for constraint in model._meta.constraints
        )
        for field in model._meta.concrete_fields:
            named = {"country", "nationality", "from_country", "to_country"}
            if field.choices and field.name not in text and field.name not in named:
                unguarded.append(f"{model.__name__}.{field.name}")

    # What a row came from repeats what the row before it went to, which the chain trigger compares.
    assert set(unguarded) <= {"Transition.from_outcome"}


def test_every_table_about_people_stands_behind_the_wall():
    people = {"citizen", "case"}
    protected = {rule.table for rule in PROTECTED}
    bare = []
    for model in own_models():
        points = {
            field.related_model._meta.model_name
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
        }
        if (points & people or model._meta.model_name in people) and (
            model._meta.db_table not in protected
        ):
            bare.append(model._meta.db_table)

    assert bare == []


KEPT_ELSEWHERE = {
    "cases_auditentry",
    "cases_auditlink",
    "cases_rowversion",
    "cases_receipt",
    *("cases_referencecounter", "cases_movementcounter"),
    # What a letter says is written once; of a batch nothing changes; numbers only grow.
    *("cases_lettercontent", "cases_letterbatch", "cases_letterleftout", "cases_lettercounter"),
    *("cases_staff", "cases_apitoken"),
    # A session and a link go from open to ended, and hold digests.
    "cases_staffsession",
    "cases_onetimelink",
    # Emptied when it ends: former values would keep what was thrown away.
    "cases_draft",
    # Codes of filters: nothing about people; that it was renamed or shared is on record.
    "cases_savedview",
    # What is told is never changed: it is read once; a mail goes through its states.
    "cases_notice",
    "cases_outboxmail",
    # Evidence that a trigger keeps: the cells stay, what was put in place of them beside them.
    "cases_listrow",
    # What was attached is never changed, like a sealed part.
    "cases_attachedfile",
    # What was found stays beside what was decided, and each decision is on record.
    "cases_pileentry",
    "cases_reconciliation",
    "cases_receivedlist",
    "cases_sendermapping",
    "cases_seedentry",
    "cases_seedkey",
    "cases_citizensight",
    "cases_searchkeys",  # made from other columns by triggers, again at any time
    # A report names who was due; each line goes through its states once.
    *("cases_retentionrun", "cases_retentionitem"),
    # Only added to: a pair is told apart once, a possible double is found once.
    *("cases_notthesame", "cases_possibledouble"),
    # What a link went through stands on it, with who and when.
    *("cases_sameperson", "cases_musterstranger", "cases_export", "cases_configurationload"),
    "cases_administratorchange",
    # Only added to, or ended with who, when and why on the row; nothing else of them changes.
    *("cases_vulnerability", "cases_assessment", "cases_protectiondecision"),
    *("cases_travelfitness", "cases_fitnessfinding", "cases_keepapart"),
    # What was found is only added to; a return is made by the database, and told once.
    *("cases_travelgroup", "cases_groupmember", "cases_welfarefinding", "cases_earlierreturn"),
    # Listed once, then decided about once: who, when and why is on the row.
    *("cases_recount", "cases_recountedclock"),
    # Only added to, then decided on, released or voided once: who, when, why is on the row.
    *("cases_costline", "cases_deposit", "cases_undertaking", "cases_repayment"),
    *("cases_exchangerate", "cases_sharedcost", "cases_handover", "cases_handoverhealth"),
    *("cases_claim", "cases_claimline", "cases_claimpayment", "cases_legcost"),
    *("cases_mustermark", "cases_seatchange", "cases_seatoverride", "cases_manifestversion"),
    # Frozen, or written by the database alone: who, when and why is on the row.
    *("cases_briefing", "cases_briefingsheet", "cases_figureclosing", "cases_figurebalance"),
    *("cases_manifestline", "cases_snapshot", "cases_snapshotvalue", "cases_snapshotcase"),
    # Never changed: another part is sealed, and the open row that points to it is kept.
    "cases_sealedpart",
}
"""Tables whose rows are never changed, or say themselves what became of them."""


def test_every_table_that_changes_keeps_its_former_values():
    bare = [
        model._meta.db_table
        for model in own_models()
        if model._meta.db_table not in VERSIONED and model._meta.db_table not in KEPT_ELSEWHERE
    ]

    assert bare == []


def test_every_operation_is_granted_to_a_role_or_to_the_system_alone():
    granted = {right for rights in role_table().values() for right in rights}
    orphans = {
        row.name: row.operation.may
        for row in DECLARED.values()
        if row.operation.may not in granted | SYSTEM_ONLY
    }

    assert orphans == {}


def test_every_operation_has_an_example_of_its_own_fields():
    wrong = {
        row.name: sorted(set(row.form.example) - set(row.form.base_fields))
        for row in DECLARED.values()
        if bool(row.form.example) != bool(row.form.base_fields)
        or set(row.form.example) - set(row.form.base_fields)
    }

    assert wrong == {}


def test_the_migrations_have_one_leaf():
    loader = MigrationLoader(None)

    assert len(loader.graph.leaf_nodes("cases")) == 1


def test_migrations_import_nothing_of_the_app():
    importing = [
        path.name
        for path in (ROOT / "cases" / "migrations").glob("0*.py")
        if re.search(r"^(from|import) cases\.(?!migrations)", path.read_text(), re.MULTILINE)
        and "0001" not in path.name
    ]

    assert importing == []


def test_edges_hold_no_query_and_no_write():
    rough = []
    for path in sources():
        if path.name not in {"views.py", "api.py", "admin.py"} or "tests" in path.parts:
            continue
        if re.search(r"\.objects\b|\.save\(|\.delete\(", path.read_text(encoding="utf-8")):
            rough.append(relative(path))

    assert rough == []


def test_the_layers_of_the_linter_are_the_features_there_are():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = str(config["tool"]["importlinter"])
    there = {path.parent.name for path in (ROOT / "cases").glob("*/__init__.py")} - {
        "management",
        "migrations",
        "templatetags",
        "benching",
    }

    assert {feature for feature in there if feature not in text} == set()
