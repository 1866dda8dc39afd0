"""What is promised in kind or as land: delivered, then accepted by another party."""
