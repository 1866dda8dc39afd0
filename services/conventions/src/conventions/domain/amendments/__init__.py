"""Amendments (avenants): drafted, negotiated, signed, in effect."""
