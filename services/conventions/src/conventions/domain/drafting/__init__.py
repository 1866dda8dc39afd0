"""Writing a proposal, from its first draft to its submission or withdrawal."""
