"""A backup holds all that belongs to a workbook, and proves it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands.backup import COMMAND
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.shop import shop


@pytest.fixture
def workbook(tmp_path):
    (tmp_path / "shop").mkdir()
    made = shop(tmp_path / "shop")
    assert main(["check", str(made)]) in (0, 1)  # so that there is a journal
    package = made.parent / "packages" / "ORD-0001" / "COC-0001-A"
    package.mkdir(parents=True)
    (package / "manifest.json").write_text("{}", encoding="utf-8")
    (package / "~$coc.docx").write_bytes(b"Word's own lock file")
    return made


def said(capsys, *words: object, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["backup", *map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def kept(place: Path, name: str) -> Path:
    (found,) = place.glob(f"files/*/*/{name}")
    return found


def test_everything_comes_back_byte_for_byte(workbook, tmp_path, capsys):
    answer = said(capsys, workbook, tmp_path / "safe")
    assert set(answer) == set(COMMAND.json_keys)
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")
    mine = {
        name: content
        for name, content in tree(workbook.parent).items()
        if "/lock" not in name and "~$" not in name
    }
    assert tree(tmp_path / "back") == mine
    assert {"shop.xlsx", "m1.pdf", "bc9.pdf", "packages/ORD-0001/COC-0001-A/manifest.json"} <= set(mine)
    assert any(name.startswith("shop.lotbook/") for name in mine)


def test_a_second_backup_copies_only_what_is_new_and_the_first_can_still_be_restored(
    workbook, tmp_path, capsys
):
    first = said(capsys, workbook, tmp_path / "safe")["backup"]
    (workbook.parent / "m1.pdf").write_bytes(b"another certificate")
    second = said(capsys, workbook, tmp_path / "safe")
    assert second["copied"] == 1
    if second["backup"] != first:  # they are named by the second
        at = first.partition("/")[2]
        said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "old", "--at", at)
        assert (tmp_path / "old" / "m1.pdf").read_bytes() != b"another certificate"


def test_a_named_file_that_is_not_there_is_told_now_and_when_it_is_restored(workbook, tmp_path, capsys):
    (workbook.parent / "m2.pdf").unlink()
    assert any("m2.pdf" in each for each in said(capsys, workbook, tmp_path / "safe")["remarks"])
    back = said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")
    assert any("m2.pdf" in each for each in back["remarks"])


@pytest.mark.parametrize("harm", ["flip", "delete"])
def test_a_changed_or_lost_content_is_found_and_never_restored(workbook, tmp_path, capsys, harm):
    said(capsys, workbook, tmp_path / "safe")
    said(capsys, workbook, tmp_path / "safe", "--prove")
    file = kept(tmp_path / "safe", "m1.pdf")
    if harm == "flip":
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    else:
        file.unlink()
    answer = said(capsys, workbook, tmp_path / "safe", "--prove", code=1)
    assert answer["remarks"] == [f"m1.pdf is {'changed' if harm == 'flip' else 'gone'}."]
    error = said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back", code=31)
    assert "m1.pdf" in error["problem"]


def test_a_content_that_was_cut_off_is_copied_again(workbook, tmp_path, capsys):
    said(capsys, workbook, tmp_path / "safe")
    kept(tmp_path / "safe", "m1.pdf").write_bytes(b"%PDF")
    assert said(capsys, workbook, tmp_path / "safe")["copied"] == 1
    said(capsys, workbook, tmp_path / "safe", "--prove")


def test_a_list_that_names_paths_outside_is_refused(workbook, tmp_path, capsys):
    said(capsys, workbook, tmp_path / "safe")
    (path,) = (tmp_path / "safe").glob("lists/shop/*.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    told["files"][0]["path"] = "../../evil.txt"
    path.write_text(json.dumps(told), encoding="utf-8")
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back", code=31)
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_workbook_that_somebody_has_open_is_backed_up_as_it_was_saved(workbook, tmp_path, capsys):
    (workbook.parent / ".~lock.shop.xlsx#").write_text(",Ann,pc,22.11.2026 10:00,;", encoding="utf-8")
    answer = said(capsys, workbook, tmp_path / "safe")
    assert any("saved last" in remark for remark in answer["remarks"])
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")


def test_what_lies_elsewhere_is_kept_below_a_folder_of_its_own(workbook, tmp_path, capsys):
    logo = tmp_path / "pictures" / "logo.png"
    logo.parent.mkdir()
    logo.write_bytes(b"PNG")
    from lotbook.domain.edits import Edit, Plan
    from lotbook.hosts.file.book import FileBook
    from lotbook.tables.records import Records

    with FileBook.open(workbook, writing=True) as book:
        row = next(each for each in Records(book).settings_rows if each.setting == "Logo file")
        book.write(Plan("test", "", edits=(Edit("Settings", row.row, "Value", None, str(logo)),)), who="Ann")
    said(capsys, workbook, tmp_path / "safe")
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")
    (found,) = (tmp_path / "back" / "elsewhere").rglob("logo.png")
    assert found.read_bytes() == b"PNG"


def test_an_object_store_is_as_good_as_a_folder(workbook, tmp_path, capsys):
    from fsspec.implementations.memory import MemoryFileSystem

    MemoryFileSystem.store.clear()
    said(capsys, workbook, "memory://bucket/shop")
    shutil.rmtree(workbook.parent / "shop.lotbook")
    said(capsys, "shop", "memory://bucket/shop", "--prove")
    said(capsys, "shop", "memory://bucket/shop", "--restore", tmp_path / "back")
    assert (tmp_path / "back" / "shop.xlsx").read_bytes() == workbook.read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("none://x",), 31),
        (("{file}",), 31),
        (("{safe}", "--prove"), 31),
        (("{safe}", "--restore", "{shop}"), 31),
    ],
)
def test_a_place_that_cannot_be_used_is_told_plainly(workbook, tmp_path, capsys, words, code):
    (tmp_path / "file").write_bytes(b"x")
    named = {"file": tmp_path / "file", "safe": tmp_path / "safe", "shop": workbook.parent}
    error = said(capsys, workbook, *(word.format(**named) for word in words), code=code)
    assert error["problem"]
    assert error["next_step"]


def test_a_folder_that_holds_something_is_never_written_into(workbook, tmp_path, capsys):
    said(capsys, workbook, tmp_path / "safe")
    before = tree(workbook.parent)
    said(capsys, workbook, tmp_path / "safe", "--restore", workbook.parent, code=2)
    assert tree(workbook.parent) == before


@pytest.mark.parametrize(
    "path",
    [
        "lists/reach_candidate_list_2026-06-30.csv",
        "reviews/AL6-0124-001 review.docx",
        "letters/2024-05-03 North.docx",
        "outbox/COC-0001-A.eml",
    ],
)
def test_own_lists_reviews_and_letters_belong_to_the_workbook(workbook, tmp_path, capsys, path):
    (workbook.parent / path).parent.mkdir()
    (workbook.parent / path).write_bytes(b"proof")
    said(capsys, workbook, tmp_path / "safe")
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")
    assert (tmp_path / "back" / path).read_bytes() == b"proof"


def test_a_package_outside_of_the_packages_folder_is_kept_and_a_lost_one_is_told(workbook, tmp_path, capsys):
    assert main(["issue", str(workbook), "ORD-0001", "--accept-warnings", "Ann: looked at"]) == 0
    with FileBook.open(workbook, writing=True) as book:
        (row,) = Records(book).certificates
        moved = "old packages/COC-0001-A"
        shutil.move(book.folder / row.package, book.folder / moved)
        edit = Edit("Certificates", row.row, "Package", row.package, moved, "COC-0001")
        book.write(Plan("test", "the folder has another name", (edit,)), who="Ann")
    said(capsys, workbook, tmp_path / "safe")
    said(capsys, workbook, tmp_path / "safe", "--restore", tmp_path / "back")
    assert (tmp_path / "back" / moved / "manifest.json").is_file()
    shutil.rmtree(workbook.parent / moved)
    assert any(moved in remark for remark in said(capsys, workbook, tmp_path / "safe")["remarks"])


def test_a_backup_says_what_must_be_kept_until_when(workbook, tmp_path, capsys):
    answer = said(capsys, workbook, tmp_path / "safe")
    (duty,) = answer["retention"]
    assert (duty["years"], duty["entered"], answer["keep_until"]) == (10.0, False, duty["keep_until"])
    assert any("No Retention (years) is entered for" in remark for remark in answer["remarks"])
    assert any(answer["keep_until"] in remark for remark in answer["remarks"])
    (list_file,) = (tmp_path / "safe" / "lists" / "shop").iterdir()
    files = json.loads(list_file.read_text(encoding="utf-8"))["files"]
    assert {each["keep_until"] for each in files} == {answer["keep_until"]}


def test_what_must_be_kept_is_told_without_a_backup_and_nothing_is_copied(workbook, tmp_path, capsys):
    before = tree(tmp_path)
    answer = said(capsys, workbook, "--retention")
    assert (answer["files"], answer["copied"], len(answer["retention"])) == (0, 0, 1)
    assert main(["backup", str(workbook), "--retention"]) == 0
    assert "Lotbook deletes nothing" in capsys.readouterr().out
    assert tree(tmp_path) == before
    assert main(["backup", str(workbook)]) == 2
