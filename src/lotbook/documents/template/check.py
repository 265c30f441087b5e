"""Checks a Word template against the fields it may use, and says where each mistake stands and what was meant.

Word hides tags in runs and moves them about; what is checked here is the text a person sees. A template may print a
field, repeat rows or paragraphs for a list, and leave something out when a field is empty; nothing else is needed. What
an expression may hold stands in ``expression``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.template.docx_text import Paragraph, Story, stories
from lotbook.documents.template.expression import Expression
from lotbook.errors import TemplateError

_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<step>.*?)%\}|\{#.*?#\}", re.DOTALL)
_REACH = re.compile(
    r"(tr|tc|p|r)(?=\s)"
)  # {%tr ...%}: the tag takes its whole row, cell, paragraph or run with it
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019\u00a0", "\"\"'' ")
_STEPS = ("for", "endfor", "if", "elif", "else", "endif", "set", "colspan", "cellbg", "vm", "hm")


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

    def field(self, text: str, tag: str, place: str) -> Iterator[Fault]:
        reach = _REACH.match(text)
        inner = text[reach.end() if reach else 0 :]
        inner = inner.strip(" -\t\n")
        if not inner:
            yield Fault(place, tag, "names no field")
            return
        expression = Expression(self.scopes)
        expression.printed(inner)
        yield from _faults(expression, tag, place)

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
        else:
            yield from self.begin(word, body, _Open(word, reach.group() if reach else "", tag, place))

    def begin(self, word: str, body: str, step: _Open) -> Iterator[Fault]:
        names: dict[str, object] = {}
        expression, rest = Expression(self.scopes), body[len(word) :].strip()
        if word == "for":
            names = expression.loop(body)
        elif word == "set":
            name, _, value = rest.partition("=")
            self.scopes[-1][name.strip()] = expression.value(value)
        elif rest:
            expression.value(rest)
        yield from _faults(expression, step.tag, step.place)
        if word in ("for", "if"):
            self.open.append(step)
            self.scopes.append(names)
        elif word in ("elif", "else") and not self.open:
            yield Fault(step.place, step.tag, "stands outside of any {% if %}")

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


def _faults(expression: Expression, tag: str, place: str) -> Iterator[Fault]:
    """What is wrong with an expression, at its place, each once."""
    for wrong in dict.fromkeys(expression.wrong):
        yield Fault(place, tag, wrong.problem, wrong.meant)
