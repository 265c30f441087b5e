"""E-mails are composed as drafts: right words, right receivers, files unchanged."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from lotbook.errors import MissingFileError, TemplateError
from lotbook.mail.compose import addresses, as_eml, compose

CONTEXT = {
    "customer": {"name": "Smith & Sons <UK>"},
    "order": {"po": "PO 7\r\nBcc: spy@example.com"},
    "items": [{}],
}


def draft(template, **more):
    return compose(template, CONTEXT, to=("ann@example.com",), name="text.txt", **more)


def test_fields_stand_as_plain_text_without_any_escaping():
    assert draft("Subject: To {{ customer.name }}\n\nDear {{customer.name}}").body == "Dear Smith & Sons <UK>"


def test_a_line_break_in_a_cell_never_becomes_another_header():
    made = draft("Subject: Order {{ order.po }}\n\nText")
    assert made.subject == "Order PO 7 Bcc: spy@example.com"
    assert email.message_from_bytes(as_eml(made), policy=default)["Bcc"] is None


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Dear customer,\n\nhello", "does not begin with its subject"),
        ("Subject: {{ custmer.name }}\n\n", "unknown field custmer.name"),
        ("Subject: x\n\n{{ items }}", "unknown field items"),
        ("", "does not begin with its subject"),
    ],
)
def test_a_template_with_a_mistake_is_refused_with_its_name(template, told):
    with pytest.raises(TemplateError, match=told) as caught:
        draft(template)
    assert "text.txt" in caught.value.problem


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (None, ()),
        ("ann@example.com", ("ann@example.com",)),
        (
            "ann@example.com, bob@example.com;\ncy@example.com",
            ("ann@example.com", "bob@example.com", "cy@example.com"),
        ),
        ("Ann <ann@example.com>", ()),
        ("ann@localhost", ()),
        ("ann@example.com\u00a0", ("ann@example.com",)),
        ("call 555-0100", ()),
        ("@example.com", ()),
        ("ann@exa mple.com", ()),
        ("ann@müller.example", ()),
        ("ann@xn--mller-kva.example", ("ann@xn--mller-kva.example",)),
    ],
)
def test_only_what_is_an_address_is_taken_for_one(cell, found):
    assert addresses(cell) == found


def test_files_arrive_byte_for_byte_under_their_own_names(tmp_path):
    file = tmp_path / "Prüfzeugnis & mehr.pdf"
    file.write_bytes(bytes(range(256)) * 40)
    message = email.message_from_bytes(as_eml(draft("Subject: x\n\nÄ", files=(file,))), policy=default)
    (found,) = message.iter_attachments()
    assert (found.get_filename(), found.get_content()) == (file.name, file.read_bytes())
    assert message.get_body().get_content().strip() == "Ä"


def test_a_file_that_is_gone_is_named(tmp_path):
    with pytest.raises(MissingFileError, match=r"gone\.pdf"):
        as_eml(draft("Subject: x\n\n", files=(tmp_path / "gone.pdf",)))
