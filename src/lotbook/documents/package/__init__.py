"""The certificate package: folder, merged PDF, manifest, and whether it is still as it was issued."""
