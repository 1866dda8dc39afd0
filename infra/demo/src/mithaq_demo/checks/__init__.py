"""The checks at the end of the demo."""
