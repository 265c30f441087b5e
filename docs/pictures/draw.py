"""Draws the pictures of the README and the docs from a finished demo folder.

    lotbook issue lotbook-demo/demo.xlsx ORD-0557 --accept-warnings "Maria Lindqvist: looked at"
    lotbook issue lotbook-demo/demo.xlsx ORD-0557 --supersede COC-0002 --reason "PO line corrected" --accept-warnings "Maria Lindqvist: looked at"
    lotbook cut lotbook-demo/demo.xlsx AL6-0824-001 --report-only
    lotbook labels lotbook-demo/demo.xlsx AL6-0824-001 AL6-0824-001-1 MFG-0112 PLY-0524-001 --preset letter-10 --copies 2
    python docs/pictures/draw.py lotbook-demo

ORD-0557 is the one with a first article; type another PO line into its row before it is issued again. AL6-0824-001 is a
plate that was cut. Each paper is put as PDF into docs/papers too. Needs LibreOffice (soffice) on the PATH: it turns the
workbook into pages, which are cut and set side by side.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
WIDTH = 1200
ORDER = "ORD-0629"


def pages(pdf: Path, scale: float) -> dict[str, Image.Image]:
    """First page of each sheet of a printed workbook (by the sheet's name in the footer), or each page by number."""
    found: dict[str, Image.Image] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        words = page.get_textpage().get_text_bounded()
        name = (
            words.split(" page ")[0].rsplit(".xlsx ", 1)[-1].strip()
            if ".xlsx " in words[:80]
            else str(number)
        )
        if name not in found:
            found[name] = page.render(scale=scale).to_pil().convert("RGB")
    return found


def trimmed(picture: Image.Image, margin: int = 12) -> Image.Image:
    """The picture without its white border."""
    box = ImageOps.invert(picture.convert("L")).getbbox() or (0, 0, *picture.size)
    return ImageOps.expand(picture.crop(box), margin, "white")


def framed(picture: Image.Image, width: int) -> Image.Image:
    """The picture at a width, with a thin grey frame."""
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    return ImageOps.expand(small, 1, "#b8bec5")


def save(name: str, picture: Image.Image) -> None:
    """Saves with few colours: these are pages, not photographs."""
    picture.quantize(128, method=Image.Quantize.FASTOCTREE).save(HERE / name, optimize=True)


PAPERS = (
    "coc", "compliance_statement", "dimensional_report", "packing_slip", "certificate_list", "first_article",
    "traceability_report", "changes",
)  # fmt: skip
SAMPLES = HERE.parent / "papers"


def draw_papers(folder: Path) -> None:
    """Each of the package's papers as one picture, its pages side by side."""
    for name in PAPERS:
        paper = max(folder.glob(f"packages/*/*/{name}.pdf"), key=lambda path: path.parts[-3] == ORDER)
        sample(paper, name)
        if name == "coc":
            continue  # has a picture of its own
        found = list(pages(paper, 1.4).values())[:3]
        each = [framed(page, 560) for page in found]
        picture = Image.new("RGB", (sum(page.width + 8 for page in each) - 8, each[0].height), "white")
        for number, page in enumerate(each):
            picture.paste(page, (number * (page.width + 8), 0))
        save(f"paper-{name.replace('_', '-')}.png", picture)


def draw_mark_transfer(folder: Path) -> None:
    """The report of a plate that was cut; it belongs to no package."""
    paper = max(folder.glob("cuts/*.pdf"))
    sample(paper, "mark_transfer")
    save("paper-mark-transfer.png", framed(pages(paper, 1.6)["1"], 900))


def draw_labels(folder: Path) -> None:
    """The upper half of a sheet of labels."""
    paper = max(folder.glob("labels/*.pdf"))
    sample(paper, "labels")
    sheet = trimmed(pages(paper, 2.2)["1"])
    save("paper-labels.png", framed(sheet, 900))


def sample(paper: Path, name: str) -> None:
    """The PDF as it is, for who wants to look closer."""
    SAMPLES.mkdir(exist_ok=True)
    shutil.copyfile(paper, SAMPLES / f"{name.replace('_', '-')}.pdf")


def first_page(folder: Path, paper: str) -> Image.Image:
    """The first page of one paper of the order that the demo itself certifies."""
    return pages(next(folder.glob(f"packages/{ORDER}/*/{paper}.pdf")), 2.0)["1"]


def main(folder: Path) -> int:
    draw_papers(folder)
    draw_mark_transfer(folder)
    draw_labels(folder)
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={Path(place).as_uri()}/profile"
        words = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            place,
            str(folder / "demo.xlsx"),
        ]
        subprocess.run(words, check=True, capture_output=True, timeout=180)
        sheets = pages(Path(place) / "demo.pdf", 2.2)
    start, coc = trimmed(sheets["Start"]), first_page(folder, "coc")
    left = framed(start, 700)
    right = framed(coc, WIDTH - 700 - 28)
    wide = Image.new("RGB", (WIDTH, max(left.height, right.height) + 4), "white")
    wide.paste(left, (0, (wide.height - left.height) // 2))
    wide.paste(right, (728, 0))
    save("workbook-and-certificate.png", wide)
    save("start.png", framed(start, WIDTH))
    save("certificate.png", framed(coc, 900))
    save("chain.png", framed(first_page(folder, "traceability_report"), 900))
    save("check-results.png", framed(trimmed(sheets["Check results"]), WIDTH))
    recall = trimmed(sheets["Recall"])
    save("recall.png", framed(recall.crop((0, 0, recall.width, round(recall.width * 0.55))), WIDTH))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
