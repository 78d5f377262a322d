"""Benchmarks: measure the bot on public data sets for docs/benchmarks.md (`make bench DATA=DIR`)."""
