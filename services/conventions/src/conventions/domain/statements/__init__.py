"""The treasury's statement of an account: its lines, and what the office says of them."""
