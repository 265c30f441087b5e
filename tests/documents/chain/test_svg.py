"""The picture of a chain as SVG shows what the PNG shows, as text that can be searched."""

from xml.etree import ElementTree

from lotbook.documents.chain.layout import Box, Chain
from lotbook.documents.chain.picture import draw_chain
from lotbook.documents.chain.svg import draw_svg

SVG = "{http://www.w3.org/2000/svg}"


def chain(runs: int = 2) -> Chain:
    boxes = {"lot": Box("Material", "A<1> & \x0bB", ("Heat\u00a07",))}
    boxes |= {f"run {n}": Box("Runs", f"MFG-{n:04}", ("BRK rev C",)) for n in range(runs)}
    boxes["sent"] = Box("Shipments", "SHP-0001", ("Smith & Sons <UK>",))
    arrows = [("lot", f"run {n}") for n in range(runs)] + [("run 0", "sent"), ("lot", "sent")]
    return Chain(boxes, tuple(arrows))


def test_every_box_is_a_text_and_every_arrow_a_line(tmp_path):
    root = ElementTree.fromstring(draw_svg(chain(), tmp_path / "chain.svg").read_bytes())
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"A<1> &  B", "Heat 7", "MFG-0000", "MFG-0001", "SHP-0001", "Smith & Sons <UK>"} <= set(texts)
    lines = [each.get("d") for each in root.find(f"{SVG}g[@fill='none']")]
    assert len(lines) == 4
    assert sum(line.count("C") == 2 for line in lines) == 1  # from the lot past the runs to the shipment


def test_what_does_not_fit_stands_in_one_box_that_says_how_many(tmp_path):
    root = ElementTree.fromstring(draw_svg(chain(40), tmp_path / "chain.svg").read_bytes())
    told = [each.text for each in root.iter(f"{SVG}text")]
    shown = sum(text.startswith("MFG-") for text in told)
    assert f"{40 - shown} more" in told


def test_nothing_is_drawn_where_nothing_was_made(tmp_path):
    alone = Chain({"lot": Box("Material", "A", ())}, ())
    assert draw_svg(alone, tmp_path / "chain.svg") is None
    assert draw_chain(alone, tmp_path / "chain.png") is None
    assert not list(tmp_path.iterdir())
