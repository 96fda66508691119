"""Accounts: registering, signing in, and everything that can be changed about either."""
