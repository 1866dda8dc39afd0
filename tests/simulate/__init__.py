"""Ten years of a ministry, made up from a seed: what every cost becomes as the store grows."""
