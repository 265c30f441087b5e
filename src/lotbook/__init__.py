"""Lotbook: material traceability and certificates for small machine shops, from an Excel workbook."""

__version__ = "0.1.0"
