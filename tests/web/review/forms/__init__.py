"""Every form of the desk, staged to be sent once: what all of them are held to alike.

Each room of the desk has a module here with its forms; `test_every_form.py` sends them.
"""
