"""PDF files changed as offices change them: numbers printed over blanks, pages turned, put into forms, marked, scanned with a layer of text."""

import io
import re
import zlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
Change = Callable[[pikepdf.Pdf], None]


class Mark(NamedTuple):
    """Something printed over a page: its text, its place, the height of its letters."""

    text: str
    x: float
    y: float
    size: float = 11.0


def changed(data: bytes, *changes: Change) -> bytes:
    """Return a PDF with some changes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for change in changes:
            change(pdf)
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def place_of(data: bytes, text: str) -> tuple[float, float, float]:
    """Return where a text begins on the first page that has it, and where it ends: left, baseline, right."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    letters = "".join(chr(raw.FPDFText_GetUnicode(page.raw, index)) for index in range(page.count_chars()))
    first = letters.index(text)
    x, y, right, _ = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharOrigin(page.raw, first, x, y)
    raw.FPDFText_GetCharOrigin(page.raw, first + len(text) - 1, right, _)
    return x.value, y.value, right.value


def _appearance(pdf: pikepdf.Pdf, mark: Mark) -> Any:
    width = 0.6 * mark.size * len(mark.text) + 4
    content = f"BT /F {mark.size} Tf 2 3 Td ({mark.text}) Tj ET".encode("latin-1")
    form = Stream(pdf, content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, width, mark.size * 1.4])
    form.Resources = Dictionary(Font=Dictionary(F=HELVETICA))
    return form


def with_annotations(subtype: str, marks: Sequence[Mark], page: int = 0, flags: int = 4) -> Change:
    """Return the change that prints marks as the appearances of annotations ("Widget" for signatures, "FreeText", "Stamp")."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = pdf.pages[page].obj
        annotations = list(found.get("/Annots", []))
        for mark in marks:
            form = _appearance(pdf, mark)
            left, lower = mark.x - 2, mark.y - 3
            annotation = Dictionary(
                Type=Name.Annot,
                Subtype=Name("/" + subtype),
                Rect=Array([left, lower, left + float(form.BBox[2]), lower + float(form.BBox[3])]),
                F=flags,
                AP=Dictionary(N=pdf.make_indirect(form)),
                Contents=mark.text,
            )
            if subtype == "Widget":
                annotation.FT = Name.Sig
                annotation.T = f"s{mark.text}"
            annotations.append(pdf.make_indirect(annotation))
        found.Annots = Array(annotations)

    return change


def with_content(content: str, pages: Sequence[int] | None = None) -> Change:
    """Return the change that draws more on pages, in the font /XF."""

    def change(pdf: pikepdf.Pdf) -> None:
        for number, page in enumerate(pdf.pages):
            if pages is not None and number not in pages:
                continue
            if "/Font" not in page.obj.Resources:
                page.obj.Resources.Font = Dictionary()
            page.obj.Resources.Font.XF = HELVETICA
            page.contents_add(Stream(pdf, b"q"), prepend=True)
            page.contents_add(Stream(pdf, f"Q q {content} Q".encode("latin-1")))

    return change


def turned(quarter: int, *, rotate: bool) -> Change:
    """Return the change that turns what is printed by quarters to the left; with ``rotate`` /Rotate turns it back for who looks at it."""
    turn = {1: (0, 1, -1, 0), 2: (-1, 0, 0, -1), 3: (0, -1, 1, 0)}[quarter]

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            _, _, width, height = map(float, page.mediabox)
            x, y = {1: (height, 0.0), 2: (width, height), 3: (0.0, width)}[quarter]
            matrix = " ".join(map(str, (*turn, x, y)))
            page.contents_add(Stream(pdf, f"q {matrix} cm".encode()), prepend=True)
            page.contents_add(Stream(pdf, b"Q"))
            if quarter % 2:
                page.mediabox = Array([0, 0, height, width])
                for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                    if name in page.obj:
                        del page.obj[name]
            if rotate:
                page.obj.Rotate = quarter * 90

    return change


def in_forms(depth: int) -> Change:
    """Return the change that puts each page into a form inside forms, each moved by 10 points and moved back."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_coalesce()
            content, resources = page.obj.Contents.read_bytes(), page.obj.Resources
            for level in range(depth):
                form = Stream(pdf, content)
                form.Type, form.Subtype = Name.XObject, Name.Form
                form.BBox = Array([-500, -500, 2000, 2000])
                shift = 10 if level % 2 else -10
                form.Matrix = Array([1, 0, 0, 1, shift, 0])
                form.Resources = resources
                resources = Dictionary(XObject=Dictionary(Fm=pdf.make_indirect(form)))
                content = b"q 1 0 0 1 %d 0 cm /Fm Do Q" % -shift
            page.obj.Resources = resources
            page.obj.Contents = Stream(pdf, content)

    return change


def _drawing_itself(pdf: pikepdf.Pdf, content: bytes, width: int, height: int) -> pikepdf.Object:
    """Make a form that can draw itself as /Fm."""
    form = pdf.make_indirect(Stream(pdf, content))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    form.Resources = Dictionary(XObject=Dictionary(Fm=form))
    return form


