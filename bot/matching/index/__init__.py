"""What is learned from a knowledge base and kept: the parts of the index, each with how it is asked."""
