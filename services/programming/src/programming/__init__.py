"""The programming service: programmes, projects and the live activity of the regions."""
