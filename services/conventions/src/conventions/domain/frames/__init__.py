"""What the office publishes for conventions to come: templates of their text, programme kinds."""
