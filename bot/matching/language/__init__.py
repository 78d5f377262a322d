"""What a text says: its words in one spelling, names, facets, forms, and its vector of n-grams."""
