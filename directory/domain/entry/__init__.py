"""What may be entered: every field and record judged once, for the form, the importer and the API.

Readers take what was typed and give a value, faults, or both; nothing here looks anything up.
"""
