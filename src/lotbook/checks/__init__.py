"""One module a subject; a check is a plain function that looks at the shop's rows and yields findings.

Each kind of finding is a constant above the function that finds it; the tuple ``CHECKS`` at the foot of a module is its
registry. ``all.run`` runs every check; ``catalogue`` writes the findings page of the documentation.
"""
