"""Other people's machines and files."""
