"""Where the letters of events land in tests."""

import pytest


class Postbox:
    """Carries letters to a list."""

    def __init__(self):
        self.letters = []

    def carry(self, envelope, letter):
        self.letters.append((envelope.language, letter))

    @property
    def subjects(self):
        return [letter.subject for _, letter in self.letters]


@pytest.fixture
def postbox(monkeypatch):
    made = Postbox()
    monkeypatch.setattr("api.kernel.delivery.carrier", lambda _settings: made)
    return made
