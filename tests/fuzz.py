"""Damaged files of every format: ``python -m tests.fuzz FORM`` lets atheris look for bytes that break a reader; tests/test_fuzz.py mutates.

Whatever the bytes are, a reading ends in a sound plan or in one clear error; any other exception is a bug.
"""

import email.message
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.encodings import to_tcvn3, to_viqr, to_vni, to_windows_1258
from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Limits, Options, read_bytes
from parser.read.several import inputs_of_bytes
from tests.rendering.archives import Files, as_7z, as_mail, as_outlook, as_rar, as_tar, as_zip
from tests.rendering.docx import as_docx
from tests.rendering.html import as_portal, as_word
from tests.rendering.office import convert
from tests.rendering.source import blocks_of
from tests.test_docx import MAIN, changed
from tests.test_properties import assert_sound
from tests.test_workbook import SHEET, appendix, shared, workbook
from tests.tools import needs

PLAN = Path(__file__).parents[1] / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"
PACKED: dict[str, Callable[[Files], bytes]] = {
    "7z": as_7z,
    "eml": as_mail,
    "msg": as_outlook,
    "rar": as_rar,
    "tar": as_tar,
    "zip": as_zip,
}
PARTS = {"docx part": MAIN, "xlsx part": SHEET}
"""The part of a package that is damaged alone: its check sum would tell of any other damage."""
FORMS = ("docx", "html", "mhtml", "pdf", "text", "xlsx", *PARTS, *PACKED)
OPTIONS = Options(limits=Limits(seconds=20))


@cache
def seeds(form: str) -> tuple[bytes, ...]:
    """Return whole files of a format; for "docx part" and "xlsx part", the part that holds the text."""
    text = PLAN.read_bytes().decode()
    blocks = blocks_of(text)
    if form == "docx":
        return tuple(as_docx(blocks, automatic=automatic) for automatic in (False, True))
    if form == "xlsx":
        return workbook(appendix), shared(workbook(appendix))
    if form in PARTS:
        with zipfile.ZipFile(io.BytesIO(seeds(form.removesuffix(" part"))[-1])) as archive:
            return (archive.read(PARTS[form]),)
    if form == "html":
        return as_portal(blocks).encode(), as_word(blocks).encode()
    if form == "mhtml":
        message = email.message.EmailMessage()
        message.add_alternative(as_word(blocks), subtype="html")
        message.replace_header("Content-Type", f'multipart/related; boundary="{message.get_boundary()}"')
        return (message.as_bytes(),)
    if form == "pdf":
        needs("soffice")
        with tempfile.TemporaryDirectory() as folder:
            return (convert({"a": seeds("docx")[0]}, "pdf", Path(folder))["a"],)
    if form in PACKED:
        return (PACKED[form]({"một.txt": text.encode(), "hai/hai.docx": seeds("docx")[0]}),)
    return (
        text.encode(),
        text.encode("utf-16"),
        *(write(text) for write in (to_tcvn3, to_vni, to_viqr, to_windows_1258)),
    )


def outcome(form: str, data: bytes) -> str:
    """Read some bytes as far as they go, and return "plan" or the code of the error. Raises whatever is a bug."""
    if form in PARTS:
        data = changed(seeds(form.removesuffix(" part"))[-1], PARTS[form], lambda _: data)
    try:
        result = "empty archive"
        for source in inputs_of_bytes("a", data, OPTIONS):
            if source.data is None:
                continue
            if isinstance(source.data, PlanError):
                raise source.data
            assert_sound(parse_document(read_bytes(source.data, "a", OPTIONS)))
            result = "plan"
    except PlanError as error:
        assert error.code.startswith(("INPUT_", "TOOL_")), error.code
        result = error.code
    return result


def main() -> None:
    """Let atheris run; options after the form are libFuzzer's, such as ``-max_total_time=600``."""
    import atheris

    form = sys.argv.pop(1)
    whole = seeds(form)

    def once(data: bytes) -> None:
        outcome(form, data)

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(whole):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.instrument_all()
        atheris.Setup([*sys.argv, "-max_len=200000", "-timeout=60", folder], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
