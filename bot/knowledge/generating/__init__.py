"""Generates entries from series."""
