"""Prints the findings page of the documentation: `python -m lotbook.checks > docs/reference/findings.md`."""

import sys

from lotbook.checks.catalogue import page

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
sys.stdout.write(page())
