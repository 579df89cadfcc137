"""E-mail, Word and PDF: what counts of a document, and a clear reason where nothing can be read."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from email.message import EmailMessage

import pytest
from read_cases import only, reasons, write

from checker.read import docx as docx_reader
from checker.read.eml import MAX_HEADER
from checker.read.lines import joined, without_running_lines

FERRY = "The ferry Marwen ran aground off Port Lenning on Tuesday."
HURT = "Six people were injured in the accident."
TEXT = f"{FERRY}\n\n{HURT}"
MARKUP = f"<html><body><p>{FERRY}</p><p>{HURT}</p></body></html>"


# ------------------------------------------------------------------ e-mail


def mail(**fields: str) -> EmailMessage:
    message = EmailMessage()
    given = {"Subject": "Ferry aground", "From": "Meridian <news@m.example>", "Date": "Tue, 6 May 2031 23:30:00 -0500"}
    for name, value in (given | fields).items():
        message[name] = value
    return message


def plain() -> EmailMessage:
    message = mail()
    message.set_content(TEXT)
    return message


def both() -> EmailMessage:
    message = plain()
    message.add_alternative(MARKUP.replace("Six", "Seven"), subtype="html")
    return message


def html_only() -> EmailMessage:
    message = mail()
    message.set_content(MARKUP, subtype="html", cte="base64")
    return message


def blank_plain() -> EmailMessage:
    message = mail()
    message.set_content(" \n")
    message.add_alternative(MARKUP, subtype="html")
    return message


def latin() -> EmailMessage:
    message = mail()
    message.set_content(TEXT, charset="iso-8859-1")
    return message


def pictures() -> EmailMessage:
    message = html_only()
    message.add_related(b"\x89PNG", "image", "png", cid="<1>")
    return message


def parts() -> EmailMessage:
    message = mail()
    message.set_content(FERRY)
    message.make_mixed()
    message.attach(image := EmailMessage())
    image.set_content(b"\x89PNG", "image", "png", disposition="inline")
    message.attach(rest := EmailMessage())
    rest.set_content(HURT)
    return message


@pytest.mark.parametrize("made", [plain, both, html_only, blank_plain, latin, pictures, parts])
def test_every_kind_of_mail_gives_the_same_article(folder, made):
    write(folder / "a.eml", made().as_bytes())
    article = only("a.eml")
    assert (article.text, article.title, article.outlet) == (TEXT, "Ferry aground", "Meridian")
    assert (article.published, article.source, article.id) == (dt.date(2031, 5, 6), "a.eml", "a.eml")


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("news@m.example", "m.example"),
        ('"The Meridian, Lenning" <news@m.example>', "The Meridian, Lenning"),
        ("=?utf-8?q?M=C3=A9ridien?= <news@m.example>", "Méridien"),
        ("nobody", "a.eml"),
    ],
)
def test_the_sender_is_the_outlet(folder, sender, outlet):
    write(folder / "a.eml", f"From: {sender}\nSubject: Ferry\n\n{TEXT}")
    assert only("a.eml").outlet == outlet


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (b"Six caf\xc3\xa9s burned.", "", "Six cafés burned."),
        (b"Six caf\xe9s burned.", "; charset=windows-1252", "Six cafés burned."),
        (b"Six caf\xc3\xa9s burned.", "; charset=x-unheard-of", "Six cafés burned."),
        (b"Six people \nwere hurt. \nTwo died.\n", "; format=flowed", "Six people were hurt. Two died."),
        (b"The har- \nbour burned.\n", "; format=flowed; delsp=yes", "The har-bour burned."),
        (
            b"Six were hurt.\n> Two \n> died.\nOne left.\n",
            "; format=flowed",
            "Six were hurt.\n> Two \n> died.\nOne left.",
        ),
        (b"Six people \nwere hurt.\n", "", "Six people \nwere hurt."),
    ],
)
def test_charsets_and_flowed_lines(folder, body, kind, text):
    head = f"From: news@m.example\nContent-Type: text/plain{kind}\nContent-Transfer-Encoding: 8bit\n\n"
    write(folder / "a.eml", head.encode() + body)
    assert only("a.eml").text == text


def test_attachments_are_said(folder, caplog):
    message = plain()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment("Nine died.", filename="other.txt")
    message.add_attachment(plain())
    write(folder / "a.eml", message.as_bytes())
    assert only("a.eml").text == TEXT
    assert 'a.eml: not read: attachments "report.pdf", "other.txt", "message/rfc822"' in caplog.text


def test_a_date_that_tells_no_day_is_said(folder, caplog):
    write(folder / "a.eml", f"From: news@m.example\nDate: soon\n\n{TEXT}")
    assert only("a.eml").published is None
    assert 'a.eml: no date: "Date" is "soon"' in caplog.text


def nested(depth: int) -> str:
    heads = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return "From: a@m.example\nMIME-Version: 1.0\n" + "".join(heads)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("Six people died in a fire.\n", "isn't an e-mail: it has neither From nor Subject nor Date"),
        ("From: a@m.example\n\n", "has no text, expected a part of text/plain or text/html"),
        ("From: a@m.example\nContent-Type: application/pdf\n\nJVBERi0=", "has no text, expected a part of"),
        (f"From: a@m.example\nSubject: {'(' * (MAX_HEADER + 1)}\n\nSix.", 'the header "Subject" is longer than 10,000'),
        (nested(2_000), ""),
        ("From: a@m.example\n\n" + "--b\n" * 30_000, "has 30,000 boundaries of parts, expected at most 20,000"),
        (b"From: a@m.example\n\nSix\x00died.", ""),
    ],
)
def test_what_is_no_mail_is_said(folder, content, reason):
    write(folder / "a.eml", content)
    (found,) = reasons("a.eml")
    assert found.startswith(f"a.eml: {reason}") and len(found) > len("a.eml: ")


# ------------------------------------------------------------------ Word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="1" Type="{OFFICE}/officeDocument" Target="word/main.xml"/></Relationships>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    "</w:styles>"
)
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>See 40 others.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word(*paragraphs: str, title: str = "", namespace: str = W, **more: str) -> bytes:
    body = "".join(f"<w:p>{p if p.startswith('<') else run(p)}</w:p>" for p in paragraphs)
    about = f"<dc:title>{title}</dc:title><dc:creator>Ann Bell</dc:creator>"
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</c>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS,
        "docProps/core.xml": core,
        "word/main.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/footnotes.xml": NOTES,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | more).items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("title", "shown", "in_text"),
    [
        ("Ferry runs aground", "Ferry runs aground", False),
        ("", FERRY, True),
        ("Microsoft Word - ferry.docx", FERRY, True),
        ("ferry final 2.docx", FERRY, True),
        ("Document1", FERRY, True),
    ],
)
def test_a_document(folder, title, shown, in_text):
    write(folder / "in/a.docx", word(FERRY, HURT, title=title))
    article = only("in/a.docx")
    assert (article.text, article.title, article.title_in_text) == (TEXT, shown, in_text)
    assert (article.outlet, article.published, article.id) == ("in", None, "a.docx")


def test_what_a_document_lacks_comes_from_the_metadata(folder):
    write(folder / "a.docx", word(FERRY))
    write(folder / "m.jsonl", '{"file": "a.docx", "outlet": "Meridian", "published": "2031-05-07"}')
    article = only("a.docx", metadata="m.jsonl")
    assert (article.outlet, article.published) == ("Meridian", dt.date(2031, 5, 7))


def test_documents_of_the_strict_kind(folder):
    write(folder / "a.docx", word(FERRY, HURT, namespace=STRICT))
    assert only("a.docx").text == TEXT


GONE = "<w:strike/>"
DELETED = "<w:del w:id='1'><w:r><w:delText>17</w:delText></w:r></w:del>"
INSERTED = f"<w:ins w:id='2'>{run('12')}</w:ins>"
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (run("The storm killed ") + DELETED + INSERTED + run(" people."), "The storm killed 12 people."),
        (
            run("The storm killed 1") + DELETED.replace("17", "7") + INSERTED.replace("12", "2") + run(" people."),
            "The storm killed 12 people.",
        ),
        (
            f"<w:moveFrom w:id='3'>{run('Nine ')}</w:moveFrom><w:moveTo w:id='4'>{run('Ten ')}</w:moveTo>"
            + run("died."),
            "Ten died.",
        ),
        (run("Killed ") + run("17 ", GONE) + run("12 people."), "Killed 12 people."),
        (run("Killed ") + run("17 ", "<w:dstrike/>") + run("12 people."), "Killed 12 people."),
        (run("Killed ") + run("17 ", "<w:vanish/>") + run("12 people."), "Killed 12 people."),
        (run("Killed ") + run("17 ", '<w:rStyle w:val="Gone"/>') + run("12 people."), "Killed 12 people."),
        (run("Killed ") + run("12", '<w:strike w:val="0"/>') + run(" people."), "Killed 12 people."),
        (run("Killed 17") + MARK + run(" people."), "Killed 17 people."),
        (run("Killed 17") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" people."), "Killed 17 people."),
        (run("Killed ") + run("17", "<w:b/>") + run(" people."), "Killed 17 people."),
        (run("One died.") + "<w:r><w:br/></w:r>" + run("Two were hurt."), "One died.\n\nTwo were hurt."),
    ],
)
def test_what_counts_of_a_document(folder, paragraph, text):
    write(folder / "a.docx", word(paragraph))
    assert only("a.docx").text == text


def test_cells_of_a_table_stay_apart(folder):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(14)}{cell.format(30)}</w:tr></w:tbl>"
    write(folder / "a.docx", word(f"{run(FERRY)}</w:p>{table}<w:p>{run(HURT)}"))
    assert "1430" not in only("a.docx").text


def test_a_bomb_is_refused_before_it_fills_the_memory(folder, monkeypatch):
    monkeypatch.setattr(docx_reader, "MAX_ARTICLE_BYTES", 50_000)
    write(folder / "a.docx", word("<w:r><w:t>" + "x" * 100_000 + "</w:t></w:r>"))
    write(folder / "b.docx", word(FERRY, **{f"word/x{n}.xml": f"<x>{'y' * 20_000}</x>" for n in range(5)}))
    write(folder / "c.docx", word(FERRY, **{"word/media/x.png": "y" * 100_000}))
    assert [reason.split(": ")[0] for reason in reasons("a.docx", "b.docx", "c.docx")] == ["a.docx", "b.docx"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "is encrypted, or a .doc of Word 97"),
        (b"PK\x03\x04 and more", "isn't a Word document that can be read: BadZipFile"),
        (word(FERRY)[:-40], "isn't a Word document that can be read: BadZipFile"),
        (word(), "has no text"),
        (word(run("Six died.", GONE)), "has no text"),
        (word(FERRY, **{"word/main.xml": "<w:document>"}), "word/main.xml isn't XML: "),
        (
            word(FERRY, **{"word/main.xml": '<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'}),
            "word/main.xml isn't read: its DOCTYPE declares entities",
        ),
        (word(FERRY, **{f"x{n}.xml": "<x/>" for n in range(1_001)}), "has 1,007 parts, expected at most 1,000"),
    ],
)
def test_what_is_no_document_is_said(folder, content, reason):
    write(folder / "a.docx", content)
    (found,) = reasons("a.docx")
    assert found.startswith(f"a.docx: {reason}")


# ------------------------------------------------------------------ PDF


def pdf(*pages: list[str], title: str = "", password: str = "") -> bytes:
    """A PDF with the lines of each page one below the other."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    for lines in pages:
        page = writer.add_blank_page(width=600, height=800)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(
            ("BT /F1 12 Tf 50 750 Td 14 TL " + "".join(f"({line}) Tj T* " for line in lines) + "ET").encode()
        )
        page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Title": title, "/CreationDate": "D:20310509120000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


