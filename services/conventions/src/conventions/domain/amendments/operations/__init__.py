"""What an amendment may do to a convention: a file an operation, each with its rules."""
