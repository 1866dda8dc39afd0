"""Other services' events as this service reads them."""
