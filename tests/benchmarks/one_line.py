"""The least that Flask can do, on the same server: what pages stand beside."""

from flask import Flask

from directory.cli.serve import serve

app = Flask(__name__)
app.cli.add_command(serve)


@app.get("/")
def hello() -> str:
    """Answer at once."""
    return "hello"
