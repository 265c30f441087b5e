"""What an expression in a template uses and gives: fields of the vocabulary and a few filters, nothing of Python.

Most expressions are one field and are read at once; the template library takes apart the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from lotbook.documents.template.vocabulary import ANYTHING, TEXT, Vocabulary

if TYPE_CHECKING:
    from jinja2 import nodes

_FIELD = re.compile(r"\s*(?:not\s+)?(?P<name>[A-Za-z_]\w*(?:\s*\.\s*\w+)*)\s*\Z")
_FOR = re.compile(r"for\s+(?P<names>[A-Za-z_]\w*)\s+in\s+(?P<source>[A-Za-z_][\w.]*)\s*\Z")
_WORDS = frozenset(
    {"not", "and", "or", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"}
)
_OF_TEXT = frozenset({
    "upper", "lower", "title", "capitalize", "trim", "replace", "truncate", "center", "wordwrap", "indent", "string", "format",
    "escape", "e",
})  # fmt: skip
_OF_LIST = frozenset({"sort", "unique", "reverse", "list", "select", "reject", "selectattr", "rejectattr"})
_ITEM, _COUNT, _PARTS = (
    frozenset({"first", "last"}),
    frozenset({"length", "count"}),
    frozenset({"groupby", "batch", "slice"}),
)
FILTERS = _OF_TEXT | _OF_LIST | _ITEM | _COUNT | _PARTS | {"join", "map", "default", "d"}
_BY_ROW = frozenset({"selectattr", "rejectattr", "groupby"})  # their first word is a field of each row
LOOP = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"), TEXT),
    "previtem": ANYTHING, "nextitem": ANYTHING,
}  # fmt: skip
_OF_LOOP = frozenset({"cycle", "changed"})


class Expression(Vocabulary):
    """One expression of a template: what it gives and what is wrong with it."""

    def printed(self, text: str) -> None:
        """Reads what stands between {{ and }}."""
        self._plain(self.value(text), text.strip())

    def value(self, text: str) -> object:
        """What an expression gives; ANYTHING where that cannot be known."""
        plain = _FIELD.match(text)
        if plain and plain["name"] not in _WORDS:
            return self._field(re.sub(r"\s", "", plain["name"]))
        parsed = self._parsed(f"{{{{ {text.strip()} }}}}")
        return self._of(parsed.nodes[0]) if parsed is not None else ANYTHING

    def loop(self, body: str) -> dict[str, object]:
        """The names that ``for ... in ...`` gives to what stands inside it."""
        plain = _FOR.match(body)
        if plain:
            return {plain["names"]: self._row(self._field(plain["source"]), plain["source"]), "loop": LOOP}
        parsed = self._parsed(f"{{% {body} %}}{{% endfor %}}", "is not of the form {% for name in list %}")
        if parsed is None:
            return {}
        source = self._of(parsed.iter)
        names = [each.name for each in getattr(parsed.target, "items", [parsed.target])]
        row = self._row(source, _path(parsed.iter))
        given = (
            {names[0]: row, "loop": LOOP}
            if len(names) == 1
            else {**dict.fromkeys(names, ANYTHING), "loop": LOOP}
        )
        if parsed.test is not None:
            inside = Expression((*self.scopes, given))
            inside._of(parsed.test)
            self.wrong += inside.wrong
        return given

    def _parsed(self, source: str, problem: str = "") -> Any:  # noqa: ANN401 - the library's own tree
        from jinja2 import Environment, TemplateSyntaxError

        try:
            return Environment(autoescape=True).parse(source).body[0]
        except TemplateSyntaxError as error:
            self._say(problem or f"cannot be read ({error.message})")
        return None

    def _of(self, node: nodes.Node) -> object:
        read = getattr(self, f"_read_{type(node).__name__.lower()}", None)
        if read is not None:
            return read(node)
        if type(node).__name__ in _TOGETHER:
            for each in node.iter_child_nodes():
                self._plain(self._of(each), _path(each))
            return TEXT
        self._say("does more than print a field, which is all that templates can")
        return ANYTHING

    def _read_const(self, _: nodes.Const) -> object:
        return TEXT

    def _read_name(self, node: nodes.Name) -> object:
        return self._field(node.name)

    def _read_getattr(self, node: nodes.Getattr) -> object:
        whole = _path(node)
        if whole:
            return self._field(whole)
        return self._member(self._of(node.node), node.attr, "what stands before it")

    def _read_getitem(self, node: nodes.Getitem) -> object:
        found, path = self._of(node.node), _path(node.node)
        key = getattr(node.arg, "value", None)
        if isinstance(found, list | tuple):
            self._say(f"takes one row of {path or 'a list'} by its number, which not every certificate has: repeat it with "
                      "{% for %}")  # fmt: skip
        elif isinstance(found, Mapping) and isinstance(key, str):
            self._say(f"takes a field of {path} in brackets", f"{path}.{key}" if key in found else "")
        else:
            self._say("takes a part of a text by its place; print the field whole")
        return ANYTHING

    def _read_call(self, node: nodes.Call) -> object:
        called = _path(node.node)
        if called.partition(".")[0] != "loop" or called.partition(".")[2] not in _OF_LOOP:
            self._say(
                f"calls {called or 'something'} with brackets behind it, which templates cannot; print a field"
            )
        return TEXT

    def _read_filter(self, node: nodes.Filter) -> object:
        found = self._of(node.node) if node.node is not None else ANYTHING
        path = _path(node.node) if node.node is not None else ""
        given = [*node.args, *(pair.value for pair in node.kwargs)]
        for each in given:
            self._plain(self._of(each), _path(each))
        if node.name not in FILTERS:
            self._say(
                f"uses the unknown filter {node.name}",
                next(iter(get_close_matches(node.name, FILTERS, 1)), ""),
            )
            return ANYTHING
        by = self._row_field(node, found, path)
        return self._filtered(node.name, found, path, by)

    def _row_field(self, node: nodes.Filter, found: object, path: str) -> object:
        """The field of each row that a filter goes by; None where it names none."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        named += node.args[:1] if node.name in _BY_ROW else []
        field = getattr(named[0], "value", None) if named else None
        row = found[0] if isinstance(found, list | tuple) and found else ANYTHING
        return self._member(row, field, f"each row of {path}") if isinstance(field, str) else None

    def _filtered(self, name: str, found: object, path: str, by: object) -> object:
        rows = found if isinstance(found, list | tuple) else []
        if name in _OF_TEXT:
            self._plain(found, path)
        elif name == "join" and by is None and rows and isinstance(rows[0], Mapping):
            self._say(f"joins {path}, whose rows are groups of fields: say which field",
                      f"{path} | join(', ', attribute='{next(iter(rows[0]), '')}')")  # fmt: skip
        elif isinstance(found, Mapping) and name not in ("default", "d"):
            self._say(f"uses {path} as a list, which is a group of fields")
        if name in _OF_TEXT or name in _COUNT or name == "join":
            return TEXT
        if name in _ITEM:
            return rows[0] if rows else ANYTHING
        if name == "map":
            return [by if by is not None else TEXT]
        return ANYTHING if name in _PARTS else found

    def _read_test(self, node: nodes.Test) -> object:
        from jinja2 import Environment

        self._of(node.node)
        for each in node.args:
            self._of(each)
        if node.name not in Environment(autoescape=True).tests:
            self._say(f"asks 'is {node.name}', which templates do not know")
        return TEXT

    def _read_condexpr(self, node: nodes.CondExpr) -> object:
        self._of(node.test)
        found = [self._of(each) for each in (node.expr1, node.expr2) if each is not None]
        return next((each for each in found if isinstance(each, Mapping | list | tuple)), found[0])

    def _asked(self, node: nodes.Node) -> object:
        for each in node.iter_child_nodes():
            self._of(each)
        return TEXT

    _read_not = _read_compare = _read_operand = _asked

    def _read_or(self, node: nodes.BinExpr) -> object:
        found = [self._of(node.left), self._of(node.right)]
        return next((each for each in found if isinstance(each, Mapping | list | tuple)), TEXT)

    _read_and = _read_or

    def _read_list(self, node: nodes.List) -> object:
        return [self._of(each) for each in node.items]

    _read_tuple = _read_list


_TOGETHER = frozenset({"Concat", "Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"})


def _path(node: nodes.Node) -> str:
    """The dotted name of a field; empty for anything else."""
    kind = type(node).__name__
    if kind == "Name":
        return str(node.name)  # type: ignore[attr-defined]
    if kind == "Getattr" and (before := _path(node.node)):  # type: ignore[attr-defined]
        return f"{before}.{node.attr}"  # type: ignore[attr-defined]
    return ""
