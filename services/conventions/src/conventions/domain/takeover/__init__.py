"""Taking over conventions that were signed on paper: entered by one person, checked by another."""
