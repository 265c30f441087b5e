"""Lets `python -m lotbook` do what the `lotbook` command does."""

from lotbook.cli import run

if __name__ == "__main__":
    raise SystemExit(run())
