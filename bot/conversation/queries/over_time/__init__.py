"""The operands of a query to figures over time."""
