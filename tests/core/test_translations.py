"""Text in the other languages: complete, true to its placeholders, made with Python alone."""

import ast
import gettext
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.functional import Promise

from cases.core.registry import DECLARED
from cases.core.translations.catalogues import (
    catalogue_files,
    keeps_placeholders,
    read_catalogue,
    shortcomings,
    translations_of,
    update_catalogue,
)
from cases.core.translations.sources import (
    KEYWORDS,
    PYTHON_FOLDERS,
    Message,
    messages_in_python,
    messages_in_template,
    messages_of,
)

CATALOGUES = catalogue_files()
HEAD = (
    '# A note.\nmsgid ""\nmsgstr ""\n"Language: vi\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
)


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    """Every message of the sources, which takes seconds to find: once for the file."""
    return messages_of(settings.BASE_DIR)


@pytest.fixture
def found(messages: list[Message], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the sources here is answered with what was found once."""
    for place in ("cases.core.translations.catalogues", "cases.management.commands.translations"):
        monkeypatch.setattr(f"{place}.messages_of", lambda root: messages)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A folder with a copy of the catalogues, which the command works in."""
    settings.LOCALE_PATHS = [tmp_path]
    for language, file in catalogue_files().items():
        file.parent.mkdir(parents=True)
        shutil.copy(CATALOGUES[language], file)
    return tmp_path


def catalogue(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


@pytest.mark.usefixtures("found")
def test_every_text_is_translated_with_the_same_placeholders():
    faults = [
        f"{language}: {fault}: {text}" for language, fault, text in shortcomings(settings.BASE_DIR)
    ]

    assert faults == [], "Run manage.py translations --extract and translate what is empty."


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (r"'", "a straight apostrophe"),
        (r"[“”]|(?<!3)\"(?!3)", "quotation marks of another language"),
        (r"«(?!\u202f)|(?<!\u202f)»", "no narrow space within the quotation marks"),
        (r"(?<!\u202f)[:;!?](?=\s|$)", "no narrow space before the mark"),
    ],
)
def test_french_is_written_as_the_french_print_it(written, fault):
    french = read_catalogue(CATALOGUES["fr"], "fr")

    found = [
        text
        for entry in french
        if entry.id
        for text in translations_of(entry)
        if re.search(written, text)
    ]

    assert found == [], fault


def test_compiles_without_gettext_and_says_nothing_when_up_to_date(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(subprocess, "Popen", refuse_to_start)
    first, second = StringIO(), StringIO()

    call_command("translations", stdout=first)
    call_command("translations", stdout=second)

    assert first.getvalue() == "Compiled the vi catalogue.\nCompiled the fr catalogue.\n"
    assert second.getvalue() == ""


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("vi", "Đóng hồ sơ", ["%(days)s ngày"] * 3),
        ("fr", "Clore le dossier", ["%(days)s jour", "%(days)s jour", "%(days)s jours"]),
    ],
)
def test_a_compiled_catalogue_knows_the_plurals_of_its_language(folder, language, sentence, days):
    call_command("translations", stdout=StringIO())

    with catalogue(folder, language).with_suffix(".mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    assert said.gettext("Close the case") == sentence
    assert [said.ngettext("%(days)s day", "%(days)s days", count) for count in (0, 1, 5)] == days


def test_drafts_of_killed_processes_are_removed_and_those_of_others_are_left(folder):
    compiled = catalogue(folder, "vi").with_suffix(".mo")
    abandoned, current = (compiled.with_name(f"django.mo.{number}") for number in (1, 2))
    abandoned.touch()
    os.utime(abandoned, (0, 0))
    current.touch()

    call_command("translations", stdout=StringIO())

    assert set(compiled.parent.glob("*.mo*")) == {compiled, current}


def refuse_to_start(*args: Any, **kwargs: Any) -> None:
    pytest.fail("a program was started")


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize(
    ("language", "sentence"), [("vi", "Đóng hồ sơ"), ("fr", "Clore le dossier")]
)
def test_checking_names_what_lacks_a_translation(folder, language, sentence):
    file = catalogue(folder, language)
    file.write_text(file.read_text().replace(f'msgstr "{sentence}"', 'msgstr ""'))
    said = StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("translations", "--check", stdout=said)

    assert failure.value.returncode == 1
    assert f"{language}: not translated: 'Close the case'" in said.getvalue()


def test_an_update_keeps_what_stayed_and_guesses_nothing(tmp_path):
    file = tmp_path / "django.po"
    file.write_text(f'{HEAD}\nmsgid "Kept"\nmsgstr "Giữ"\n\nmsgid "Old words"\nmsgstr "Cũ"\n')

    update_catalogue(file, "vi", [Message("Kept"), Message("New words"), Message("Old words!")])

    assert file.read_text() == (
        f'{HEAD}\nmsgid "Kept"\nmsgstr "Giữ"\n\nmsgid "New words"\nmsgstr ""\n\n'
        'msgid "Old words!"\nmsgstr ""\n'
    )


@pytest.mark.usefixtures("found")
def test_an_update_changes_nothing_when_the_sources_did_not_change(folder):
    files = catalogue_files().values()
    before = [file.read_text() for file in files]

    call_command("translations", "--extract", stdout=StringIO())

    assert [file.read_text() for file in files] == before


def test_finds_messages_in_templates():
    source = """
        {% translate "One" %} {% translate 'Two' as two %} {{ _("Three") }}
          {% translate "Four" context "month" %}
      {% blocktranslate trimmed count days=n %}
          {{ days }} day
        {% plural %}
          {{ days }} days
      {% endblocktranslate %} {# translate "Not this" #}
    """

    found = list(messages_in_template(source))

    assert found == [
        Message("One"),
        Message("Two"),
        Message("Three"),
        Message("Four", context="month"),
        Message("%(days)s day", plural="%(days)s days"),
    ]


def test_finds_messages_in_python():
    source = (
        "_('One' ' and two'); ngettext('%(n)d case', '%(n)d cases', n); pgettext('verb', 'Open')"
    )

    found = list(messages_in_python(source))

    assert found == [
        Message("One and two"),
        Message("%(n)d case", plural="%(n)d cases"),
        Message("Open", context="verb"),
    ]


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [("từ {first}", False), ("{last} và {first}", True), ("{first} {last} %(x)s", False)],
)
def test_compares_placeholders(text, is_kept):
    message = Message("between {first} and {last}")

    assert keeps_placeholders(message, text) is is_kept


