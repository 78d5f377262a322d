"""Writes what a person reads."""
