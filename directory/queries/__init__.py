"""Reads: statements that are ordered and limited, answered as frozen dataclasses."""
