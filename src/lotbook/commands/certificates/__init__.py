"""The parts of `certs`: reading, deciding, and writing to suppliers."""
