"""Office files (.doc, .rtf, .odt, Word 2003 XML): converted to .docx by LibreOffice, then read as that.

LibreOffice runs without a screen in a folder of its own that is deleted afterwards, with a profile in which macros never run and
links are never followed, on copies under names of ours, with a time limit for the whole group of its processes. Many files are
converted by one process; where that process ends without a file's result, the file is tried once more alone.
"""

import atexit
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from parser.read.blocks import Content
from parser.read.docx import read as read_docx
from parser.read.formats import is_zip, tell_format
from parser.read.limits import Limits, Options, Unreadable

BATCH = 32
"""The most files that one process converts."""
_TOOL, _PACKAGE = "soffice", "libreoffice-writer"
_SUFFIXES = {
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/xml": "xml",
}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_SETTING = """<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""
# Macros never run; nothing linked is fetched or updated; whatever would still ask the network is sent to a port where nobody is.
_SAFE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_WORD_FIB = b"\xec\xa5"
_FIB_FLAGS, _FIB_ENCRYPTED = 11, 0x01
"""Where the File Information Block of a .doc says that it is encrypted ([MS-DOC] 2.5.1, FibBase.fEncrypted)."""
_RTF_OBJECT = b"\\objdata"


def read(data: bytes, options: Options) -> Content:
    """Return the content of one office file. Raises Unreadable, also where LibreOffice is not installed."""
    return read_converted(convert([data], options.limits)[0], data, options)


def read_converted(converted: bytes | Unreadable, data: bytes, options: Options) -> Content:
    """Return the content of an office file (``data``) that was converted. Raises Unreadable."""
    if isinstance(converted, Unreadable):
        raise converted
    content = read_docx(converted, options)
    if _RTF_OBJECT in data and "EMBEDDED_IGNORED" not in content.oddities:
        return Content(content.blocks, (*content.oddities, "EMBEDDED_IGNORED"))
    return content


def convert(files: Sequence[bytes], limits: Limits) -> list[bytes | Unreadable]:
    """Return each file as .docx, or why it can't be one; a file that ends its process loses no other."""
    results: dict[int, bytes | Unreadable] = {}
    for index, data in enumerate(files):
        if _is_encrypted(data):
            results[index] = Unreadable("INPUT_ENCRYPTED")
    left = [index for index in range(len(files)) if index not in results]
    if left and not shutil.which(_TOOL):
        missing = Unreadable("TOOL_MISSING", tool=_TOOL, package=_PACKAGE)
        return [results.get(index, missing) for index in range(len(files))]
    for start in range(0, len(left), BATCH):
        batch = left[start : start + BATCH]
        results.update(_run(files, batch, limits))
        for index in batch:
            if len(batch) > 1 and isinstance(results[index], Unreadable):
                results.update(_run(files, [index], limits))
    return [results[index] for index in range(len(files))]


def _is_encrypted(data: bytes) -> bool:
    if is_zip(data):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return b"encryption-data" in package.read("META-INF/manifest.xml")
        except (KeyError, zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error):
            return False
    return any(
        data[place : place + 2] == _WORD_FIB and bool(data[place + _FIB_FLAGS] & _FIB_ENCRYPTED)
        for place in range(512, min(len(data) - 32, 1 << 20), 512)
    )


def _run(files: Sequence[bytes], batch: Sequence[int], limits: Limits) -> dict[int, bytes | Unreadable]:
    """Convert the files of a batch in one process; what has no result is damaged, or took too long."""
    found: dict[int, bytes | Unreadable] = {}
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        work = Path(folder)
        sources = []
        for index in batch:
            source = work / f"{index}.{_SUFFIXES[tell_format(files[index]).media_type]}"
            source.write_bytes(files[index])
            sources.append(source)
        in_time = _soffice(sources, work / "out", limits)
        for index in batch:
            result = work / "out" / f"{index}.docx"
            if not result.is_file():
                found[index] = (
                    Unreadable("INPUT_DAMAGED", format=_SUFFIXES[tell_format(files[index]).media_type])
                    if in_time
                    else Unreadable("INPUT_TIME_OUT", seconds=limits.seconds)
                )
            elif result.stat().st_size > limits.unpacked:
                found[index] = Unreadable("INPUT_OVER_LIMIT", what="unpacked bytes", limit=limits.unpacked)
            else:
                found[index] = result.read_bytes()
    return found


def _soffice(sources: Sequence[Path], out: Path, limits: Limits) -> bool:
    """Run LibreOffice over files; tell whether it ended by itself in time."""
    profile = _profile()
    command = [
        *(_TOOL, f"-env:UserInstallation={profile.as_uri()}"),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out)),
        *map(str, sources),
    ]
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    process = subprocess.Popen(
        command,
        cwd=profile,
        env={**environment, "HOME": str(profile)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds + len(sources))
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end_group(process)
    return True


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.wait()


@cache
def _profile() -> Path:
    """Return the folder of this process's own LibreOffice profile, made at first use and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kehoach-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir()
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
    return folder
