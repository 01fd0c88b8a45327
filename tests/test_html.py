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
    "cut": PAGE[: len(PAGE) // 2],
    "unclosed": "<html><body><table><tr><td><p>x<p>y<li>z<td></table></p></div></td>",
    "lists": "<html><body>" + "<ol><li>" * 1_000 + "x",
    "attributes": "<html><body><p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x</p>",
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
