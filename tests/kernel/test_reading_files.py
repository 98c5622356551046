import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from api.kernel import archives, reading_files
from api.kernel.reading_files import NO_RESULT, UnreadableFileError, decoded, read, separator_of

TEXT = "Gebiet;Zeitraum;Wert\nBruchmühlbach–Miesau;2016;5\n"


def book(*rows, hidden=(), then=None):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for name in hidden:
        made.create_sheet(name).sheet_state = "hidden"
    if then:
        then(made.active)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def changed(content, name, edit):
    """The same workbook with one part edited."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            old = source.read(part)
            target.writestr(part.filename, edit(old) if part.filename == name else old)
    return written.getvalue()


def refusal(content):
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings_with_and_without_a_mark(encoding):
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("content", [b"a;\x81\x8d", b"a\0b;c", b"\xff\xfea"])
def test_what_is_no_text_is_refused(content):
    assert refusal(content) == "unknown_encoding"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator):
    rows = [["area", "value"], ["Otterbach-Otterberg", "1"], ["Weilerbach", "2"]]
    text = "\n".join(separator.join(row) for row in rows)

    assert separator_of(text) == separator
    assert [list(line.cells) for line in read(text.encode()).lines] == rows


def test_decimal_commas_do_not_make_columns():
    assert separator_of("a;b\n1,5;2,5\n3,5;4,5\n") == ";"


def test_a_named_separator_counts_as_a_line():
    (line,) = read(b"sep=|\r\na;b|c").lines

    assert (line.number, line.cells) == (2, ("a;b", "c"))


def test_lines_are_physical_lines():
    lines = read(b'a;b\r\n"one\r\ntwo";1\r\n\r\n;\r\nlast;2\r\n').lines

    assert [(line.number, line.cells[0]) for line in lines] == [(1, "a"), (2, "one\r\ntwo"), (6, "last")]


def test_broken_quotes_say_where():
    with pytest.raises(UnreadableFileError) as caught:
        read(b'a;b\n1;2\n"open;3\n')

    assert (caught.value.code, caught.value.line) == ("broken_quotes", 3)


def test_limits(monkeypatch):
    monkeypatch.setattr(reading_files, "MOST_LINES", 3)
    assert len(read(b"a;b\n" * 3).lines) == 3
    assert refusal(b"a;b\n" * 4) == "too_many_lines"
    assert refusal(b"a;b\n" + b"\n" * (reading_files.MOST_EMPTY + 3)) == "too_many_lines"
    assert refusal(b"a;" * 101) == "too_many_columns"
    monkeypatch.setattr(reading_files, "LARGEST", 10)
    assert refusal(b"a" * 11) == "too_large"


def test_a_spreadsheet_keeps_numbers_and_dates():
    content = read(book(["area", "day", "value"], [], [7335001, dt.date(2016, 6, 30), 1.234], ["x", None, 100]))

    assert [(line.number, line.cells) for line in content.lines] == [
        (1, ("area", "day", "value")),
        (3, (Decimal(7335001), dt.date(2016, 6, 30), Decimal("1.234"))),
        (4, ("x", "", Decimal(100))),
    ]
    assert str(content.lines[2].cells[2]) == "100"
    assert content.notes == ()


def test_hidden_and_further_sheets_are_told():
    assert read(book(["a"], hidden=["b"])).notes == ("hidden_sheets",)
    assert read(book(["a"], then=lambda sheet: sheet.parent.create_sheet("b"))).notes == ("other_sheets",)


def test_a_hidden_first_sheet_is_not_read():
    def hide(sheet):
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("b").append(["shown"])
        sheet.parent.active = 1

    assert read(book(["secret"], then=hide)).lines[0].cells == ("shown",)


def test_formulas_without_a_result_are_marked():
    content = book(["a", "b"], [1, "=A2+1"])

    assert read(content).lines[1].cells == (Decimal(1), NO_RESULT)


def test_formulas_with_a_result_are_read():
    content = changed(
        book(["a", "b"], [1, "=A2+1"]), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v></v>", b"<v>2</v>")
    )
    content = changed(content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v />", b"<v>2</v>"))

    assert read(content).lines[1].cells == (Decimal(1), Decimal(2))


def test_a_merged_header_has_empty_cells():
    content = book(["values", None, "z"], [1, 2, 3], then=lambda sheet: sheet.merge_cells("A1:B1"))

    assert read(content).lines[0].cells == ("values", "", "z")


def test_a_million_empty_rows_end_early():
    content = changed(
        book(["a"], ["b"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_000)) + b"</sheetData>"
        ).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'),
    )

    content = read(content)

    assert [line.number for line in content.lines] == [1, 2]
    assert content.notes == ("empty_rows",)


def test_a_zip_bomb_is_measured_before_it_is_opened(monkeypatch):
    monkeypatch.setattr("openpyxl.load_workbook", pytest.fail)

    assert refusal(changed(book(["a"]), "xl/styles.xml", lambda _: b" " * 20_000_000)) == "unpacks_too_large"


def test_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_PARTS", 3)

    assert refusal(book(["a"])) == "unpacks_too_large"


def test_xml_entities_are_refused():
    def declared(xml):
        return b'<!DOCTYPE x [<!ENTITY a "1234">]>' + xml.replace(b"<v>1</v>", b"<v>&a;</v>")

    content = changed(book([1]), "xl/worksheets/sheet1.xml", declared)

    assert refusal(content) == "broken_spreadsheet"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100, book(["a"])[:-40]])
def test_broken_spreadsheets(content):
    assert refusal(content) == "broken_spreadsheet"


def test_old_spreadsheets():
    assert refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 100) == "old_or_locked"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    for start in (b"", b"PK\x03\x04"):
        try:
            lines = read(start + content).lines
        except UnreadableFileError:
            continue
        assert all(any(line.cells) for line in lines)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), max_size=8), min_size=2, max_size=4),
        max_size=6,
    )
)
def test_what_is_written_is_read(rows):
    import csv  # noqa: PLC0415

    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    text = "sep=,\n" + written.getvalue()

    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [line.cells for line in read(text.encode("utf-8-sig")).lines] == filled


@pytest.mark.parametrize(
    ("part", "end", "more"),
    [
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 50_000),
        ("xl/workbook.xml", b"</workbook>", b"<a/>" * 50_000),
        ("[Content_Types].xml", b"</Types>", b'<Default Extension="a" ContentType="b"/>' * 50_000),
        ("xl/worksheets/sheet1.xml", b"</row>", b"<c/>" * 2_500_000),
    ],
)
def test_more_tags_than_a_file_needs_are_not_parsed(monkeypatch, part, end, more):
    monkeypatch.setattr(archives, "LARGEST_RATIO", 10**6)
    monkeypatch.setattr("openpyxl.load_workbook", None)  # it would take minutes, and gigabytes
    assert refusal(changed(book(["area"]), part, lambda old: old.replace(end, more + end))) == "unpacks_too_large"


def test_a_part_that_is_read_at_once_does_not_pass_for_a_sheet():
    content = changed(
        book(["area"]), "[Content_Types].xml", lambda old: old.replace(b"/xl/workbook.xml", b"/xl/worksheets/book.xml")
    )
    assert refusal(content) == "unpacks_too_large"
