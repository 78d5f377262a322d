"""Reads the files of a folder as trees of nodes with line numbers."""
