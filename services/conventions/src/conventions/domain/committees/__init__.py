"""Committees: written in the text, convened and minuted once it is in force."""
