"""The translated templates: every word from the table, every field as in the English ones, nothing left in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.artefacts import languages, templates
from lotbook.artefacts.lean import lean
from lotbook.documents.language.translation import TRANSLATED
from lotbook.documents.language.words import CODES, LABELS, MONTHS, TEXTS
from lotbook.documents.papers.catalogue import PAPERS
from lotbook.documents.template import check as template_check
from lotbook.documents.template.docx_text import stories
from lotbook.documents.template.fields import examples
from lotbook.shipped import shipped
from tests.documents.word_files import template

FIELDS = {paper.template: paper.fields for paper in PAPERS}
EVERY = [(language, name) for language, code in CODES.items() if code for name in sorted(TRANSLATED)]


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_translated_template_has_the_fields_of_the_english_one(language, name):
    path = shipped("templates", CODES[language], name)
    assert template_check.check(path, examples(FIELDS[name])) == []
    assert tags(path) == tags(shipped("templates", name))


def tags(path: Path) -> list[str]:
    found = (languages._SPLIT.findall(p.text) for story in stories(path) for p in story.paragraphs)
    return [tag for each in found for tag in each if tag != " · "]


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_no_english_label_is_left(language, name):
    path = shipped("templates", CODES[language], name)
    pieces = {
        languages._WORDS.sub(r"\1", piece)
        for story in stories(path)
        for paragraph in story.paragraphs
        for piece in languages._SPLIT.split(paragraph.text)
    }
    english = {word for word, words in LABELS.items() if words[language] != word}
    own = {languages._WORDS.sub(r"\1", words[language]) for words in LABELS.values()}
    assert pieces & english - own == set()


def test_a_word_that_has_no_translation_stops_the_building(tmp_path):
    fresh = template(tmp_path / "coc.docx", "Unheard of: {{ order.po }}").read_bytes()
    english = dict.fromkeys(TRANSLATED, fresh)
    with pytest.raises(ValueError, match=r"'Unheard of', which has no word in German"):
        list(languages.files(english))


def test_every_language_has_twelve_months_and_the_gaps_of_the_english_text():
    assert {len(set(months)) for months in MONTHS.values()} == {12}
    for english, words in TEXTS.items():
        gaps = english.count("{")
        assert {word.count("{}") for language, word in words.items() if language != "English"} == {gaps}


def test_a_lean_document_prints_the_same_and_is_lean_already(tmp_path):
    thick = template(tmp_path / "thick.docx", "Heat {{ heat }}")
    thin = tmp_path / "thin.docx"
    thin.write_bytes(lean(thick.read_bytes()))
    assert thin.stat().st_size < thick.stat().st_size / 2
    texts = [[p.text for s in stories(path) for p in s.paragraphs] for path in (thick, thin)]
    assert texts[0] == texts[1]
    assert templates._same(lean(thin.read_bytes()), thin.read_bytes())
