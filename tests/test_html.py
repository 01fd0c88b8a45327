"""Web pages: the document among menus, as portals serve it and as Word saves it; hostile pages do no harm."""

import email.message
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser import parse_plan
from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Document, Limits, Options, read_bytes
from tests.rendering.facts import differences
from tests.rendering.html import as_portal, as_word
from tests.rendering.source import blocks_of

PLANS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))
PAGE = as_portal(blocks_of(PLANS[0].read_bytes().decode()))


def read(page: str | bytes, options: Options | None = None) -> Document:
    data = page.encode() if isinstance(page, str) else page
    return read_bytes(data, "a.html", options or Options())


@pytest.mark.parametrize("write", [as_portal, as_word])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_page_gives_the_facts_of_the_plain_text(path: Path, write: object) -> None:
    text = path.read_bytes().decode()
    assert callable(write)
    document = read(write(blocks_of(text)))
    assert document.media_type == "text/html"
    assert differences(parse_plan(text), parse_document(document)) == []


def test_menus_scripts_forms_and_advertisements_are_left_out() -> None:
    text = read(PAGE).text
    for words in ("Trang chủ", "var kế_hoạch", "Tìm kiếm", "Quảng cáo", "Văn bản liên quan", "Bản quyền", "Lược đồ"):
        assert words not in text


def test_a_page_that_shows_no_document_keeps_all_that_is_no_menu() -> None:
    text = read("<html><body><nav>Menu</nav><div><p>Một đoạn.</p></div><p>Đoạn khác.</p></body></html>").text
    assert text == "Một đoạn.\n\nĐoạn khác."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a\n  b<br>c</p><p> d&nbsp;e</p>", "a b\nc\n\nd e"),
        ("<p>S<b>ở N</b>ội vụ</p>", "Sở Nội vụ"),
        ("<ol><li>a<li>b</ol><ol type=a start=3><li>c</li><li value=7>d</li></ol>", "1. a\n\n2. b\n\nc. c\n\ng. d"),
        ("<ol type=I><li>a<ul><li>b</ul><li>c</ol>", "I. a\n\n- b\n\nII. c"),
        ('<ul style="list-style:none"><li>a</ul>', "a"),
        ('<ol style="list-style-type: upper-roman" start=3><li><p>a</p><p>b</p></ol>', "III. a\n\nb"),
        ('<ol style="color:red; list-style: inside lower-alpha"><li>a<li>b</ol>', "a. a\n\nb. b"),
        (
            '<ol type=A><li>a<li style="list-style-type:lower-roman">b<li type=1 value=7>c<li>d</ol>',
            "A. a\n\nii. b\n\n7. c\n\nH. d",
        ),
        ('<ol style="list-style-type:decimal-leading-zero"><li>a</ol>', "01. a"),
        ("<ol reversed><li>a<li>b</ol><ol reversed start=9><li>c</ol>", "2. a\n\n1. b\n\n9. c"),
        ('<ul style="list-style-type:decimal"><li>a</ul><ol style="list-style:square"><li>b</ol>', "1. a\n\n- b"),
        ("<ul style='list-style-type:\"+ \"'><li>a</ul>", "+ a"),
        ("<ol><li></li><li> <ol type=a><li>b</ol></ol><ul><li></ul>", "1.\n\n2.\n\na. b"),
        ("<ol><li><div><p><b>a</b></p></div><ol><li>b</ol>c</ol>", "1. a\n\n1. b\n\nc"),
        ("<table><tr><td><ol><li>a<li>b</ol><td><ol start=4><li></ol></table>", "| 1. a<br>2. b | 4. |"),
        ("<p>Tỉnh ủy<sup>1</sup> họp</p>", "Tỉnh ủy họp"),
        ("<p>500 m<sup>2</sup> đất</p>", "500 m2 đất"),
        ('<p>a<span style="display:none">b</span><span hidden>c</span>d</p>', "ad"),
        ("<pre>a  b\n c</pre>", "a  b\n\nc"),
        ("<table><tr><td>a<td>b</table>", "| a | b |"),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "| a<br>b | c |"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| a | b |\n| a | c |"),
        ("<table><tr><td colspan=2>a<tr><td>b<td>c</table>", "| a |  |\n| b | c |"),
        ("<table><tr><td>x<table><tr><td>a<td>b</table></table>", "x\n\n| a | b |"),
        ('<p><font face=".VnTime">Céng hßa x· héi chñ nghÜa ViÖt Nam</font></p>', "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ('<p style="font-family:.VnTimeH">ñy ban nh©n d©n</p>', "ỦY BAN NHÂN DÂN"),
        ("<p>x<!-- y --><![if !supportLists]>z<![endif]></p>", "xz"),
    ],
)
def test_markup_reads_as_a_browser_shows_it(markup: str, text: str) -> None:
    assert read(f"<!DOCTYPE html><html><body>{markup}</body></html>").text == text


