"""Every plan of the corpus in every format: the facts are those of its plain text."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.encodings import FOLDERS, TRIALS, Trial, expected, plans
from parser import parse_plan
from parser.evaluate import pool, score_plan
from parser.gold import gold_facts
from parser.pipeline import parse_document
from parser.read import Document, Options, read_bytes
from parser.read.several import Input, read_each
from schemas import Plan
from tests.rendering.docx import as_docx
from tests.rendering.facts import differences
from tests.rendering.office import convert
from tests.rendering.source import blocks_of
from tests.tools import needs

PLANS = {path.stem: path for path in sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))}


@cache
def plain(name: str) -> Plan:
    return parse_plan(PLANS[name].read_bytes().decode())


@cache
def written(
    form: str, *, automatic: bool, font: str = "Liberation Serif", is_flush: bool = False, step: int = 1
) -> Mapping[str, bytes]:
    """Return every plan, or one in ``step``, as LibreOffice writes it in a format."""
    needs("soffice")
    files = {
        name: as_docx(blocks_of(path.read_bytes().decode()), automatic=automatic, font=font, is_flush=is_flush)
        for name, path in list(PLANS.items())[::step]
    }
    with TemporaryDirectory() as folder:
        return convert(files, form, Path(folder))


def f1_of(found: Mapping[str, Plan]) -> float:
    """Return the F1 over all facts of some plans, against what their plain texts give."""
    scores = [score_plan({**gold_facts(plain(name)), "file": name}, gold_facts(plan)) for name, plan in found.items()]
    counts = pool(scores).strict.values()
    return 2 * sum(count.correct for count in counts) / sum(count.gold + count.found for count in counts)


# LibreOffice forgets where lists begin anew when it writes .doc and .rtf, so numbers of Word's own are tried in .odt only.
@pytest.mark.parametrize(
    ("form", "automatic"),
    [("doc", False), ("rtf", False), ("odt", False), ("odt", True)],
    ids=["doc", "rtf", "odt", "odt numbered"],
)
def test_office_files_give_every_fact(form: str, automatic: bool) -> None:
    files = written(form, automatic=automatic)
    inputs = [Input(f"{name}.{form}", None, data) for name, data in files.items()]
    found = {}
    for name, read in zip(files, read_each(inputs, Options()), strict=True):
        assert isinstance(read.document, Document), read.document
        found[name] = differences(plain(name), parse_document(read.document))
    assert {name: different for name, different in found.items() if different} == {}


@cache
def encodable() -> Mapping[str, str]:
    """Return the text of each plan in letters and signs that every encoding has."""
    return dict(zip(PLANS, plans(FOLDERS[:1]), strict=True))


# A font of capitals prints what is typed in small letters, and VIQR without its backslashes has two readings ("lệ Quỹ", "lê. Quỹ"):
# of these, tests/test_encodings.py and the benchmark tell how much comes back.
@pytest.mark.parametrize(
    "trial",
    [one for one in TRIALS if "capitals" not in one.name and "unescaped" not in one.name],
    ids=lambda trial: trial.name,
)
def test_text_in_every_encoding_gives_every_fact(trial: Trial) -> None:
    for name, text in encodable().items():
        attached = plain(name).attached
        if trial.caseless and attached and plain(name).text[attached.span.start - 1] != "\n":
            continue  # capitals alone tell where a heading begins inside a line, and TCVN3 has none with a tone
        found = parse_document(read_bytes(trial.encode(text), f"{name}.txt"))
        different = differences(parse_plan(expected(trial, text)), found)
        if trial.caseless:  # TCVN3 has no capitals with a tone: "Ủy viên" and "ủy viên" are the same bytes
            different = [one for one in different if str(one[1]).lower() != str(one[2]).lower()]
        assert different == [], name


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "numbered"])
def test_pdf_gives_the_facts(automatic: bool) -> None:
    files = written("pdf", automatic=automatic)
    found = {name: parse_document(read_bytes(data, f"{name}.pdf")) for name, data in files.items()}
    assert all(mention.page for plan in found.values() for task in plan.tasks for mention in task.lead)
    assert f1_of(found) >= 0.99


# A font that lacks letters has them from another: which one, the machine decides.
@pytest.mark.parametrize("font", ["Liberation Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans Narrow"])
def test_pdf_in_any_font_gives_the_facts(font: str) -> None:
    files = written("pdf", automatic=False, font=font, step=4)
    found = {name: parse_document(read_bytes(data, f"{name}.pdf")) for name, data in files.items()}
    assert f1_of(found) >= 0.99


def test_pdf_without_indents_gives_the_facts() -> None:
    files = written("pdf", automatic=False, font="DejaVu Serif", is_flush=True, step=3)
    found = {name: parse_document(read_bytes(data, f"{name}.pdf")) for name, data in files.items()}
    assert f1_of(found) >= 0.99


def scanned(pdf: bytes, *, pages: int | None = None) -> bytes:
    """Return a PDF as a scanner gives it: 300 dots an inch, a little askew, with noise."""
    import numpy
    import pypdfium2
    from PIL import Image

    chance = numpy.random.default_rng(7)
    sheets = []
    document = pypdfium2.PdfDocument(pdf)
    for index in range(min(len(document), pages or len(document))):
        sheet = document[index].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
        sheet = sheet.rotate(float(chance.uniform(-0.6, 0.6)), fillcolor=255, resample=Image.Resampling.BICUBIC)
        dots = numpy.asarray(sheet).astype(float) + chance.normal(0, 12, (sheet.height, sheet.width))
        sheets.append(Image.fromarray(numpy.clip(dots, 0, 255).astype("uint8")))
    stream = io.BytesIO()
    sheets[0].save(stream, "PDF", save_all=True, append_images=sheets[1:], resolution=300, quality=85)
    return stream.getvalue()


def test_a_scanned_page_gives_its_header() -> None:
    needs("tesseract")
    name = "so-noi-vu-2024"
    data = scanned(written("pdf", automatic=False)[name], pages=1)
    plan = parse_document(read_bytes(data, "a.pdf"))
    expected = plain(name).header
    assert plan.header.number is not None and expected.number is not None
    assert plan.header.number.value == expected.number.value
    assert plan.header.issuer is not None and expected.issuer is not None
    assert plan.header.issuer.value == expected.issuer.value
    assert len(plan.sections) >= 2


@pytest.mark.slow
def test_scans_give_the_facts() -> None:
    needs("tesseract")
    files = written("pdf", automatic=False)
    found = {name: parse_document(read_bytes(scanned(data), f"{name}.pdf")) for name, data in files.items()}
    assert f1_of(found) >= 0.97
