"""Makes entries from series: numbers written once in, an entry for each question about them out."""