SHEET = """
@media screen { .roman { list-style: upper-roman } }
ol.letters, .other { list-style-type: lower-alpha !important; }
.plan ol { list-style-type: decimal } .plan > ol { list-style-type: upper-roman } .plan ol ol ol { list-style-type: lower-alpha }
#sure { list-style: none } #sure.roman { list-style: square }
.dash { list-style: none } .dash > li::before { content: "\\2013  " }
.said { list-style: none } .said > li:before { content: "" counter(a-0, upper-roman) ") " }
.deep > li::marker { content: counters(list-item, ".") } /* .roman { list-style: none } */
a:hover ol, ol[type], ol + ol { list-style: none }
"""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol class='x roman'><li>a<li>b</ol>", "I. a\n\nII. b"),
        ("<ol class=letters><li>a</ol><ol class=letters style='list-style-type:decimal'><li>b</ol>", "a. a\n\n1. b"),
        ("<ol type=i class=other><li>a</ol>", "a. a"),
        ("<div class=plan><ol><li>a<ol><li>b<ol><li>c</ol></ol></ol></div>", "I. a\n\n1. b\n\na. c"),
        ("<ol id=sure><li>a</ol><ol id=sure class=roman><li>b</ol>", "a\n\n- b"),
        ("<ul class=dash><li>a</ul>", "– a"),
        ("<ol class=said start=3><li>a<li>b</ol>", "III) a\n\nIV) b"),
        ("<ol class=deep><li>a<ol class=deep><li>b<li>c</ol><li>d</ol>", "1 a\n\n1.1 b\n\n1.2 c\n\n2 d"),
        ("<ol><li>a</ol>", "1. a"),
    ],
)
def test_labels_are_those_of_the_style_sheet(markup: str, text: str) -> None:
    assert read(f"<!DOCTYPE html><html><head><style>{SHEET}</style></head><body>{markup}</body></html>").text == text


