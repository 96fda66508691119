"""Exits with a sentence where the schema's history has more than one newest revision."""

import sys

from directory.models import migrations

if __name__ == "__main__":
    heads = migrations.heads()
    if len(heads) != 1:
        sys.exit(f"The schema has {len(heads)} newest revisions, not one: {', '.join(heads)}.")
