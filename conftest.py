"""Gives every test run the groups of tools/groups.py: what is missing here is skipped and named."""

pytest_plugins = ["tools.groups"]
