"""The supplier's certificate: read, and compared with the delivery that it came with."""
