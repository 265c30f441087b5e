"""Lets `python -m lotbook` do what the `lotbook` command does."""

from lotbook.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
