"""A moment with markup goes to a page as markup, never into a sentence, which escapes it."""

import ast
from collections.abc import Iterator, Sequence

from tests.architecture.parsed import ROOT, nodes, nodes_in, sources

MOMENTS = "cases.templatetags.moments"
PLAIN = {"strip_tags", "plain"}
SAFE = {"format_html", "format_html_join"}


def with_markup() -> set[str]:
    """Return which functions of moments answer with markup."""
    return {
        node.name
        for node in nodes(ROOT / "cases/templatetags/moments.py")
        if isinstance(node, ast.FunctionDef) and "SafeString" in ast.unparse(node.returns)
    }


def imported(found: Sequence[ast.AST]) -> set[str]:
    """Return under which names a source has them."""
    known = with_markup()
    return {
        alias.asname or alias.name
        for node in found
        if isinstance(node, ast.ImportFrom) and node.module == MOMENTS
        for alias in node.names
        if alias.name in known
    }


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a node as it is, not what is made plain or markup again."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and ast.unparse(child.func) in PLAIN | SAFE:
            continue
        yield child
        yield from inside(child)


def is_sentence(node: ast.AST) -> bool:
    """Return whether a node makes a text of what stands in it."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"join", "format"}
    makes = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add)
    return makes or isinstance(node, ast.JoinedStr)


def escaped_in(found: Sequence[ast.AST]) -> list[int]:
    """Return the lines on which a moment with markup is put into a text."""
    names = imported(found)
    return [
        one.lineno
        for node in found
        if names and is_sentence(node)
        for one in inside(node)
        if isinstance(one, ast.Call) and ast.unparse(one.func) in names
    ]


def test_no_moment_with_markup_is_put_into_a_sentence():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources("cases")
        if MOMENTS in path.read_text(encoding="utf-8")
        for line in escaped_in(nodes(path))
    ]

    assert wrong == []


def test_the_finder_finds():
    head = f"from {MOMENTS} import moment\n"
    sentences = ('"%s" % moment(a, b)', 'f"{moment(a, b)}"', '", ".join([moment(a, b)])')

    assert [escaped_in(nodes_in(head + row)) for row in sentences] == [[2], [2], [2]]
    assert escaped_in(nodes_in(head + 'f"{strip_tags(moment(a, b))}"')) == []