WORD_PAGE = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type
content="text/html; charset=windows-1252"><style><!--
@font-face {font-family:".VnTime";} @list l0:level1 {mso-level-number-format:roman-upper;}
p.MsoNormal, li.MsoNormal {margin:0cm; font-family:"Times New Roman",serif; mso-fareast-font-family:".VnTime";}
h1 {font-family:".VnTimeH";} p.Body, td p.Cell {font-family:VNI-Times;}
--></style></head><body lang=VI>BODY</body></html>"""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p class=MsoNormal>C&#7896;NG H\xd2A X\xc3 H&#7896;I &#x111;&ecirc;</p>", "CỘNG HÒA XÃ HỘI đê"),
        ("<h1>ñy ban</h1><p class=Body>Vie<i>ät</i> Nam</p><table><tr><td><p class=Cell>Sôû</p><td>à</table>", "ỦY BAN\n\nViệt Nam\n\n| Sở | à |"),
        ("<p><span style='font-family:\".VnTime\"'>Céng <span style='mso-bidi-font-family:Arial'>hßa</span></span></p>", "Cộng hòa"),
        ("<p style='font:13.0pt \".VnTime\"'>Céng hßa</p>", "Cộng hòa"),
        ("<p style='font-family:\".VnTime\"'>S&#7903; N&#7897;i v&#7909; l\xe0</p>", "Sở Nội vụ là"),
        ("<p><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>\xb7<span style='font:7.0pt \"Times New Roman\"'>"
         "&nbsp;&nbsp;</span></span><![endif]>M&#7909;c</p>", "• Mục"),
        ("<p><!--[if !supportLists]-->a)&nbsp; <!--[endif]-->M&#7909;c</p>", "a) Mục"),
        ("<ol style='margin-top:0cm' start=2 type=I><li class=MsoNormal style='mso-list:l0 level1 lfo1'>M&#7909;c</li></ol>", "II. Mục"),
        ("<p>s&#7889; <del>1</del><ins>2</ins><a href='#_msocom_1'>[A1]</a></p><div style='mso-element:comment-list'>x</div>", "số 2"),
        ("<p>S&#7889; \x96 \x93a\x94</p>", "Số – “a”"),
    ],
)  # fmt: skip
def test_a_page_that_word_saved_in_windows_1252_is_read(markup: str, text: str) -> None:
    assert read(WORD_PAGE.replace("BODY", markup).encode("latin-1")).text == text


@pytest.mark.parametrize("path", PLANS[:6], ids=lambda path: path.stem)
def test_a_plan_that_word_saved_in_windows_1252_gives_its_facts(path: Path) -> None:
    text = path.read_bytes().decode()
    page = as_word(blocks_of(text)).replace("charset=utf-8", "charset=windows-1252")
    document = read(page.encode("cp1252", "xmlcharrefreplace"))
    assert differences(parse_plan(text), parse_document(document)) == []


def test_a_page_in_letters_of_before_unicode_is_converted_once() -> None:
    words = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
    fonts = f"<html><head><meta charset=x-user-defined></head><body><p><font face='.VnTime'>{words}</font></p></body></html>"
    bare = f"<html><body><p style='color:red'>{words}</p></body></html>"
    for page in (fonts, bare):
        assert read(page.encode("latin-1")).text == "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
    named = read(fonts.encode("latin-1"), Options(encoding="tcvn3"))
    assert named.text == "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"


def test_heads_and_footnotes_of_word_stand_apart() -> None:
    page = (
        "<html><body><p>I. A</p><p>1. Sở Y tế làm b<a href='#_ftn1'><sup>[1]</sup></a>.</p>"
        "<div style='mso-element:footer'><p>Trang 1</p></div>"
        "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a> Kế hoạch số 1/KH-UBND.</p></div></body></html>"
    )
    document = read(page)
    assert [apart.kind for apart in document.apart] == ["running_head", "footnote"]
    assert "b." in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_page_is_decoded_as_it_says_or_as_it_is(encoding: str) -> None:
    import unicodedata

    words = "Sở Nội vụ chủ trì việc số hóa hồ sơ"
    sent = words if encoding != "cp1258" else _for_1258(words)
    page = f'<html><head><meta charset="{"windows-1258" if encoding == "cp1258" else "utf-8"}"></head><body><p>{sent}</p></body></html>'
    assert unicodedata.normalize("NFC", read(page.encode(encoding)).text) == words


def _for_1258(words: str) -> str:
    """Return words with tone marks as combining signs, the only way that windows-1258 has most of them."""
    import unicodedata

    letters = []
    for letter in words:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in decomposed[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        letters.append(unicodedata.normalize("NFC", decomposed.replace(tone, "")) + tone)
    return "".join(letters)


def test_a_page_saved_whole_is_read() -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "Kế hoạch"
    message.set_content("không phải phần này")
    message.add_alternative("<html><body><p>Sở Nội vụ</p></body></html>", subtype="html")
    message.replace_header("Content-Type", 'multipart/related; boundary="' + str(message.get_boundary() or "b") + '"')
    document = read_bytes(message.as_bytes(), "a.mht")
    assert (document.text, document.media_type) == ("Sở Nội vụ", "multipart/related")


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 100_000 + "x",
    "deep inline": "<html><body>" + "<b>" * 100_000 + "x",
    "deep tables": "<html><body>" + "<table><tr><td>" * 3_000 + "x",
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><p>&b;&b;&b;x</p></html>',
    "spans": "<html><table>" + "<tr><td rowspan=99999999 colspan=99999999>x</td></tr>" * 300 + "</table></html>",
    "text over rows": "<html><table><tr><td rowspan=65534>" + "x" * 100_000 + "<td>y" + "<tr><td>z" * 5_000,
    "cells over rows": "<html><table>" + "<tr><td rowspan=65534>x" * 20_000,
    "a wide row": "<html><table><tr>" + "<td>x" * 3_000 + "<tr><td>y" * 3_000,
    "cut": PAGE[: len(PAGE) // 2],
    "unclosed": "<html><body><table><tr><td><p>x<p>y<li>z<td></table></p></div></td>",
    "lists": "<html><body>" + "<ol><li>" * 1_000 + "x",
    "attributes": "<html><body><p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x</p>",
    "rules": "<html><style>"
    + "".join(f".a .b{number} li{{list-style:none}}" for number in range(20_000))
    + "</style><ol>"
    + "<li>x" * 5_000,
    "rules that do not end": "<html><style>" + "ol{" * 50_000 + "</style><ol><li>x</ol>",
    "strings that do not end": "<html><style>li:before{content:" + "\"'" * 20_000 + "}</style><ol><li>x</ol>",
    "selectors": "<html><style>" + "ol " * 50_000 + "li{list-style:none}</style><ol><li>x</ol>",
    "numbers": "<html><ol start=99999999 type=a><li value=-99999999>x</li></ol>"
    + "<ol type=I start=99999999 reversed>"
    + "<li>x" * 1_000,
    "null": "<html><body><p>x\x00y</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_told(name: str) -> None:
    try:
        text = read(HOSTILE[name]).text
    except PlanError as error:
        assert error.code in ("INPUT_OVER_LIMIT", "INPUT_EMPTY", "INPUT_DAMAGED")
    else:
        assert len(text) < 2_000_000


def test_a_page_with_too_many_cells_is_refused() -> None:
    page = "<html><table>" + "<tr><td>a<td>b</tr>" * 200 + "</table></html>"
    with pytest.raises(PlanError) as raised:
        read(page, Options(Limits(cells=100)))
    assert raised.value.code == "INPUT_OVER_LIMIT"


def test_nothing_that_a_page_links_to_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    link = "http://127.0.0.1:9/x"
    page = (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{link}"><html><head><base href="{link}"><link rel=stylesheet'
        f' href="{link}"><script src="{link}"></script></head><body><img src="{link}"><iframe src="{link}"></iframe>'
        f'<object data="{link}">b</object><p>a</p></body></html>'
    )
    assert read(page).text == "a"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=2>", "</td>", "<li>", "<ol>", "</ol>", "<br>", "a ", "<sup>1</sup>", "<!--", "-->", "<b", "&nbsp;", "|"]), max_size=60))  # fmt: skip
def test_any_soup_of_tags_is_read_or_told(pieces: list[str]) -> None:
    try:
        read("<html><body>" + "".join(pieces))
    except PlanError as error:
        assert error.code == "INPUT_EMPTY"
