"""Fails while it is imported as the main module."""

raise ValueError("at import")
