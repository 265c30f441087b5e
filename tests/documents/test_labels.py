"""Labels: the codes are decoded again from the printed page, identifiers are never cut, and nothing is claimed too much."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from reportlab.graphics.barcode.qr import QrCodeWidget

from lotbook.commands.labels import TEST_CARD
from lotbook.documents.papers.label import Label, labels
from lotbook.documents.papers.label_sheet import PRESETS, draw
from lotbook.documents.papers.label_zpl import estimated, zpl
from lotbook.domain.data_identifiers import parse
from lotbook.errors import PdfEngineError
from tests.story import records

STORY = """
    Materials
    Material | Description
    AL6      | 6061 plate, 6 mm

    Parts
    Part number | Revision | Description
    BRK-100     | C        | Bracket

    Receiving
    Lot ID       | Material | Supplier      | Heat on certificate | Quantity | Unit  | Received on | Purchase order
    AL6-0124-001 | AL6      | Müller & Søn  | H83017              | 4        | sheet | 2024-01-05  | PO-7
    AL6-0124-002 | AL6      | North         | H99                 | 4        | sheet | 2024-01-05  | PO-7

    Cuts
    Cut ID   | Cut on     | From         | New lot ID     | Quantity | Unit  | Heat marked | Verified by
    CUT-0001 | 2024-01-06 | AL6-0124-001 | AL6-0124-001-1 | 1        | sheet | H83017      | Ann
    CUT-0002 | 2024-01-06 | AL6-0124-001 | AL6-0124-001-2 | 1        | sheet |             |

    Manufacture
    Run ID   | Part number | Part revision | Quantity made | Unit
    MFG-0001 | BRK-100     | C             | 27            | pcs
    MFG-0002 | BRK-100     | C             | 3             | pcs
    MFG-0003 | BRK-100     | C             | 3             | pcs

    Materials used
    Run ID   | Source         | Quantity | Unit
    MFG-0001 | AL6-0124-001-1 | 1        | sheet
    MFG-0002 | AL6-0124-001-1 | 1        | sheet
    MFG-0002 | AL6-0124-002   | 1        | sheet
    MFG-0003 | AL6-0124-009   | 1        | sheet
