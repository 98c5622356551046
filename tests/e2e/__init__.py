"""The built site in a real browser, on the real county with demo data."""
