import zipfile
from pathlib import Path

import pytest

from lotbook.documents.template.docx_text import stories
from lotbook.errors import UnsafeFileError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def document(path: Path, body: str, start: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        xml = f'{start}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", xml)
    return path


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(path: Path) -> list[str]:
    return [paragraph.text for story in stories(path) for paragraph in story.paragraphs]


def field(code: str, shown: str) -> str:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{run(shown)}{end}"


def test_page_numbers_are_left_out_and_links_are_read(tmp_path: Path) -> None:
    simple = f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>'
    body = f"<w:p>{run('Page ')}{field(' PAGE ', '7')}{run(' of ')}{simple}</w:p><w:p>{field('HYPERLINK x', 'link')}</w:p>"
    assert texts(document(tmp_path / "t.docx", body)) == ["Page  of ", "link"]


def test_text_boxes_are_read_once_though_word_writes_them_twice(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(document(tmp_path / "t.docx", f"<w:p>{run('a')}<w:r>{both}</w:r></w:p>")) == ["a", "boxed"]


def test_tables_in_tables_and_content_controls_have_their_places(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('in')}</w:p></w:tc></w:tr></w:tbl>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc><w:p>{run('out')}</w:p>{inner}</w:tc></w:tr></w:sdtContent></w:sdt>"
    [story] = stories(document(tmp_path / "t.docx", f"<w:tbl>{row}</w:tbl>"))
    assert [(p.place, p.text) for p in story.paragraphs] == [
        ("table 1, row 1, cell 1", "out"),
        ("table 2, row 1, cell 1", "in"),
    ]


def test_tabs_and_breaks_part_words_and_tab_stops_do_not(tmp_path: Path) -> None:
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    body = f"<w:p>{stops}<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    assert texts(document(tmp_path / "t.docx", body)) == ["a b c-d"]


def test_a_file_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UnsafeFileError):
        stories(document(tmp_path / "t.docx", "<w:p/>", bomb))


def test_a_file_that_unpacks_to_more_than_a_document_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lotbook.documents.template.docx_text._LARGEST", 1000)
    with pytest.raises(UnsafeFileError, match=r"t\.docx"):
        stories(document(tmp_path / "t.docx", " " * 2000))
