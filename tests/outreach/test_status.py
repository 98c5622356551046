"""Where the measures stand: as data, and as a PDF everybody can read."""

import datetime as dt
import io

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from api.kernel.language import Languages, Text
from api.outreach import printing
from api.outreach.stages import Stage
from api.outreach.status import last_quarter
from api.outreach.status_schemas import Date, Happening, MeasureStatus, MilestoneStatus, OpenTask, StatusReport
from api.programme import printable
from api.programme.lettering import covered
from api.programme.progress import Status
from api.programme.typesetting import fonts
from tests.outreach.conftest import HOME, actor

NINE = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"]
DAY = dt.date(2026, 11, 22)


def one(desk, number=10, **options):
    return desk.get(f"/status-reports/{number}", **options)["measures"][0]


def test_a_measure_with_everything_about_it(desk):
    desk.win(HOME, 10, next_step="Anrufen", next_step_on="2026-11-25")
    group = desk.post("/working-groups", {"name": "AG Wegweiser", "measures": [10]})
    desk.post(f"/working-groups/{group['id']}/tasks", {"title": "Zeichnen", "due": "2026-11-20"})
    desk.post(f"/working-groups/{group['id']}/tasks", {"title": "Anderes", "measure": 8})
    found = one(desk)

    assert (found["status"], found["done"], found["kind"]) == ("late", 0, "measure")
    assert found["outreach"] == {"open": 1, "approached": 0, "talk_held": 0, "agreed": 0, "done": 0, "declined": 0}
    assert found["tasks"] == [{"title": "Zeichnen", "due": "2026-11-20", "overdue": True, "group": "AG Wegweiser"}]
    assert (found["next"][0]["day"], found["next"][0]["kind"]) == ("2026-11-25", "next_step")
    assert [two["title"] for two in one(desk, 8)["tasks"]] == ["Anderes"]


def test_what_happened_since_the_beginning_of_the_last_quarter(desk):
    found = one(desk)
    report = desk.get("/status-reports/10")

    assert (report["day"], report["since"], report["quarter"]) == ("2026-11-22", "2026-07-01", 6)
    assert [two["day"] for two in found["happened"]] == ["2026-07-06"]  # internal, and told to staff
    assert one(desk, 3)["happened"][0]["day"] == "2026-08-30"
    assert one(desk, 1)["happened"] == []  # January is too long ago


def test_milestones_with_their_slip(desk):
    found = one(desk, 13)["milestones"]
    assert (found[0]["due"], found[0]["done_on"], found[0]["slip_days"]) == ("2025-12-31", "2026-01-13", 13)
    assert (found[1]["done_on"], found[1]["slip_days"]) == (None, None)


def test_the_whole_programme(desk):
    found = desk.get("/status-report")
    assert [two["number"] for two in found["measures"]] == [*range(1, 14)]
    assert found["name"] == "Landkreis Kaiserslautern"
    desk.get("/status-reports/99", 404)
    desk.get("/status-reports/99.pdf", 404)
    desk.get("/status-reports/0", 422)


def test_texts_in_the_readers_language(desk):
    assert one(desk, params={"lang": "pl"})["title"]["lang"] == "pl"
    assert one(desk, headers={"Accept-Language": "tr"})["title"]["lang"] == "tr"


def test_who_may_see_what_of_it(desk):
    desk.win(HOME, 10, next_step="Anrufen", next_step_on="2026-11-25")
    group = desk.post("/working-groups", {"name": "AG Wegweiser", "measures": [10]})
    desk.post(f"/working-groups/{group['id']}/tasks", {"title": "Zeichnen", "due": "2026-11-20"})
    with desk.as_(actor(desk.max, "evaluator")):
        evaluator = desk.request("GET", "/status-reports/10")
        desk.get("/status-report.pdf")
    with desk.as_(actor(desk.max, "council_member")):
        council = desk.request("GET", "/status-reports/10")
    for role in ("editor", "admin", "author", "trainer"):
        with desk.as_(actor(desk.max, role)):
            desk.get("/status-reports/10", 403)
            desk.get("/status-report.pdf", 403)

    assert evaluator.json()["measures"][0]["outreach"]["open"] == 1
    assert evaluator.json()["measures"][0]["tasks"] is None
    assert council.json()["measures"][0]["outreach"] is None
    assert len(council.json()["measures"][0]["tasks"]) == 1
    for answer in (evaluator, council):
        assert "Musterverein" not in answer.text
        assert "Anrufen" not in answer.text


def test_the_report_takes_as_many_statements_for_much_as_for_little(desk):
    few = desk.count("/status-report")
    group = desk.post("/working-groups", {"name": "AG Wegweiser", "measures": [10]})
    for number in range(1, 13):
        desk.win(HOME, number, next_step="x", next_step_on="2026-12-01")
        desk.post(f"/working-groups/{group['id']}/tasks", {"title": "x", "measure": number})
    assert desk.count("/status-report") == few


