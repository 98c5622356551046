"""The sheet people sign: a PDF everybody can read, a line for each person with a seat."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.events import signing_in
from api.events.signing_in import SignInSheet
from api.kernel.language import Languages, Text
from tests.conftest import acting, somebody
from tests.events.booked import SECRET, START, dated, event, sign_up
from tests.events.test_attendance import a_date

PAGES = "https://example.org"
NINE = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"]
LANGUAGES = Languages(codes=tuple(NINE), plain={"de-simple": "de"}, rtl=frozenset({"ar"}))


def sheet(**more):
    values = {
        "county": "Landkreis Muster",
        "title": Text(text="Vereinsgründung", lang="de", state="original"),
        "place": "Bürgerhaus, 67685 Weilerbach",
        "starts_at": START,
        "ends_at": START,
        "people": [("Erika Mustermann", 2), ("Олена Приклад", 1), ("مثال", 1)],
        "spare": 3,
        "retention_days": 30,
        "sheets_of": 7,
    }
    return SignInSheet(**{**values, **more})


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def test_staff_print_the_sheet_of_one_date(start):
    client = start()
    database = client.app.database
    number = event(database, capacity=3)
    date = a_date(database, number)
    sign_up(database, number, 2, party=2)
    sign_up(database, number, 1)
    assert sign_up(database, number, 3)[1] == "waiting"
    url = f"/api/v1/staff/events/{number}/sign-in-sheet.pdf"
    with acting(client, somebody("project_manager")):
        answer = client.get(url, params={"date": date, "lang": "pl"})
        assert client.get(url, params={"date": date + 1}).status_code == 404
        with database.reading() as session:
            found = signing_in.read(session, somebody("project_manager"), number, date, 0, "de")
    assert found.people == [("Beispiel 1", 1), ("Beispiel 2", 2)]
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="event-{number}-{date}.pdf"'
    assert opened(answer.content).Root.Lang == "pl"


def test_who_did_not_sign_up_has_a_line_to_write_on(start):
    database = start().app.database
    open_house, course = event(database, registration=False), event(database)
    dates = [dated(database, number) for number in (open_house, course)]
    with database.reading() as session:
        sheets = [
            signing_in.read(session, somebody("project_manager"), number, date, 6, "de")
            for number, date in zip((open_house, course), dates, strict=True)
        ]
    assert [(one.people, one.spare) for one in sheets] == [([], 17), ([], 6)]
    assert len(opened(signing_in.pdf(sheets[0], LANGUAGES, "de", SECRET, PAGES)).pages) == 1


@pytest.mark.parametrize("language", NINE)
def test_it_is_accessible_in_every_language_and_always_the_same(language):
    content = signing_in.pdf(sheet(), LANGUAGES, language, SECRET, PAGES)
    assert content == signing_in.pdf(sheet(), LANGUAGES, language, SECRET, PAGES)
    document = opened(content)
    assert document.Root.MarkInfo.Marked
    assert b"<pdfuaid:part>1" in document.Root.Metadata.read_bytes()
    assert len(document.pages) == 1


def test_each_of_a_party_has_a_line_and_many_fill_more_pages():
    assert [signing_in.line("Erika", nth) for nth in range(3)] == ["Erika", "+1 (Erika)", "+2 (Erika)"]
    assert len(opened(signing_in.pdf(sheet(people=[("Beispiel", 50)]), LANGUAGES, "de", SECRET, PAGES)).pages) == 3


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=120), st.text(min_size=1, max_size=120))
def test_any_name_can_be_printed(title, name):
    title = Text(text=title, lang="de", state="original")
    assert opened(signing_in.pdf(sheet(title=title, people=[(name, 1)]), LANGUAGES, "de", SECRET, PAGES)).pages


def test_the_words_are_there_in_nine_languages():
    words = {code: signing_in.words_of(code) for code in NINE}
    assert all(word for code in NINE for word in words[code].values())
    assert len({words[code]["signature"] for code in NINE}) > 5


def pictures(document):
    """Return what the pictures of a document are called."""
    return {str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}


@pytest.mark.parametrize("language", NINE)
def test_the_code_of_the_sheets_without_a_name_stands_below(language):
    with_code = opened(signing_in.pdf(sheet(), LANGUAGES, language, SECRET, PAGES))
    assert pictures(with_code) == {signing_in.words_of(language)["sheets_qr"]}
    assert pictures(opened(signing_in.pdf(sheet(sheets_of=None), LANGUAGES, language, SECRET, PAGES))) == set()


@pytest.mark.parametrize(("state", "there"), [("published", True), ("held", True), ("cancelled", False)])
def test_it_stands_there_where_the_event_has_such_sheets(start, state, there):
    database = start().app.database
    number = event(database, state=state)
    date = dated(database, number)
    with database.reading() as session:
        found = signing_in.read(session, somebody("project_manager"), number, date, 6, "de")
    assert found.sheets_of == (number if there else None)
