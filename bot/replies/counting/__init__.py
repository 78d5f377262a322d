"""Counts with figures that were just told."""
