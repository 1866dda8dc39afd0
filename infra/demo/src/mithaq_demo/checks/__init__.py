"""What must hold once all is played, each check by its name."""
