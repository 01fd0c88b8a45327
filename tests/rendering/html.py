"""A plan as web pages: the way a legal portal serves it among its menus, and the way Word saves it."""

from html import escape

from tests.rendering.source import Block, Cells, SideBySide, Words

_STYLE = "margin-top:6pt;text-align:justify;font-family:'Times New Roman';font-size:14pt"


def as_portal(blocks: list[Block]) -> str:
    """Return a page of a legal portal: menus, advertisements and lists of related documents around the document."""
    body = "\n".join(_portal(block) for block in _body(blocks)) + _footnotes(blocks)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch - Cổng văn bản</title>
<style>.a{{color:red}}</style><script>var kế_hoạch = "Sở Nội vụ chủ trì";</script></head>
<body class="page"><header><div class="logo"><a href="/"><img src="/logo.png" alt="Cổng thông tin"></a></div>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/van-ban">Văn bản pháp luật</a></li><li>Hỏi đáp</li></ul></nav></header>
<form action="/tim"><input name="q" value="Tìm kiếm"><button>Tìm</button><select><option>Kế hoạch</option></select></form>
<div id="wrap"><div class="breadcrumb"><a href="/">Trang chủ</a> &gt; <a href="/vb">Văn bản</a> &gt; Kế hoạch</div>
<table width="100%"><tr><td width="70%"><div class="tabs"><span>Toàn văn</span><span>Lược đồ</span><span>Tải về</span></div>
<div class="content1"><div class="Section1">
{body}
</div></div>
<div class="ads"><iframe src="http://example.invalid/ad"></iframe><ins>Quảng cáo: phần mềm kế toán giảm giá</ins></div></td>
<td width="30%"><div class="related"><h3>Văn bản liên quan</h3><ul><li><a href="/1">Quyết định 1/QĐ-UBND năm 2001</a></li>
<li><a href="/2">Nghị quyết 2/NQ-HĐND năm 2002</a></li></ul></div></td></tr></table></div>
<footer><p>Bản quyền thuộc về Cổng văn bản. Điện thoại: 0123456789</p></footer></body></html>"""


def _body(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not (isinstance(block, Words) and block.is_footnote)]


def _footnotes(blocks: list[Block]) -> str:
    notes = [block.printed for block in blocks if isinstance(block, Words) and block.is_footnote]
    return "".join(
        f'<div style="mso-element:footnote" id="ftn{number}"><p><a href="#_ftnref{number}"><sup>[{number}]</sup></a> {escape(note)}</p></div>'
        for number, note in enumerate(notes, 1)
    )


def _portal(block: Block) -> str:
    if isinstance(block, SideBySide):
        columns = "".join(
            f'<td width="50%" valign="top"><p align="center" style="{_STYLE}">{"<br>".join(map(_split, column))}</p></td>'
            for column in (block.left, block.right)
        )
        return f'<table border="0" cellpadding="0" width="100%"><tbody><tr>{columns}</tr></tbody></table>'
    if isinstance(block, Cells):
        return _table(block)
    return f'<p style="{_STYLE}">{_split(block.printed)}</p>'


def _split(text: str) -> str:
    """Return a text in spans that break where an editor left them: inside words too."""
    middle = len(text) // 2
    return f"<span>{escape(text[:middle])}</span><b>{escape(text[middle:])}</b>&nbsp;"


def _table(block: Cells) -> str:
    """Return a table with merged cells: one that spans the rows in which it stands again, one that fills its row."""
    width = max(len(row) for row in block.rows)
    rows = [(*row, *[""] * (width - len(row))) for row in block.rows]
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if cell and column > 1 and number > 1 and rows[number - 1][column] == cell:
                continue
            span = 1
            while cell and column > 1 and 0 < number < len(rows) - span and rows[number + span][column] == cell:
                span += 1
            filled = column == 0 and not any(row[1:]) and len(row) > 1
            attributes = f' rowspan="{span}"' if span > 1 else f' colspan="{len(row)}"' if filled else ""
            cells.append(f"<td{attributes}><p>{escape(cell).replace(chr(10), '<br>')}</p></td>")
            if filled:
                break
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1" cellspacing="0"><tbody>{"".join(lines)}</tbody></table>'


def as_word(blocks: list[Block]) -> str:
    """Return a page as Word saves one: its own styles, conditional comments, labels in spans of their own."""
    body = "\n".join(_word(block) for block in _body(blocks)) + _footnotes(blocks)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {{margin:0cm;font-size:14.0pt;font-family:"Times New Roman",serif;}} --></style></head>
<body lang=VI style='tab-interval:36.0pt'><div class=WordSection1>
{body}
</div><div style='mso-element:footer' id=f1><p class=MsoFooter>Trang 1</p></div></body></html>"""


def _word(block: Block) -> str:
    if isinstance(block, SideBySide):
        columns = "".join(
            "<td width=307 valign=top style='border:none'>"
            + "".join(f"<p class=MsoNormal align=center><b>{escape(line)}<o:p></o:p></b></p>" for line in column)
            + "</td>"
            for column in (block.left, block.right)
        )
        return f"<table class=MsoTableGrid border=0 style='border:none'><tr>{columns}</tr></table><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    if isinstance(block, Cells):
        return _table(block)
    if isinstance(block, Words) and block.label:
        label = (
            "<![if !supportLists]><span style='mso-list:Ignore'>"
            f"{escape(block.label)}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;\n</span></span><![endif]>"
        )
        return f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{label}<span lang=VI>{_wrapped(block.text)}<o:p></o:p></span></p>"
    return f"<p class=MsoNormal><span lang=VI>{_wrapped(block.text)}<o:p></o:p></span></p>"


def _wrapped(text: str) -> str:
    """Return a text with a line end in the source after every tenth word, as Word writes it."""
    words = escape(text).split(" ")
    return "\n".join(" ".join(words[start : start + 10]) for start in range(0, len(words), 10))
