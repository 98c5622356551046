"""The picture of link previews."""

import struct

import pytest

from api.programme import preview, typeset_picture


@pytest.mark.parametrize("language", ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"])
def test_a_picture_per_language(client, language):
    answer = client.get(f"/vorschau/{language}.png")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert len(answer.content) < 120_000


def test_the_pictures_differ_and_are_kept(client):
    pictures = {language: client.get(f"/vorschau/{language}.png") for language in ("de", "pl", "uk", "ar")}

    assert len({answer.content for answer in pictures.values()}) == 4
    again = client.get("/vorschau/de.png", headers={"If-None-Match": pictures["de"].headers["etag"]})
    assert again.status_code == 304


def test_the_words_are_really_drawn():
    def drawn(title):
        data = {"title": title, "county": "", "lang": "de", "dir": "ltr"}
        return typeset_picture(preview.TEMPLATE, data, "png", pixels_per_inch=preview.PIXELS_PER_INCH)

    for title in ("Willkommen", "Ласкаво", "مرحبا", "țșğıł"):
        assert len(drawn(title)) > len(drawn("")) + 3000


@pytest.mark.parametrize("language", ["fr", "DE", "de-AT", "..%2Fde"])
def test_no_picture_for_a_language_the_county_does_not_offer(client, language):
    assert client.get(f"/vorschau/{language}.png").status_code == 404
