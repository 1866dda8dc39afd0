"""Test tools that several services share."""