PAGE = [
    "Ferry runs aground",
    "The ferry Marwen ran aground off Port Lenning on Tuesday with sixty passen-",
    "gers on board, the coast guard said. A 23-",
    "year-old sailor was among the injured, and six others were taken to the hos-",
    "pital of Lenning.",
    "Divers searched the bay through the night, while relatives waited at the office",
    "of the harbour for news of the crew.",
]
READ = (
    "Ferry runs aground\n\nThe ferry Marwen ran aground off Port Lenning on Tuesday with sixty passengers on board, "
    "the coast guard said. A 23-year-old sailor was among the injured, and six others were taken to the hospital of "
    "Lenning.\n\nDivers searched the bay through the night, while relatives waited at the office of the harbour for "
    "news of the crew."
)


def test_a_pdf(folder):
    write(folder / "in/a.pdf", pdf(PAGE))
    article = only("in/a.pdf")
    assert (article.text, article.title, article.title_in_text) == (READ, "Ferry runs aground", True)
    assert (article.outlet, article.published, article.id) == ("in", None, "a.pdf")
    write(folder / "b.pdf", pdf(PAGE[1:], title="A ferry aground"))
    assert (only("b.pdf").title, only("b.pdf").title_in_text) == ("A ferry aground", False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (pdf([]), "has no text layer: it holds pictures of pages, expected text"),
        (pdf(PAGE, password="x"), "is encrypted, expected a PDF without a password"),
        (b"%PDF-1.7 and no more", "isn't a PDF that can be read: "),
        (b"Six people died.", "isn't a PDF that can be read: "),
    ],
)
def test_what_is_no_pdf_is_said(folder, content, reason):
    write(folder / "a.pdf", content)
    (found,) = reasons("a.pdf")
    assert found.startswith(f"a.pdf: {reason}")


