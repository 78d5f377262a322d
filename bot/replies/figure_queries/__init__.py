"""Weighs the queries for figures that a question may mean, against each other and against the first entry."""
