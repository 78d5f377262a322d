"""What the words of a question say by themselves: an operation, numbers, limits, times and units."""
