"""`python -m api` is the same as `wik`."""

from api.cli import app

app(prog_name="wik")
