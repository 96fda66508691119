"""An app whose requests take as long as a test says, served by the real command."""

import os
from pathlib import Path

from flask import Flask, request

from directory.cli.serve import serve

app = Flask(__name__)
app.cli.add_command(serve)


@app.get("/")
def quick() -> str:
    """Answer at once."""
    return "quick"


@app.post("/read")
def read() -> str:
    """Answer once the whole body has come."""
    return str(len(request.get_data()))


@app.get("/wait")
def wait() -> str:
    """Say that the request is under way, and answer once the test lets it.

    Opening a named pipe waits for the other side to open it: no clock is involved.
    """
    folder = Path(os.environ["SLOW_APP_FOLDER"])
    (folder / "under_way").open("w").close()
    (folder / "go_on").open().close()
    return "finished"
