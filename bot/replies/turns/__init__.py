"""Understands a turn: a first message, a follow-up, several questions in one message."""
