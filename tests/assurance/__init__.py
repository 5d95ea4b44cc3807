"""Examples, coverage and interview lengths."""
