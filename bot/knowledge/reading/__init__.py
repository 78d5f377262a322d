"""Reads a folder: files in, trees of nodes with line numbers out."""
