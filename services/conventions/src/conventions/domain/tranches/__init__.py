"""The schedule of a contribution and the money that moves through it."""
