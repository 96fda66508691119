"""Writes: one function is one act is one transaction."""
