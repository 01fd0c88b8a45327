"""Litter: the files that programs leave beside documents and in archives of them, told by their names."""

import re

_FOLDERS = frozenset(("__macosx", "$recycle.bin", "system volume information", ".trashes", ".spotlight-v100", "@eadir"))
_FILES = frozenset((".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", "icon\r"))
_NAME = re.compile(
    r"(?i)~\$"  # Word: who has the file open
    r"|\.~lock\..*#\Z"  # LibreOffice: the same
    r"|\._"  # macOS: what other file systems can't hold of a file (AppleDouble, RFC 1740)
    r"|~.*\.(?:tmp|asd|wbk)\Z"  # Word: temporary files, copies in case of a crash
    r"|lu\d+\w*\.tmp\Z"  # LibreOffice: temporary files
    r"|\.kehoach-",  # kehoach: what it keeps in a folder of results
    re.DOTALL,
)


def is_litter(name: str) -> bool:
    """Tell whether the file with a name, given with its folders, was left by a program and holds no document."""
    *folders, file = name.replace("\\", "/").split("/")
    return (
        file.lower() in _FILES or _NAME.match(file) is not None or any(folder.lower() in _FOLDERS for folder in folders)
    )
