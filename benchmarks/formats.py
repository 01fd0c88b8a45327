"""Reading speed a format, against what a user would pick instead: ``python -m benchmarks.formats``.

Each plan of the corpus is written as .docx, .pdf (by LibreOffice) and as a web page; then every reader reads the same bytes in turn,
in one process, and the medians are compared. Only the ratios of one run mean anything. The other readers are not dependencies of
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
    if form == "pdf" and find_spec("pdfplumber"):
        found["pdfplumber"] = by_pdfplumber
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
            start = time.perf_counter()
            for data in files.values():
                read(data)
            times[name].append(time.perf_counter() - start)
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
    with tempfile.TemporaryDirectory() as folder:
        measure("pdf", convert(word, "pdf", Path(folder)))
    measure("html", {name: as_portal(found).encode() for name, found in blocks.items()})
    measure_office(word)


if __name__ == "__main__":
    main()
