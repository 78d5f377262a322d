"""Thin transports: each turns a platform's event into a `Question` and a `Reply` into what the platform shows."""