"""


def of(*names: str) -> list[Label]:
    made, unknown = labels(records(STORY), names)
    assert unknown == []
    return made


def scanned(pdf: bytes, dpi: int = 300) -> list[tuple[str, str]]:
    """(kind, text) of every code on every page, as a scanner sees them at this resolution."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dpi / 72).to_pil().convert("L")
        found += [(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_every_qr_code_of_every_paper_is_decoded_again(preset):
    made = of("AL6-0124-001", "AL6-0124-001-1", "MFG-0001")
    qr = [text for kind, text in scanned(draw(made, PRESETS[preset])) if kind == "QRCode"]
    assert sorted(qr) == sorted(label.code for label in made)
    assert parse(made[0].code) == {
        "lot": "AL6-0124-001", "part": "AL6", "quantity": "4", "order": "PO-7", "supplier": "Müller & Søn"
    }  # fmt: skip


def test_the_bar_code_holds_the_identifier_alone():
    (label,) = of("AL6-0124-001-1")
    assert ("Code128", "1TAL6-0124-001-1") in scanned(draw([label], PRESETS["roll-100x50"]))


def test_a_full_sheet_and_one_more_make_two_pages_and_every_code_is_there():
    made = of("AL6-0124-001") * 31
    pdf = draw(made, PRESETS["letter-30"])
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert len([1 for kind, _ in scanned(pdf) if kind == "QRCode"]) == 31


def test_a_sheet_begun_before_is_continued_at_its_first_free_label():
    made = of("AL6-0124-001", "AL6-0124-002")
    pdf = pypdfium2.PdfDocument(draw(made, PRESETS["a4-21"], first=21))
    assert len(pdf) == 2
    first = pdf[0].get_textpage().get_text_range()
    assert ("AL6-0124-001" in first, "AL6-0124-002" in first) == (True, False)


@pytest.mark.parametrize(
    ("name", "heat"),
    [
        ("AL6-0124-001", "H83017"),
        ("AL6-0124-001-1", "H83017"),
        ("AL6-0124-001-2", "H83017"),
        ("MFG-0001", "H83017"),
        ("MFG-0002", "2 heats, see Show origin"),
        ("MFG-0003", "NOT TRACED, see Show origin"),
    ],
)
def test_a_label_never_claims_a_heat_that_is_not_the_whole_truth(name, heat):
    (label,) = of(name)
    assert dict(label.facts)["Heat"] == heat


def test_a_piece_whose_mark_nobody_verified_says_so():
    assert dict(of("AL6-0124-001-2")[0].facts)["Mark"] == "NOT VERIFIED"
    assert "Mark" not in dict(of("AL6-0124-001-1")[0].facts)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_mark_nobody_verified_is_told_on_every_size_of_label_and_its_codes_are_read_again(preset):
    (held,) = of("AL6-0124-001-2")
    held = held._replace(facts=(*held.facts[:1], ("Status", "HOLD"), *held.facts[1:]))
    pdf = draw([held], PRESETS[preset])
    printed = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert [word for word in ("NOT VERIFIED", "HOLD", "H83017") if word not in printed] == []
    assert ("QRCode", held.code) in scanned(pdf)


def test_a_zebra_label_tells_a_mark_nobody_verified():
    assert "NOT VERIFIED" in zpl(of("AL6-0124-001-2"))
    assert "NOT VERIFIED" not in zpl(of("AL6-0124-001-1"))


def test_an_identifier_that_does_not_fit_is_refused_not_cut():
    label = Label("A" * 90, (), "1TA", "1TA")
    with pytest.raises(PdfEngineError, match="does not fit"):
        draw([label], PRESETS["letter-30"])


def test_letters_of_other_scripts_are_printed_or_refused_never_left_out():
    label = Label("LOT-1", (("Supplier", "Łódź Ünal"),), "1TLOT-1", "1TLOT-1")
    assert "Łódź" in pypdfium2.PdfDocument(draw([label], PRESETS["a4-21"]))[0].get_textpage().get_text_range()
    with pytest.raises(PdfEngineError, match="typeface"):
        draw([label._replace(facts=(("Supplier", "\U0001f9ff\ue123"),))], PRESETS["a4-21"])


def test_zebra_text_cannot_be_broken_by_what_a_cell_holds():
    label = Label("LOT-1", (("Supplier", "^XZ~JA_ Müller\\&"),), "1TLOT-1|VMüller", "1TLOT-1")
    text = zpl([label, label])
    assert text.count("^XA") == text.count("^XZ") == 2
    assert "_5EXZ_7EJA_5F M_C3_BCller_5C&" in text
    assert text.isascii()


class Field(NamedTuple):
    """One printed text of a Zebra label as the printer reads it, in dots."""

    left: int
    top: int
    high: int
    text: str


def zebra(text: str) -> list[Field]:
    def plain(data: str) -> str:
        return unquote(data.replace("%", "%25").replace("_", "%"))

    found = re.findall(r"\^FO(\d+),(\d+)\^A0N,(\d+),0\^FH_\^FD(.*?)\^FS", text)
    return [Field(int(left), int(top), int(high), plain(data)) for left, top, high, data in found]


LONG = Label(
    "AL6-0124-001-1-2-3",
    (
        ("Mark", "NOT VERIFIED"),
        ("Status", "HOLD"),
        (
            "Material",
            "Aluminium plate EN AW-6082 T651, rolled, stress relieved, 1250 x 2500 x 12 mm, both sides foiled",
        ),
        ("Heat", "NOT CLEAR: marked 61T-40882-B2, certificate 61T-40882"),
        ("Quantity", "4 sheet"),
        ("Cut from", "AL6-0124-001-1-2"),
        ("Cut on", "6 January 2024"),
        ("Verified", "Maximiliane Wasserstein-Hohenlohe-Langenburg-Schillingsfürst"),
    ),
    "1TAL6-0124-001-1-2-3|PAL6|Q4",
    "1TAL6-0124-001-1-2-3",
)


@pytest.mark.parametrize("dots", [6, 8, 12, 24])
def test_every_line_of_a_zebra_label_ends_before_the_code_and_above_the_bars(dots):
    title, *facts = zebra(zpl([LONG], dots=dots))
    assert [each.text.partition(":")[0] for each in facts] == [name for name, _ in LONG.facts]
    assert all(each.left + estimated(each.text, each.high) <= (100 - 3 - 26) * dots for each in facts)
    assert title.left + estimated(title.text, title.high) <= (100 - 3) * dots
    ends = [each.top + each.high for each in (title, *facts)]
    assert all(end <= after.top for end, after in zip(ends, facts, strict=False))
    assert ends[-1] <= (50 - 10) * dots


def test_a_zebra_label_cuts_a_description_with_dots_and_never_a_heat_or_an_identifier():
    found = {each.text.partition(":")[0]: each.text for each in zebra(zpl([LONG]))}
    assert found["Material"].endswith("...")
    assert found["Heat"] == "Heat: NOT CLEAR: marked 61T-40882-B2, certificate 61T-40882"
    assert LONG.title in found


@pytest.mark.parametrize(
    "label",
    [
        Label("AL6-1", (("Heat", "H" * 60),), "1TAL6-1", "1TAL6-1"),
        Label("W" * 70, (), "1TA", "1TA"),
        Label("AL6-1", (("", "x"),) * 12 + (("Status", "HOLD"),), "1TAL6-1", "1TAL6-1"),
        Label("AL6-1", (), "1TAL6-1|V" + "x" * 700, "1TAL6-1"),
    ],
    ids=["heat", "identifier", "status", "code"],
)
def test_what_must_not_be_cut_and_does_not_fit_a_zebra_label_is_refused(label):
    with pytest.raises(PdfEngineError, match="does not fit"):
        zpl([label])


def test_letters_that_a_zebras_own_font_lacks_are_refused_never_left_out():
    with pytest.raises(PdfEngineError, match="深"):
        zpl([Label("LOT-1", (("Supplier", "深圳"),), "1TLOT-1", "1TLOT-1")])
    assert (
        zebra(zpl([Label("LOT-1", (("", "Łódź Завод 5 µm – „x“"),), "1TL", "1TL")]))[1].text
        == "Łódź Завод 5 µm – „x“"
    )


def test_a_letter_is_never_taken_wider_than_zebras_matrix_of_15_by_12_dots():
    assert estimated("W", 15) <= 12 * 1.1
    assert estimated("Ж", 15) == pytest.approx(12 * 1.1)


@pytest.mark.parametrize(("bars", "thick"), [("1TAL6-1", 3), ("1T" + "A" * 20, 2), ("1T" + "A" * 60, None)])
def test_the_bars_of_a_zebra_label_stay_on_it_or_are_left_out(bars, thick):
    found = re.search(r"\^FO(\d+),\d+\^BY(\d)\^BC", zpl([Label("L", (), "1TL", bars)]))
    assert (int(found[2]) if found else None) == thick
    if found:
        assert int(found[1]) + (11 * len(bars) + 35 + 10) * thick <= 800


def test_the_code_of_a_zebra_label_grows_smaller_before_it_reaches_the_bars():
    for length in (5, 60, 120, 200):
        size = int(re.search(r"\^BQN,2,(\d+)", zpl([Label("L", (), "x" * length, "1TL")]))[1])
        code = QrCodeWidget("x" * length, barLevel="M").qr
        code.make()
        assert code.getModuleCount() * size <= 26 * 8


def test_what_nothing_is_called_is_told():
    assert labels(records(STORY), ["AL6-0124-001", "NOPE"])[1] == ["NOPE"]


def test_equal_labels_make_equal_files():
    assert draw(of("MFG-0001"), PRESETS["a4-21"]) == draw(of("MFG-0001"), PRESETS["a4-21"])


BLEND = """
    Receiving
    Lot ID       | Material | Heat on certificate | Heat on material | Quantity | Unit | Status
    PA12-0124-01 | PA12     | P1                  | P1               | 10       | kg   | Released
    PA12-0124-02 | PA12     | P2                  | P2               | 10       | kg   | {status}
    PA12-0124-03 | PA12     | P3                  | P8               | 10       | kg   | Released
    PA12-0124-04 | PA12     | P4                  | P4               | 10       | kg   | Released
    PA12-0124-04 | PA12     | P5                  | P5               | 10       | kg   | Released

    Cuts
    Cut ID   | Cut on     | From         | New lot ID   | Quantity | Unit | Reason | Heat marked | Verified by
    CUT-0001 | 2024-01-06 | PA12-0124-01 | PA12-0324-01 | 3        | kg   | Blend  |             | Ann
    CUT-0002 | 2024-01-06 | PA12-0124-02 | PA12-0324-01 | 1500     | g    | Blend  | P2          |
    CUT-0003 | 2024-01-06 | PA12-0124-01 | PA12-0124-011 | 1       | kg   | Cut    | P2          | Ann
"""


def told(name: str, status: str = "Released") -> dict[str, str]:
    ((label,), _) = labels(records(BLEND.format(status=status)), [name])
    return dict(label.facts) | {"code": label.code}


def test_the_label_of_a_blend_tells_all_its_parts():
    label = told("PA12-0324-01")
    assert label["Quantity"] == "4.5\u00a0kg"
    assert label["Cut from"] == "PA12-0124-01, PA12-0124-02"
    assert (label["Heat"], label["Mark"]) == ("2 heats, see Show origin", "NOT VERIFIED")
    assert parse(label["code"])["quantity"] == "4.5"


def test_a_label_never_repeats_a_mark_or_a_tag_that_the_certificate_contradicts():
    assert told("PA12-0124-011")["Heat"] == "NOT CLEAR: marked P2, certificate P1"
    assert told("PA12-0124-03")["Heat"] == "NOT CLEAR: marked P8, certificate P3"
    assert told("PA12-0124-04")["Heat"] == "NOT CLEAR, 2 rows have this Lot ID"


def test_what_must_not_be_used_says_so_on_its_label():
    assert told("PA12-0124-02", "Hold")["Status"] == told("PA12-0324-01", "Hold")["Status"] == "HOLD"
    assert "Status" not in told("PA12-0324-01")


def said_on(label: Label, preset: str) -> str:
    page = pypdfium2.PdfDocument(draw([label], PRESETS[preset]))[0]
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("preset", PRESETS)
def test_the_test_card_says_all_it_has_to_say_on_every_paper(preset):
    said = said_on(TEST_CARD, preset)
    assert all(text in said for _, text in TEST_CARD.facts)


@pytest.mark.parametrize("preset", ["a4-21", "letter-30", "roll-62x29"])
def test_a_material_that_is_too_long_for_one_line_takes_two(preset):
    long = "Aluminium plate 6061-T651, 12 mm, sawn"
    made, _ = labels(records(STORY.replace("6061 plate, 6 mm", long)), ["AL6-0124-001"])
    said = said_on(made[0], preset)
    assert (f"Material: {long}" in said, "Heat: H83017" in said) == (True, True)
