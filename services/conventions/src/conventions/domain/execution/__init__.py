"""Physical progress, and the documents that a release asks for."""
