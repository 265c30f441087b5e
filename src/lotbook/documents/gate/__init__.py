"""The gate: what must be true before a certificate leaves the shop, one module a subject."""
