"""What openapi.yaml promises, held against the running app."""