def opened(content):
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize(("path", "pages"), [("/status-reports/10.pdf", 1), ("/status-report.pdf", 14)])
def test_the_print_is_accessible(desk, path, pages):
    desk.win(HOME, 10, next_step="Anrufen", next_step_on="2026-11-25")
    answer = desk.get(path)
    pdf = opened(answer.content)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    assert len(pdf.pages) == pages
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "de"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title).startswith("Sachstand")
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    assert [round(float(side)) for side in pdf.pages[0].MediaBox][2:] == [595, 842]
    assert "StructTreeRoot" in str(pdf.Root.keys())


def test_the_same_report_is_the_same_bytes(desk):
    assert desk.get("/status-report.pdf").content == desk.get("/status-report.pdf").content


@pytest.mark.parametrize("language", NINE)
def test_a_print_per_language(desk, language):
    pdf = opened(desk.get(f"/status-reports/1.pdf?lang={language}").content)
    assert str(pdf.Root.Lang) == language.removesuffix("-simple")
    assert str(pdf.docinfo.Title).startswith(printing.words_of(language)["status_report"])
    assert len(pdf.pages) == 1


def test_every_language_has_every_word():
    german = printing.words_of("de")
    told = printing._all_words()
    assert [*told] == NINE
    for words in told.values():
        assert [*words] == [*german]
        for key, word in words.items():
            assert word.strip()
            assert {mark for mark in ("{n}", "{all}", "{day}", "{done}", "{d}") if mark in german[key]} == {
                mark for mark in ("{n}", "{all}", "{day}", "{done}", "{d}") if mark in word
            }
    assert {f"stage_{stage}" for stage in Stage} | {*Status} <= german.keys()


def text(words, lang="de"):
    return Text(text=words, lang=lang, state="original")


def crowded(words, entries):
    """A measure about which there is far too much to say."""
    return MeasureStatus(
        number=999, kind="measure", title=text(words), status="handed_over", progress=1, done=99, total=99,
        milestones=[MilestoneStatus(title=text(words), due=DAY, done_on=DAY, slip_days=-999)] * entries,
        happened=[Happening(day=DAY, text=text(words))] * entries,
        outreach=dict.fromkeys(Stage, 9999),
        tasks=[OpenTask(title=words, due=DAY, overdue=True, group=words)] * entries,
        next=[Date(day=DAY, kind="next_step", title=text(words))] * entries,
    )  # fmt: skip


def printed(measures, language="de", *, whole=False):
    report = StatusReport(
        name="Landkreis", project=text("Willkommen"), day=DAY, since=DAY, quarter=None, quarters=12, measures=measures
    )
    languages = Languages(codes=tuple(NINE), plain={"de-simple": "de"}, rtl=frozenset({"ar"}))
    return printing.Printer(languages, language).pdf(report, whole=whole)


@pytest.mark.parametrize("language", NINE)
def test_however_much_there_is_to_say_a_measure_is_one_page(language):
    words = "Überzeugungsarbeit in den Verwaltungen mit ungewöhnlich langen Wörtern " * 20
    assert len(opened(printed([crowded(words, 40)], language)).pages) == 1
    assert len(opened(printed([crowded(words, 40)] * 3, language, whole=True)).pages) == 4


@pytest.mark.parametrize(
    "words", ["#panic()", "*fett* _kursiv_ $x$", "\\", '"', "x" * 500, "{n}", "日本 👋🏽 \u202e\u0000\ud7ff", "u\u0308"]
)
def test_texts_are_printed_as_they_are_and_run_nothing(words):
    assert len(opened(printed([crowded(words, 2)])).pages) == 1


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_printed(words):
    assert len(opened(printed([crowded(words, 1)])).pages) == 1


def test_every_letter_said_to_be_covered_really_is():
    """And the control: a letter that is not makes no accessible page."""
    letters = [chr(code) for code in sorted(covered())]
    whole = "".join(letters)
    assert len(letters) > 1000
    assert printable("Grüße, Привіт, مرحبا, țșğıł – „Zitat“ 5 €") == "Grüße, Привіт, مرحبا, țșğıł – „Zitat“ 5 €"
    template = '#set document(title: [x])\n#set text(font: "FiraGO", weight: sys.inputs.weight)\n#sys.inputs.words'
    for weight in ("regular", "semibold"):
        options = {"font_paths": fonts(), "ignore_system_fonts": True, "format": "pdf", "pdf_standards": ["ua-1"]}
        for place in range(0, len(whole), 500):
            words = whole[place : place + 500]
            typst.compile(template.encode(), sys_inputs={"words": words, "weight": weight}, **options)
        with pytest.raises(typst.TypstError, match="could not be displayed"):
            typst.compile(template.encode(), sys_inputs={"words": "日", "weight": weight}, **options)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_the_last_quarter_is_the_one_before_this(day):
    first = last_quarter(day)
    assert (first.day, first.month % 3) == (1, 1)
    assert 90 <= (day - first).days <= 183
