"""The documents agree with the project: links lead somewhere, versions match, what is named exists."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from api.cli import app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CATALOGUE = yaml.safe_load((ROOT / "publiccode.yml").read_text())


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_version_is_one_everywhere():
    released = re.findall(r"^## \[(\d[^\]]*)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert (PROJECT["version"], str(CATALOGUE["releaseDate"])) == released[0]
    assert CATALOGUE["softwareVersion"] == PROJECT["version"]


def test_the_licence_is_the_eupl():
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert "15.Applicable Law" in text
    assert PROJECT["license"] == CATALOGUE["legal"]["license"] == "EUPL-1.2"


def test_the_catalogue_entry_holds_what_catalogues_ask_for():
    for key in ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"):
        assert CATALOGUE[key]
    assert CATALOGUE["maintenance"]["contacts"][0]["name"]
    for language in ("de", "en"):
        text = CATALOGUE["description"][language]
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_catalogue_names_the_languages_of_the_site():
    codes = {path.stem for path in (ROOT / "frontend/messages").glob("*.json") if "." not in path.stem}
    assert set(CATALOGUE["localisation"]["availableLanguages"]) == codes - {"de-simple"}


def test_the_first_screen_is_the_two_commands():
    first = (ROOT / "README.md").read_text().splitlines()[:6]
    assert [line.split("#")[0].strip() for line in first if line.startswith("./")] == ["./wik up", "./wik test"]


def test_the_readmes_examples_answer(demo):
    examples = re.findall(r"^curl -s '?localhost:8000(/[^\s']+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    statuses = {example: demo.get(example).status_code for example in examples}
    assert len(statuses) >= 7
    assert statuses.pop("/api/v1/measures/99") == 404
    assert set(statuses.values()) == {200}, statuses
    assert "104117" in demo.get("/api/v1/areas/07335/population?at=2013-12-31").text


def commands(group, before=""):
    for name, command in group.commands.items():
        yield before + name
        yield from commands(command, f"{name} ") if hasattr(command, "commands") else ()


def test_commands_in_the_documents_exist():
    known = {*commands(get_command(app)), "setup", "test", "lint"}
    groups = "|".join(name.split()[0] for name in known if " " in name)
    for page in PAGES:
        used = set(re.findall(rf"(?:\./|`)wik ((?:(?:{groups}) )?[a-z][a-z0-9-]*)", page.read_text()))
        assert used <= known, f"{page.name}: {used - known}"


def test_settings_in_the_documents_exist():
    known = {f"WIK_{name.upper()}" for name in Settings.model_fields} | {"WIK_TOKEN", "WIK_RUN_EVERYTHING"}
    for page in [*PAGES, ROOT / ".env.example"]:
        used = set(re.findall(r"WIK_[A-Z_]+", page.read_text()))
        assert used <= known, f"{page.name}: {used - known}"


def test_tests_in_the_documents_exist():
    known = {path.name for path in (ROOT / "tests").rglob("*.py")}
    for page in PAGES:
        used = set(re.findall(r"\btest_[a-z_]+\.py", page.read_text()))
        assert used <= known, f"{page.name}: {used - known}"
