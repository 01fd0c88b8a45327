"""Plans in the formats that LibreOffice writes: many files in one process."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8", "pdf": "pdf:writer_pdf_Export"}


def convert(files: Mapping[str, bytes], form: str, folder: Path) -> dict[str, bytes]:
    """Return .docx files, by name, in another format."""
    sources = []
    for name, data in files.items():
        source = folder / f"{name}.docx"
        source.write_bytes(data)
        sources.append(str(source))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", FILTERS[form], "--outdir", str(folder), *sources),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: (folder / f"{name}.{form}").read_bytes() for name in files}
