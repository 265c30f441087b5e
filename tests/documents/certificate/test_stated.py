"""What a certificate says of itself behind its own labels, against what a row says of it."""

from __future__ import annotations

import pytest

from lotbook.documents.certificate import maker, stated
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.reading import Reading, reading
from tests.documents.deliveries import CERTIFICATES

MTR = """Great Lakes Rolling, Inc.
CERTIFIED MILL TEST REPORT
Inspection certificate 3.1 according to EN 10204:2004
Report no. MTR-640882 Date July 28, 2024
Customer PO HP-24-153 Specification ASTM B209-2021a
HEAT NO. 61T-40882 Quantity 3660 mm, 38.3 kg
Melted in USA Condition As ordered, stenciled with heat
Elongation A 14.4 % 8 ASTM E8/E8M
"""


def paper(text: str, *, pictures: tuple[int, ...] = (), problem: str = "") -> Reading:
    return Reading(CertificateText("ab", 2, text, problem, pictures))


def told(read, text: str, ours: str, **more) -> str:
    return read(paper(text, **more), ours).agreement.name


@pytest.mark.parametrize(
    ("text", "ours", "agreement"),
    [
        (MTR, "MTR-640882", "SAME"),
        (MTR, "mtr–640882 ", "SAME"),
        (MTR, "MTR-999999", "DIFFERENT"),
        (MTR, "640882", "SAME"),  # a part of it
        (MTR, "MTR-64O882", "UNSURE"),  # easily mistaken
        (MTR, "HP-24-153", "UNSURE"),  # stands there, as something else
        ("Bescheinigungsnummer / Document number 1866645/001", "1866645/001", "SAME"),
        ("Bescheinigungsnummer / Document number 1866645/001", "17", "DIFFERENT"),
        ("A03 Nr. / No. APZ-91212 Z02 Datum / Date 03.10.2023", "APZ-1", "DIFFERENT"),
        ("Zeugnis-Nr.: 4711", "4711", "SAME"),
        ("Zeugnis-Nr.: 4711", "4712", "DIFFERENT"),
        ("Certificate ID / Zertifikatsnummer 43 Date", "43", "SAME"),
        ("Our paper M1", "M1", "SAME"),
        ("Our paper M1", "M2", "UNSURE"),
        # what is no number of this certificate contradicts nothing
        ("Certificate no. Date\n2024-01-02", "M2", "UNSURE"),
        ("Certificate no. 2024-01-02", "M2", "UNSURE"),
        ("Calibration certificate no. K-88", "M2", "UNSURE"),
        ("Ultrasonic test report no. UT-9", "M2", "UNSURE"),
        ("Replaces certificate no. M1", "M2", "UNSURE"),
        ("Certificate no. M1\nCertificate no. M2", "M2", "SAME"),
        ("", "M2", "NOT_COMPARED"),
    ],
)
def test_the_number_is_the_one_the_paper_calls_its_own(text, ours, agreement):
    assert told(stated.number, text, ours) == agreement


def test_a_page_that_is_a_picture_may_hold_the_number():
    assert told(stated.number, MTR, "MTR-999999", pictures=(2,)) == "UNSURE"
    assert told(maker.melted, MTR, "China", problem="m.pdf is damaged.") == "UNSURE"


@pytest.mark.parametrize(
    ("text", "ours", "agreement"),
    [
        (MTR, "3.1", "SAME"),
        (MTR, "3.2", "DIFFERENT"),
        (MTR, "2.2", "DIFFERENT"),
        (MTR, "MTR", "SAME"),
        (MTR, "CofC", "SAME"),
        ("MILL TEST REPORT\nHeat 1", "3.1", "SAME"),  # the North American name
        ("MILL TEST REPORT\nHeat 1", "3.2", "UNSURE"),
        ("Test report 2.2 to EN 10204", "MTR", "DIFFERENT"),
        ("Test report 2.2 to EN 10204", "3.1", "DIFFERENT"),
        ("EN 10204 3.1\nElongation 3.2", "3.2", "DIFFERENT"),  # a value of a test
        ("EN 10204 3.1\nfor inspection 3.2 see page 2", "3.2", "UNSURE"),
        ("EN 10204 3.1 and EN 10204 3.2", "3.1", "SAME"),
        ("EN 10204 3.1 and EN 10204 3.2", "3.2", "UNSURE"),
        ("Delivery of aluminium", "3.1", "UNSURE"),
    ],
)
def test_the_type_is_the_one_the_paper_calls_itself(text, ours, agreement):
    assert told(stated.kind, text, ours) == agreement


@pytest.mark.parametrize(
    ("text", "ours", "agreement"),
    [
        (MTR, "Great Lakes Rolling, Inc.", "SAME"),
        (MTR, "Great Lakes Rolling Mills Ltd", "SAME"),
        (MTR, "Great Lakes", "SAME"),
        (MTR, "Great Plains Rolling", "UNSURE"),
        (MTR, "Kaiser Aluminum", "UNSURE"),
        ("Manufacturer: Alpine Rolling GmbH\nwww.alpine.example", "Kaiser Aluminum", "DIFFERENT"),
        ("Manufacturer: Alpine Rolling GmbH\nSold by Kaiser", "Kaiser Aluminum", "UNSURE"),
        ("www.kaiseraluminum.com", "Kaiser Aluminum Corp.", "SAME"),
        ("Hüttenwerke Krupp", "Huttenwerke Krupp", "SAME"),
        ("contact us", "US Steel", "SAME"),  # too short to tell; not doubted
    ],
)
def test_the_maker_is_told_by_the_words_that_tell_it_from_another(text, ours, agreement):
    assert told(maker.maker, text, ours) == agreement


@pytest.mark.parametrize(
    ("text", "ours", "agreement"),
    [
        (MTR, "USA", "SAME"),
        (MTR, "United States", "SAME"),
        (MTR, "China", "DIFFERENT"),
        ("Erschmolzen in / Melted\nin Germany C70 Verfahren", "Deutschland", "SAME"),
        ("Erschmolzen in / Melted\nin Germany C70 Verfahren", "Norway", "DIFFERENT"),
        ("Melted and manufactured in the U.S.A.", "China", "DIFFERENT"),
        ("Country of melt: IT", "Italy", "SAME"),
        ("Melted in an electric furnace", "Italy", "UNSURE"),
        ("Country of origin: Greece", "China", "UNSURE"),  # where it was made is not where it was melted
        ("Linz 4040, AT", "Austria", "SAME"),
        ("HEAT NO. 17", "Norway", "UNSURE"),
        ("Melted in USA", "Atlantis", "UNSURE"),
    ],
)
def test_the_country_of_melt_is_the_one_behind_its_label(text, ours, agreement):
    assert told(maker.melted, text, ours) == agreement


@pytest.mark.parametrize("file", sorted(CERTIFICATES.rglob("*.json")), ids=lambda path: path.stem)
def test_a_real_digital_certificate_never_contradicts_what_it_says_itself(file):
    found = reading(file)
    facts = found.facts
    assert facts is not None
    for read, ours in (
        (stated.number, facts.number),
        (stated.kind, facts.kind),
        (maker.maker, facts.maker),
        (maker.melted, facts.country),
    ):
        assert not ours or read(found, ours).agreement.name == "SAME", ours