def test_only_written_out_text_is_translated_never_a_name_or_other_data():
    for folder in PYTHON_FOLDERS:
        for file in (settings.BASE_DIR / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text())):
                if isinstance(call, ast.Call) and called(call) in KEYWORDS:
                    texts = call.args[: len(KEYWORDS[called(call)] or (1,))]
                    assert all(is_text(text) for text in texts), f"{file}:{call.lineno}"


def test_no_text_is_translated_under_a_name_that_is_not_looked_for():
    for folder in PYTHON_FOLDERS:
        for file in (settings.BASE_DIR / folder).rglob("*.py"):
            tree = ast.parse(file.read_text())
            others = {
                name.asname
                for line in ast.walk(tree)
                if isinstance(line, ast.ImportFrom) and line.module == "django.utils.translation"
                for name in line.names
                if name.name in KEYWORDS and name.asname not in {None, *KEYWORDS}
            }
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and called(call) in others:
                    assert not any(map(is_text, call.args)), f"{file}:{call.lineno}"


def test_a_row_of_a_table_has_one_word_in_vietnamese():
    other = re.compile(r"(?<!gân )(?<!họ )(?<!hách )\bhàng\b(?! loạt| ngày| năm)", re.IGNORECASE)
    catalogue = read_catalogue(CATALOGUES["vi"], "vi")
    said = [
        words
        for entry in catalogue
        if re.search(r"\brows?\b", str(entry.id), re.IGNORECASE)
        for words in translations_of(entry)
    ]

    assert [words for words in said if other.search(words)] == []


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_an_operation_speaks_the_language_of_whoever_asks():
    in_source = [
        (declared.name, text)
        for declared in DECLARED.values()
        for text in sentences_of(declared.form)
        if text and not isinstance(text, Promise)
    ]

    assert in_source == []


def sentences_of(form: Any) -> Iterator[Any]:
    """Yield what a form says of itself and of its fields."""
    yield from (form.title, form.what_happens)
    for field in form.base_fields.values():
        yield from (field.label, field.help_text)


@pytest.mark.parametrize(("language", "label"), [("vi", "Đã tiếp nhận"), ("fr", "Signalé")])
def test_lists_of_choices_are_translated(language, label):
    with translation.override(language):
        labels = [
            str(label)
            for declared in DECLARED.values()
            for field in declared.form.base_fields.values()
            for _value, label in getattr(getattr(field, "kinds", None), "choices", [])
        ]

    assert "Reported" not in labels
    assert label in labels
