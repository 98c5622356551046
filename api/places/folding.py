"""German names folded for sorting and searching: one own rule instead of a collation each database has differently."""

import unicodedata

_AE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def folded(text: str) -> str:
    """Return `text` in lower case without accents (DIN 5007-1: ä like a, ß like ss); what sorting compares."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def spelt_out(text: str) -> str:
    """Return `text` folded, with ä, ö, ü as ae, oe, ue."""
    return folded(unicodedata.normalize("NFC", text.casefold()).translate(_AE))


def searchable(*names: str) -> str:
    """Return what a folded search word is looked for in: "Mühl" is found as mühl, muhl and muehl."""
    plain = " ".join(dict.fromkeys(folded(name) for name in names))
    spelt = " ".join(dict.fromkeys(spelt_out(name) for name in names))
    return plain if plain == spelt else f"{plain} {spelt}"
