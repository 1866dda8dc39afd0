"""Whom an event concerns and what becomes of a message. Pure: no I/O, no clock."""
