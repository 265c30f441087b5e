"""The demo shop: its story, its registers by construction free of contradictions, and its suppliers' certificates.

``registers.tables`` makes what stands in ``workbook/demo/*.csv``; ``faults`` are the few mistakes that are there on purpose.
"""
