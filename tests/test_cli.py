"""The command line as a process: help, version, an early end of the reader, what a start may import."""

import subprocess
import sys

import pytest

from lotbook.cli import VERBS, command, main


def lotbook(*words, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "lotbook", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **kwargs,
    )


def test_the_overview_names_every_command():
    told = lotbook("--help").stdout
    assert [verb for verb in VERBS if verb not in told] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Something is missing: command.\nHow it is written: lotbook --help\n"),
        (
            ("chek", "a.xlsx"),
            "There is no command chek. Did you mean check?\nHow it is written: lotbook --help\n",
        ),
        (("check",), "Something is missing: workbook.\nHow it is written: lotbook check --help\n"),
        (
            ("check", "my", "shop.xlsx"),
            "This is not understood: shop.xlsx. Put a name with spaces into quotes.",
        ),
        (("labels", "a.xlsx", "--preset", "a5"), "--preset cannot be a5. It may be a4-21, a4-8,"),
        (("labels", "a.xlsx", "--first", "two"), "--first needs a number; two is none."),
        (("recall", "a.xlsx", "--lot"), "--lot needs a value behind it."),
    ],
)
def test_a_mistake_in_the_words_is_told_plainly(words, said):
    done = lotbook(*words)
    assert (done.returncode, said in done.stderr, "usage" in done.stderr) == (2, True, False), done.stderr


def test_a_reader_that_has_seen_enough_is_no_error():
    words = f"{sys.executable} -m lotbook --help | head -c 1 >/dev/null"
    if sys.platform == "win32":
        pytest.skip("the shell has no head")
    done = subprocess.run(words, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_told_in_one_sentence_and_names_its_json_keys(verb):
    known = command(verb)
    assert known.verb == verb
    assert known.summary.endswith(".")
    assert known.summary[0].isupper()
    assert known.json_keys


def test_every_keytip_is_given_once_and_none_begins_another():
    """Keys count inside our tab only, so those of Excel's tabs are free there."""
    keytips = [command(verb).button.keytip for verb in VERBS if command(verb).button]
    assert [key for key in keytips if sum(other.startswith(key) for other in keytips) > 1] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help(verb, capsys):
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0
    assert "--json" in capsys.readouterr().out
