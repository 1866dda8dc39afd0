"""The kernel's own tables in every service's database."""
