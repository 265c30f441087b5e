"""Names from cells never become paths."""

from __future__ import annotations

import pytest

from lotbook.documents.file_names import file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("m1.pdf", "m1.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\temp\\x.pdf", "C__temp_x.pdf"),
        ("Smith & Sons <UK>", "Smith & Sons _UK_"),
        ("con", "_con"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("name. ", "name"),
        ("a\x00b\nc#d%e.pdf", "a_b_c_d_e.pdf"),
        ("Prüfzeugnis 3.1.pdf", "Prüfzeugnis 3.1.pdf"),
    ],
)
def test_a_text_becomes_one_harmless_name(text, name):
    assert file_name(text) == name


def test_a_long_name_keeps_its_ending():
    name = file_name("x" * 300 + ".pdf")
    assert len(name) == 80
    assert name.endswith("x.pdf")