def in_a_circle(pdf: pikepdf.Pdf) -> None:
    """Put a form that draws itself on each page."""
    for page in pdf.pages:
        form = _drawing_itself(pdf, b"0 0 m 100 0 l S /Fm Do", 600, 900)
        page.obj.Resources.XObject = Dictionary(Fm=form)
        page.contents_add(Stream(pdf, b"/Fm Do"))


def without_unicode(pdf: pikepdf.Pdf) -> None:
    """Take from every font what tells the Unicode of its letters."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def set_in_one_font(lines: Sequence[str], *, name: str = "Any", lost: str = "", ligatures: Sequence[str] = ()) -> bytes:
    """Return a page of lines in a font of two-byte codes; ``lost`` letters and ``ligatures`` are printed but have no Unicode."""
    codes: dict[str, int] = {}

    def code(piece: str) -> str:
        return f"{codes.setdefault(piece, len(codes) + 0x400):04X}"

    pattern = re.compile("|".join([*map(re.escape, ligatures), "."]))
    content = "".join(
        f"BT /F 12 Tf 85 {770 - 20 * number} Td <{''.join(map(code, pattern.findall(line)))}> Tj ET\n"
        for number, line in enumerate(lines)
    )
    told = [
        f"<{number:04X}> <{piece.encode('utf-16-be').hex()}>"
        for piece, number in codes.items()
        if piece not in lost and piece not in ligatures
    ]
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(told)} beginbfchar {' '.join(told)} endbfchar endcmap end end"
    with pikepdf.new() as pdf:
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + name),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=4),
            DW=500,
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]),
            ToUnicode=Stream(pdf, cmap.encode()),
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = Stream(pdf, content.encode())
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def as_pictures(data: bytes, *, dots: int = 150, content: str = "", pages: Sequence[int] | None = None) -> bytes:
    """Return a PDF with pages as pictures, as a scanner gives them, and more content over each, in the font /XF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    sheets = {
        number: document[number].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
        for number in range(len(document))
        if pages is None or number in pages
    }

    def change(pdf: pikepdf.Pdf) -> None:
        for number, sheet in sheets.items():
            page = pdf.pages[number]
            _, _, width, height = map(float, page.mediabox)
            picture = Stream(pdf, zlib.compress(sheet.tobytes()))
            picture.Type, picture.Subtype = Name.XObject, Name.Image
            picture.Width, picture.Height = sheet.width, sheet.height
            picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
            picture.stream_dict.Filter = Name.FlateDecode
            page.obj.Resources = Dictionary(XObject=Dictionary(Im=picture), Font=Dictionary(XF=HELVETICA))
            page.obj.Contents = Stream(pdf, f"q {width} 0 0 {height} 0 0 cm /Im Do Q {content}".encode("latin-1"))

    return changed(data, change)


def with_picture(content: str) -> Change:
    """Return the change that draws a pale picture of one dot, named /Im, below the content of each page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            picture = Stream(pdf, b"\xf0")
            picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 1, 1
            picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
            page.obj.Resources.XObject = Dictionary(Im=picture)
            page.contents_add(Stream(pdf, content.encode()), prepend=True)

    return change


def appearance_in_a_circle(pdf: pikepdf.Pdf) -> None:
    """Put an annotation on each page whose appearance draws itself."""
    for page in pdf.pages:
        form = _drawing_itself(pdf, b"/Fm Do", 10, 10)
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([0, 0, 10, 10]), AP=Dictionary(N=form)
        )
        page.obj.Annots = Array([pdf.make_indirect(annotation)])


def encrypted(data: bytes, *, user: str) -> bytes:
    """Return a PDF encrypted with an owner's password and perhaps a user's."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stream = io.BytesIO()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user=user))
    return stream.getvalue()


def set_in_bytes(lines: Sequence[str], encode: Callable[[str], bytes], name: str) -> bytes:
    """Return a page of lines in a font of one-byte codes, as programs of before Unicode printed."""
    with pikepdf.new() as pdf:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/" + name),
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array([500] * 224),
        )
        escaped = [re.sub(rb"([\\()])", rb"\\\1", encode(line)) for line in lines]
        content = b"".join(
            b"BT /F 12 Tf 85 %d Td (%s) Tj ET\n" % (770 - 20 * n, line) for n, line in enumerate(escaped)
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = Stream(pdf, content)
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def with_field(value: str, x: float, y: float) -> Change:
    """Return the change that puts a text field on the first page, filled but without an appearance."""

    def change(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="number", V=value, F=4)
        field.Rect, field.DA = Array([x - 2, y - 3, x + 8 * len(value) + 4, y + 12]), "/Helv 11 Tf 0 g"
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        fonts = Dictionary(Font=Dictionary(Helv=HELVETICA))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA="/Helv 11 Tf 0 g", DR=fonts)

    return change
