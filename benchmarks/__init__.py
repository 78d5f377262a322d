"""Benchmarks: public data sets in, docs/benchmarks.md and its pictures out (`make bench DATA=DIR`)."""
