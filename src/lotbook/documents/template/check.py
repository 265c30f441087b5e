"""Checks a Word template against the fields it may use, and says where each mistake stands and what was meant.

Word hides tags in runs and moves them about; what is checked here is the text a person sees. A template may print a
field, repeat rows or paragraphs for a list, and leave something out when a field is empty; nothing else is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.template.docx_text import Paragraph, Story, stories
from lotbook.errors import TemplateError

_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<step>.*?)%\}|\{#.*?#\}", re.DOTALL)
_REACH = re.compile(
    r"(tr|tc|p|r)(?=\s)"
)  # {%tr ...%}: the tag takes its whole row, cell, paragraph or run with it
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\s*\.\s*\w+)*")
_FOR = re.compile(r"for\s+(?P<names>\w+(?:\s*,\s*\w+)*)\s+in\s+(?P<source>.+)\Z", re.DOTALL)
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019\u00a0", "\"\"'' ")
_NO_FIELDS = frozenset(
    {"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"}
)
_STEPS = ("for", "endfor", "if", "elif", "else", "endif", "set", "colspan", "cellbg", "vm", "hm")
_PLAIN_STEPS = frozenset({"colspan", "cellbg", "vm", "hm"})
_ANYTHING = object()  # a value whose inside is not known, such as a row of an empty list


class Fault(NamedTuple):
    """One mistake in a template: the place in words, the tag as it stands there, what is wrong, what was meant."""

    place: str
    tag: str
    problem: str
    suggestion: str = ""

    def __str__(self) -> str:
        meant = f" Did you mean {self.suggestion}?" if self.suggestion else ""
        return (
            f"{self.place}: {self.tag} {self.problem}.{meant}"
            if self.tag
            else f"{self.place}: {self.problem}."
        )


def check(template: Path, context: Mapping[str, object]) -> list[Fault]:
    """Every mistake in a template, in reading order; none means that it can be filled.

    Args:
        template: the .docx file.
        context: field -> value as the document gives them, or examples of the same shape.

    Raises:
        TemplateError: the file is no Word document.
    """
    return [fault for story in stories(template) for fault in _Story(story, context).faults()]


def refuse(template: Path, faults: Sequence[Fault]) -> TemplateError:
    """The error that names the mistakes of a template, the first eight of them."""
    listed = " ".join(f"[{number}] {fault}" for number, fault in enumerate(faults[:8], start=1))
    more = f" And {len(faults) - 8} more." if len(faults) > 8 else ""
    count = "one mistake" if len(faults) == 1 else f"{len(faults)} mistakes"
    return TemplateError(f"The template {template.name} has {count}.", cause=listed + more)


def place_of(template: Path, words: str) -> str:
    """Where a tag with these words stands in a template; empty when it is not found."""
    for story in stories(template):
        for paragraph in story.paragraphs:
            if any(words in tag.group() for tag in _TAG.finditer(paragraph.text.translate(_STRAIGHT))):
                return paragraph.place
    return ""


class _Open(NamedTuple):
    """A step that waits for its end."""

    word: str
    reach: str
    tag: str
    place: str


class _Story:
    """Reads one story's tags in order, keeping which loops are open and what their names stand for."""

    def __init__(self, story: Story, context: Mapping[str, object]) -> None:
        self.story = story
        self.scopes: list[dict[str, object]] = [dict(context)]
        self.open: list[_Open] = []

    def faults(self) -> Iterator[Fault]:
        if self.story.tracked:
            yield Fault(
                self.story.name,
                "",
                "there are tracked changes in it, and deleted text would still be filled in; accept or reject them all "
                "in Word (Review > Accept) and save",
            )
        for paragraph in self.story.paragraphs:
            yield from self.paragraph(paragraph)
        for step in self.open:
            yield Fault(step.place, step.tag, f"is never ended by {{%{step.reach} end{step.word} %}}")

    def paragraph(self, paragraph: Paragraph) -> Iterator[Fault]:
        text = paragraph.text.translate(_STRAIGHT)
        tags = list(_TAG.finditer(text))
        rest = _TAG.sub("\ue000", text)
        for mark in ("{{", "}}", "{%", "%}"):
            if mark in rest:
                near = rest[max(rest.index(mark) - 20, 0) :][:60].replace("\ue000", " ").strip()
                yield Fault(paragraph.place, f"{near!r}", f"has a {mark} without its partner")
        whole = [tag for tag in tags if _REACH.match(tag.group("step") or "")]
        if len([tag for tag in whole if (tag.group("step") or "").startswith("p")]) > 1:
            yield Fault(
                paragraph.place,
                whole[0].group(),
                "shares its paragraph with another {%p tag; give each its own",
            )
        for tag in tags:
            if tag.group("field") is not None:
                yield from self.field(tag.group("field"), tag.group(), paragraph.place)
            elif tag.group("step") is not None:
                yield from self.step(tag.group("step"), tag.group(), paragraph.place)

    def field(self, expression: str, tag: str, place: str) -> Iterator[Fault]:
        reach = _REACH.match(expression)
        inner = expression[reach.end() if reach else 0 :]
        if not inner.strip():
            yield Fault(place, tag, "names no field")
        yield from self.names(inner, tag, place)

    def step(self, text: str, tag: str, place: str) -> Iterator[Fault]:
        reach = _REACH.match(text)
        body = text[reach.end() if reach else 0 :].strip(" -\t\n")
        word = body.split(maxsplit=1)[0] if body else ""
        if word in ("tr", "tc", "p", "r"):
            yield Fault(place, tag, "has a blank too many", f"{{%{body} %}}")
        elif word not in _STEPS:
            near = get_close_matches(word, _STEPS, 1)
            yield Fault(place, tag, "is no step that templates know", near[0] if near else "")
        elif word.startswith("end"):
            yield from self.end(word[3:], reach.group() if reach else "", tag, place)
        elif word not in _PLAIN_STEPS:
            yield from self.begin(word, body, _Open(word, reach.group() if reach else "", tag, place))

    def begin(self, word: str, body: str, step: _Open) -> Iterator[Fault]:
        names: dict[str, object] = {}
        if word == "for":
            loop = _FOR.match(body)
            if loop is None:
                yield Fault(step.place, step.tag, "is not of the form {% for name in list %}")
            else:
                yield from self.names(loop["source"], step.tag, step.place)
                names = self.loop(loop["names"], loop["source"])
        elif word == "set":
            name, _, value = body[3:].partition("=")
            self.scopes[-1][name.strip()] = _ANYTHING
            yield from self.names(value, step.tag, step.place)
        else:
            yield from self.names(body[len(word) :], step.tag, step.place)
        if word in ("for", "if"):
            self.open.append(step)
            self.scopes.append(names)
        elif word in ("elif", "else") and not self.open:
            yield Fault(step.place, step.tag, "stands outside of any {% if %}")

    def loop(self, names: str, source: str) -> dict[str, object]:
        first, *more = (name.strip() for name in names.split(","))
        if more:
            return dict.fromkeys((first, *more, "loop"), _ANYTHING)
        found = self.value(source.strip()) if re.fullmatch(r"[\w.]+", source.strip()) else _ANYTHING
        items = found if isinstance(found, list | tuple) and found else [_ANYTHING]
        return {first: items[0], "loop": _ANYTHING}

    def end(self, word: str, reach: str, tag: str, place: str) -> Iterator[Fault]:
        if not self.open:
            yield Fault(place, tag, f"ends a {{% {word} %}} that was never begun")
            return
        step = self.open.pop()
        self.scopes.pop()
        if step.word != word:
            yield Fault(place, tag, f"ends something else than {step.tag} in {step.place} begins")
        elif step.reach != reach:
            meant = f"{{%{step.reach} end{word} %}}"
            yield Fault(place, tag, f"does not fit {step.tag} in {step.place}", meant)

    def names(self, expression: str, tag: str, place: str) -> Iterator[Fault]:
        """Faults of the fields an expression uses; what stands in quotes or behind | is no field."""
        text = _QUOTED.sub("''", expression)
        for match in _NAME.finditer(text):
            before = text[: match.start()].rstrip()
            name = re.sub(r"\s", "", match.group())
            if name in _NO_FIELDS or before.endswith("|") or re.search(r"\bis(\s+not)?\Z", before):
                continue
            problem = self.problem(name)
            if problem:
                yield Fault(place, tag, problem, self.suggestion(name) if "unknown" in problem else "")

    def problem(self, name: str) -> str:
        found: object = _ANYTHING
        path = ""
        for part in name.split("."):
            within = f" of {path}" if path else ""
            path = f"{path}.{part}" if path else part
            if not within:
                if not any(part in scope for scope in self.scopes):
                    return f"uses the unknown field {part}"
                found = self.value(part)
            elif isinstance(found, Mapping):
                if part not in found:
                    return f"uses the unknown field {part}{within}"
                found = found[part]
            elif isinstance(found, list | tuple):
                return f"takes {part}{within}, which is a list: repeat it with {{% for %}}"
            elif found is not _ANYTHING:
                return f"takes {part}{within}, which is plain text"
        return ""

    def value(self, name: str) -> object:
        first, *rest = name.split(".")
        found: object = next((scope[first] for scope in reversed(self.scopes) if first in scope), _ANYTHING)
        for part in rest:
            found = found.get(part, _ANYTHING) if isinstance(found, Mapping) else _ANYTHING
        return found

    def suggestion(self, name: str) -> str:
        known: dict[str, str] = {}
        for scope in self.scopes:
            for field, value in scope.items():
                known.setdefault(field.lower(), field)
                if isinstance(value, Mapping):
                    known.update({f"{field}.{inner}".lower(): f"{field}.{inner}" for inner in value})
                elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
                    rows = {
                        f"{field}.{inner}".lower(): f"{inner} of each row of {field}" for inner in value[0]
                    }
                    known = rows | known
        near = get_close_matches(name.lower(), known, 1, 0.6)
        return known[near[0]] if near else ""
