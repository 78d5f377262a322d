"""The queries for figures that a question may mean, weighed against each other and against the first entry."""