def test_the_missing_extra_is_named(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    write(folder / "a.pdf", b"%PDF-1.7")
    assert reasons("a.pdf") == ['a.pdf: needs pypdf: pip install "claim-consistency-checker[pdf]"']


WIDE = "Some words that fill a line of this page from edge to edge as print does,"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([WIDE, "six people were hurt."], f"{WIDE} six people were hurt."),
        ([WIDE, "Six people were hurt in the fire, and twenty-", "five others fled the house before"],
         f"{WIDE} Six people were hurt in the fire, and twenty-five others fled the house before"),
        ([WIDE, "Six people were hurt in the fire, and the res-", "cue came late."],
         f"{WIDE} Six people were hurt in the fire, and the rescue came late."),
        ([WIDE, "The well-known singer was at the scene when the fire broke out. The well-", "known singer was hurt."],
         f"{WIDE} The well-known singer was at the scene when the fire broke out. The well-known singer was hurt."),
        ([WIDE, "The fire in Port-", "Lenning went on."], f"{WIDE} The fire in Port-Lenning went on."),
        ([WIDE, "It ended there.", WIDE], f"{WIDE} It ended there.\n\n{WIDE}"),
        ([WIDE, "", "Six died."], f"{WIDE}\n\nSix died."),
        (["A heading", WIDE], f"A heading\n\n{WIDE}"),
        ([WIDE[:-1] + " with", "14 dead."], f"{WIDE[:-1]} with 14 dead."),
        ([], ""),
    ],
)  # fmt: skip
def test_lines_are_joined(lines, text):
    assert joined(lines) == text


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([["One died", "1"], ["in the fire.", "2"]], ["One died", "in the fire."]),
        (
            [["Meridian, page 1", "", "One died"], ["Meridian, page 2", "", "in the fire."]],
            ["One died", "in the fire."],
        ),
        ([["One died", "", "Page 1 of 2"], ["– 2 –", "in the fire."]], ["One died", "in the fire."]),
        (
            [
                ["Meridian 7 May", "One died", "1/3"],
                ["Meridian 7 May", "in the fire", "2/3"],
                ["Meridian 7 May", "of Lenning."],
            ],
            ["One died", "in the fire", "of Lenning."],
        ),
        (
            [["Two died.", "14 were hurt."], ["Two died.", "All left."]],
            ["Two died.", "14 were hurt.", "Two died.", "All left."],
        ),
    ],
)
def test_page_numbers_and_running_heads_are_no_text(pages, lines):
    assert without_running_lines(pages) == lines
