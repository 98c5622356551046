"""QR codes, drawn here: what stands in one leaves for no other service."""

import io

import segno


def picture(text: str) -> str:
    """Return a QR code as the data URI of an SVG, black on white with its quiet zone, for `<img src>`."""
    return segno.make_qr(text, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def drawing(text: str) -> str:
    """Return a QR code as SVG without a quiet zone, for a page that has its own margin."""
    drawn = io.BytesIO()
    segno.make(text, micro=False).save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()
