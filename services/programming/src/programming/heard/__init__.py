"""Other services' events, as this one reads them."""
