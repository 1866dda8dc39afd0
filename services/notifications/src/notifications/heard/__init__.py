"""What this service knows from others: the few fields of their events that it reads."""
