"""The operands of a query to rows that are no times: models, makers, places."""
