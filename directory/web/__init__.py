"""Doors for people and programs, one wing an audience; what all wings share stands here."""
