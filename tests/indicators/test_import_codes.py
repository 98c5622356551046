"""The codes of faults: documented, and with words on the screen."""

import re

from api.settings import ROOT

WORDS = (ROOT / "frontend/src/staff/imports/faultWords.ts").read_text(encoding="utf-8")
DOCS = (ROOT / "docs/import.md").read_text(encoding="utf-8")
PURE = (
    "recognising",
    "recognising_areas",
    "recognising_codes",
    "recognising_periods",
    "interpreting",
    "rows",
    "weighing",
)
FILES = [ROOT / "api/kernel/reading_files.py", *(ROOT / f"api/indicators/{name}.py" for name in PURE)]
RAISED = re.compile(
    r"""(?:UnclearError\(|UnreadableFileError\(|\.fault\([^"]*"\w+", |_[A-Z]+ = \(|code, hint = )"([a-z_]+)","""
)


def test_every_code_is_documented_and_has_words():
    documented = {
        code for line in DOCS.splitlines() if line.startswith("| ") for code in re.findall("`([a-z_]+)` ", line)
    }
    spoken = set(re.findall("^  ([a-z_]+):", WORDS, re.MULTILINE))
    raised = {code for file in FILES for code in RAISED.findall(file.read_text(encoding="utf-8"))}
    assert len(raised) > 30
    assert raised <= spoken
    assert raised <= documented
    assert spoken - {"not_all_read", "reason_missing"} <= documented | {"not_all_read"}
