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


def test_without_a_command_the_usage_is_told():
    done = lotbook()
    assert (done.returncode, "usage: lotbook" in done.stderr) == (2, True)


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
