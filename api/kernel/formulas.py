"""Text that a spreadsheet must not take for a formula."""

_BEGINS_ONE = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return `text` as it is, or behind an apostrophe when a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_BEGINS_ONE) else text
