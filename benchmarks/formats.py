"""Reading speed a format, against what a user would pick instead: ``python -m benchmarks.formats``.

Each plan of the corpus is written as .docx, .pdf (by LibreOffice) and as a web page; then every reader reads the same bytes in turn,
in one process, and the medians of the processor time are compared. Only the ratios of one run mean anything. The other readers are not dependencies of
kehoach: those that are not installed are left out.
"""

import io
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from parser.read import Limits, read_bytes
from parser.read.office import convert as convert_office
from tests.rendering.docx import as_docx
from tests.rendering.html import as_portal
from tests.rendering.office import convert
from tests.rendering.source import blocks_of

RUNS = 5
PLANS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}
Reading = Callable[[bytes], str]


def ours(data: bytes) -> str:
    """Return the text that kehoach reads."""
    return read_bytes(data).text


def by_docx2python(data: bytes) -> str:
    """Return the text that docx2python reads."""
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as document:
        return str(document.text)


def by_pdfium(data: bytes) -> str:
    """Return the text that PDFium alone gives, in the order of the file and without places: the floor of what we build on it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


def by_pdf_oxide(data: bytes) -> str:
    """Return the letters that pdf_oxide gives, each with its place."""
    import pdf_oxide

    document = pdf_oxide.PdfDocument.from_bytes(data)
    return "\n".join(
        "".join(letter.char for letter in document.extract_chars(page)) for page in range(document.page_count())
    )


def by_docling_parse(data: bytes) -> str:
    """Return the words that docling-parse gives, each with its place."""
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(path_or_stream=io.BytesIO(data))
    return "\n".join(" ".join(cell.text for cell in page.word_cells) for _, page in document.iterate_pages())


def by_pdfplumber(data: bytes) -> str:
    """Return the text that pdfplumber reads."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def by_markitdown(suffix: str) -> Reading:
    """Return the reader of markitdown for files with a suffix."""
    from markitdown import MarkItDown, StreamInfo

    converter = MarkItDown()

    def read(data: bytes) -> str:
        return str(converter.convert_stream(io.BytesIO(data), stream_info=StreamInfo(extension=suffix)).text_content)

    return read


def by_kreuzberg(media_type: str) -> Reading:
    """Return the reader of kreuzberg for a media type."""
    import kreuzberg

    return lambda data: str(kreuzberg.extract_bytes_sync(data, media_type).content)


def others(form: str) -> Mapping[str, Reading]:
    """Return the readers of a format that are installed, by name."""
    found: dict[str, Reading] = {}
    if form == "docx" and find_spec("docx2python"):
        found["docx2python"] = by_docx2python
    if form == "pdf":
        found["pdfium alone"] = by_pdfium
        known = {"pdf_oxide": by_pdf_oxide, "docling_parse": by_docling_parse, "pdfplumber": by_pdfplumber}
        found |= {package: reader for package, reader in known.items() if find_spec(package)}
    if find_spec("kreuzberg"):
        found["kreuzberg"] = by_kreuzberg(MEDIA_TYPES[form])
    if find_spec("markitdown"):
        found["markitdown"] = by_markitdown(f".{form}")
    return found


def words(text: str) -> int:
    """Return how many words a text has, for how complete it is."""
    return len("".join(letter if letter.isalnum() else " " for letter in text).split())


def measure(form: str, files: Mapping[str, bytes]) -> None:
    """Print a table: each reader's documents a second, its ratio to ours, and how many words it found."""
    readers = {"kehoach": ours, **others(form)}
    times: dict[str, list[float]] = {name: [] for name in readers}
    counts = dict.fromkeys(readers, 0)
    for name, read in readers.items():
        counts[name] = sum(words(read(data)) for data in files.values())
    for _ in range(RUNS):
        for name, read in readers.items():
            start = time.process_time()
            for data in files.values():
                read(data)
            times[name].append(time.process_time() - start)
    base = median(times["kehoach"])
    print(
        f"\n## {form}: {len(files)} documents\n\n| reader | documents a second | kehoach is faster by | words |\n|---|---|---|---|"
    )
    for name in readers:
        taken = median(times[name])
        print(f"| {name} | {len(files) / taken:.0f} | {taken / base:.1f} | {counts[name]:,} |")


def measure_office(files: Mapping[str, bytes]) -> None:
    """Print how many documents a second LibreOffice converts, kept running."""
    print("\n## Through LibreOffice\n\n| format | documents a second |\n|---|---|")
    for form in ("doc", "rtf", "odt"):
        with tempfile.TemporaryDirectory() as folder:
            written = list(convert(files, form, Path(folder)).values()) * 2
        convert_office(written[0], Limits()).result()
        start = time.perf_counter()
        for converted in [convert_office(data, Limits()) for data in written]:
            converted.result()
        print(f"| {form} | {len(written) / (time.perf_counter() - start):.1f} |")


def main() -> None:
    """Measure every format and print the tables."""
    blocks = {path.stem: blocks_of(path.read_bytes().decode()) for path in PLANS}
    word = {name: as_docx(found, automatic=True) for name, found in blocks.items()}
    small = {name: as_docx(found[:32], automatic=True) for name, found in blocks.items()}
    print(f"# Reading\n\nMedian of {RUNS} alternating runs over the plans of the corpus (4 to 7 pages each).")
    measure("docx", word)
    print("\nThe first 32 blocks of each (about 3 pages):")
    measure("docx", small)
    # Liberation Serif lacks letters of Vietnamese, which then come from another font: words are drawn in pieces.
    for font in ("Liberation Serif", "DejaVu Serif"):
        print(f"\nPrinted in {font}, whole and the first 32 blocks:")
        for part in (None, 32):
            files = {name: as_docx(found[:part], automatic=True, font=font) for name, found in blocks.items()}
            with tempfile.TemporaryDirectory() as folder:
                measure("pdf", convert(files, "pdf", Path(folder)))
    measure("html", {name: as_portal(found).encode() for name, found in blocks.items()})
    measure_office(word)


if __name__ == "__main__":
    main()
