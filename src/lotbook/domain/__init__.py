"""The shop's knowledge without any sheet, file or program: identifiers, the chain, balance, findings, edits.

Imports the standard library only, so each piece can be tested with three tuples.
"""
