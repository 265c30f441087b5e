"""Builds the blank workbook (and a filled one for demo and tests) from the specification of the tables."""

from lotbook.artefacts.workbook.build import build_workbook

__all__ = ["build_workbook"]
