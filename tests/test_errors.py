"""Every broken surrounding has its own exit code, a sentence for the docs and a next step."""

import pytest

from lotbook import errors
from lotbook.cli import main

KINDS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LotbookError)
]


def test_no_two_kinds_share_an_exit_code():
    codes = [kind.exit_code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert {errors.EXIT_FINE, errors.EXIT_FINDINGS} & set(codes) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is_and_what_to_do(kind):
    assert kind.__doc__
    assert kind("The workbook x.xlsx is locked.").next_step


def test_a_broken_surrounding_is_told_with_problem_and_next_step(tmp_path, capsys):
    code = main(["check", str(tmp_path / "gone.xlsx")])
    told = capsys.readouterr().err
    assert code == errors.NotAWorkbookError.exit_code
    assert "gone.xlsx" in told
    assert errors.NotAWorkbookError.next_step_default in told


def test_the_same_is_told_as_json(tmp_path, capsys):
    import json

    main(["check", str(tmp_path / "gone.xlsx"), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"error", "problem", "cause", "next_step", "exit_code"}
