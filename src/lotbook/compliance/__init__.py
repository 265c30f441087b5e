"""What the shop can prove about substances: one module a rule set, each with its dated data file.

A verdict is never a silent yes: without current evidence it is Needs data, and the missing paper is named.
"""
