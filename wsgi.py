"""What a server of web applications loads."""

from directory import create_app

app = create_app()
