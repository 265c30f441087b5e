"""The picture of a chain, of a certificate or of a recall."""
