"""The measures that a knowledge base holds, and what a question may call them and their rows."""
