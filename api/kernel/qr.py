"""QR codes, drawn here: what stands in one leaves for no other service."""

import segno


def picture(text: str) -> str:
    """Return a QR code as the data URI of an SVG, black on white with its quiet zone, for `<img src>`."""
    return segno.make_qr(text, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
