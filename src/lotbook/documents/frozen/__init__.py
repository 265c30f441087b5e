"""Everything one certificate of ours speaks about, taken from linked rows and frozen at that moment."""
