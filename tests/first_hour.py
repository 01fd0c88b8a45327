"""The first hour: runs the commands of first_hour.toml and writes docs/first-hour.md and docs/first-hour.vi.md (``python -m tests.first_hour``)."""

import os
import pty
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = {"en": ROOT / "docs" / "first-hour.md", "vi": ROOT / "docs" / "first-hour.vi.md"}
_LOCALES = {"en": "en_US.UTF-8", "vi": "vi_VN.UTF-8"}
_COLUMNS = 100
_PLANS = ("ubnd-xa-2026", "so-cong-thuong-2023")


def page(lang: str) -> str:
    """Return the page in a language, its commands run in a folder of their own."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    lines: list[str] = [told["title"][lang], "", told["opening"][lang].strip("\n")]
    with TemporaryDirectory() as folder:
        _furnish(Path(folder))
        for part in told["parts"]:
            lines += ["", part[lang]] if lines[-1] else [part[lang]]
            for step in part["steps"]:
                lines += ["", step[lang], ""] if lines[-1] else [step[lang], ""]
                for run in step["runs"]:
                    lines += [*_shown(run, Path(folder), lang, told["status"][lang]), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _furnish(folder: Path) -> None:
    """Put what the commands read into a folder."""
    (folder / "kho").mkdir()
    (folder / "gold").mkdir()
    for name in _PLANS:
        shutil.copy(ROOT / "corpus" / "plans" / f"{name}.txt", folder / "kho")
    shutil.copy(folder / "kho" / f"{_PLANS[0]}.txt", folder)
    shutil.copy(ROOT / "corpus" / "gold" / f"{_PLANS[0]}.json", folder / "gold")
    (folder / "kho" / "ghi-chu.txt").write_text("Chiều nay họp lúc 14 giờ, nhớ mang sổ.\n", encoding="utf-8")
    (folder / "kho" / "rong.txt").write_bytes(b"")
    (folder / "kho" / "~$ke-hoach.docx").write_bytes(b"\x05Word")


def _shown(run: Mapping[str, Any], folder: Path, lang: str, status_words: str) -> Iterator[str]:
    """Yield the lines that show a command or a file."""
    head, tail = run.get("head", 40), run.get("tail", 0)
    if "file" in run:
        yield from (
            "```text",
            *_shortened((folder / run["file"]).read_text("utf-8-sig").splitlines(), head, tail),
            "```",
        )
        return
    code = run["python"].strip("\n") if "python" in run else None
    printed, status = _run([sys.executable, "-c", code], None, folder, lang) if code else _command(run, folder, lang)
    yield from ("```python", code, "```") if code else ("```console", f"$ {run['command']}")
    if code:
        yield "```text"
    yield from _shortened(printed, head, tail)
    if status:
        yield status_words.format(status=status)
    yield "```"


def _command(run: Mapping[str, Any], folder: Path, lang: str) -> tuple[list[str], int]:
    words, _, target = run["command"].partition(" > ")
    command = [sys.executable, "-m", "parser", *shlex.split(words)[1:]]
    return _run(command, folder / target if target else None, folder, lang)


def _run(command: Sequence[str], target: Path | None, folder: Path, lang: str) -> tuple[list[str], int]:
    """Run a command at a terminal, or into a file; return the lines that it prints, those on standard error last, and its status."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": _LOCALES[lang], "COLUMNS": str(_COLUMNS)}
    ours, theirs = pty.openpty()
    out = target.open("wb") if target else theirs
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, env=environment, cwd=folder
    ) as process:
        os.close(theirs)
        printed = b"".join(iter(lambda: _chunk(ours), b""))
        _, errors = process.communicate()
    os.close(ours)
    if not isinstance(out, int):
        out.close()
    lines = (printed.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n" + errors).decode().strip("\n").splitlines()
    return [line.rstrip() for line in lines], process.returncode


def _chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end is closed
        return b""


def _shortened(lines: Sequence[str], head: int, tail: int) -> list[str]:
    if len(lines) <= head + tail:
        return list(lines)
    return [*lines[:head], "...", *lines[len(lines) - tail :]]


if __name__ == "__main__":
    for language, place in PAGES.items():
        place.write_text(page(language), encoding="utf-8")
