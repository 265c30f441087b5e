"""Builds what ships with Lotbook from the specification: the workbook, its data dictionary."""
