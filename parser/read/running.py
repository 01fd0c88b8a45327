"""LibreOffice, kept running: started without a screen at the first file and asked for one file after the other.

Its command line converts only what it names and then ends; that a program keeps it running otherwise takes UNO, for which Debian
has no package that the office needs anyway. So it runs one macro of ours (``_MACRO``, LibreOffice Basic), which waits in a folder
for files and writes each as .docx beside it. The profile is made for this process alone: macros of documents never run, what they
link to is never fetched, and files have names of ours.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from parser.read.limits import Limits, Unreadable

TOOL = "soffice"
_START_SECONDS = 60
"""How long LibreOffice may take to start."""
_MOST_STARTS = 3
"""After so many starts in vain, one after the other, no more is tried."""
_LOOK_SECONDS = 0.004
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_SETTING = """<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""
# Macros of documents never run; nothing linked is fetched or updated; whatever would still ask the network is sent to a port where
# nobody is. The profile is complete, so that LibreOffice puts nothing of its own in its place.
_SAFE = (
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
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
# A file is there when its order is: "7.job" holds the name of the file. "7.docx" or "7.failed" answers it. MacroExecutionMode and
# UpdateDocMode are 0 for "never" (com.sun.star.document). It ends by itself when nothing comes for a minute, so that
# a program that was killed leaves none behind.
_MACRO = """
Sub Serve
  Dim number As Long, idle As Long
  Answer "ready"
  Do While idle < 12000
    If FileExists("{folder}" & number & ".job") Then
      Convert number
      number = number + 1
      idle = 0
    Else
      Wait 5
      idle = idle + 1
    End If
  Loop
  StarDesktop.terminate()
End Sub

Sub Convert(number As Long)
  Dim opened(3) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  Dim document As Object, source As String, handle As Integer
  On Error GoTo Failed
  handle = FreeFile
  Open "{folder}" & number & ".job" For Input As #handle
  Line Input #handle, source
  Close #handle
  opened(0).Name = "Hidden"
  opened(0).Value = True
  opened(1).Name = "MacroExecutionMode"
  opened(1).Value = 0
  opened(2).Name = "UpdateDocMode"
  opened(2).Value = 0
  opened(3).Name = "ReadOnly"
  opened(3).Value = True
  document = StarDesktop.loadComponentFromURL("{folder}" & source, "_blank", 0, opened())
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  document.storeToURL("{folder}" & number & ".part", saved())
  document.close(True)
  Name "{folder}" & number & ".part" As "{folder}" & number & ".docx"
  Exit Sub
Failed:
  If Not IsNull(document) Then document.close(True)
  Answer number & ".failed"
End Sub

Sub Answer(named As String)
  Dim handle As Integer
  handle = FreeFile
  Open "{folder}" & named For Output As #handle
  Close #handle
End Sub
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
<library:{kind} xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"{attributes}>
{inside}
</library:{kind}>
"""
_LIBRARIES = '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Kehoach" script:language="StarBasic">{code}</script:module>
"""


class Ended(Exception):
    """LibreOffice ended while it had a file."""


class TookTooLong(Exception):
    """A file took longer than it may."""


class NotStarted(Exception):
    """LibreOffice does not start."""


class LibreOffice:
    """One LibreOffice and its folder; it is started when a file comes and none runs."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._count = 0
        self._vain = 0

    def convert(self, data: bytes, suffix: str, limits: Limits) -> bytes | None:
        """Return a file as .docx, None where LibreOffice can't read it. Raises Ended, TookTooLong, NotStarted, Unreadable."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            self._start()
        folder, number = self._folder, self._count
        assert folder is not None
        self._count += 1
        source, order = folder / f"{number}.{suffix}", folder / f"{number}.job"
        result, failed = folder / f"{number}.docx", folder / f"{number}.failed"
        source.write_bytes(data)
        written = folder / "order"
        written.write_text(f"{source.name}\n", encoding="ascii")
        written.replace(order)
        try:
            self._await(result, failed, seconds=limits.seconds)
            if not result.exists():
                return None
            if result.stat().st_size > limits.unpacked:
                raise Unreadable("INPUT_OVER_LIMIT", what="unpacked bytes", limit=limits.unpacked)
            return result.read_bytes()
        except (Ended, TookTooLong):
            self.close()
            raise
        finally:
            for path in (source, order, result, failed, folder / f"{number}.part"):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """End LibreOffice, all that it started, and its folder."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError, AttributeError):
                self.process.kill()
            self.process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder.parent, ignore_errors=True)
        self.process = self._folder = None
        self._count = 0

    def end(self) -> None:
        """End LibreOffice for good: no file starts it again."""
        self._vain = _MOST_STARTS
        self.close()

    def _start(self) -> None:
        if self._vain >= _MOST_STARTS:
            raise NotStarted
        self._vain += 1
        home = Path(tempfile.mkdtemp(prefix="kehoach-office-"))
        self._folder = home / "files"
        self._folder.mkdir()
        _write_profile(home / "user", self._folder)
        environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
        self.process = subprocess.Popen(
            [
                *(TOOL, f"-env:UserInstallation={home.as_uri()}"),
                *("--headless", "--norestore", "--nolockcheck", "--nologo", "macro:///Standard.Kehoach.Serve"),
            ],
            cwd=home,
            env={**environment, "HOME": str(home), "TMPDIR": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._await(self._folder / "ready", seconds=_START_SECONDS)
        except (Ended, TookTooLong):
            self.close()
            raise NotStarted from None
        self._vain = 0

    def _await(self, *answers: Path, seconds: float) -> None:
        """Wait until one of the files is there. Raises Ended, TookTooLong."""
        assert self.process is not None
        end = time.monotonic() + seconds
        while not any(answer.exists() for answer in answers):
            if self.process.poll() is not None:
                raise Ended
            if time.monotonic() > end:
                raise TookTooLong
            time.sleep(_LOOK_SECONDS)


def _write_profile(user: Path, folder: Path) -> None:
    """Write a profile whose one macro serves ``folder``."""
    library = user / "basic" / "Standard"
    library.mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    code = escape(_MACRO.replace("{folder}", f"{folder.as_uri()}/"))
    for path, text in (
        (user / "registrymodifications.xcu", _SETTINGS.format(items=items)),
        (user / "basic" / "script.xlc", _LIBRARY.format(kind="libraries", attributes="", inside=_LIBRARIES)),
        (
            library / "script.xlb",
            _LIBRARY.format(
                kind="library",
                attributes=' library:name="Standard" library:readonly="false" library:passwordprotected="false"',
                inside='<library:element library:name="Kehoach"/>',
            ),
        ),
        (library / "Kehoach.xba", _MODULE.format(code=code)),
    ):
        path.write_text(text, encoding="utf-8")
