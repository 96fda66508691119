"""Accounts: what a password, a code or a session must be, and who may do what."""
