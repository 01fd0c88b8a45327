"""Make every lock anew: ``python locks/make.py`` (needs uv; ``--upgrade`` takes newer versions than the locks have).

``requirements-dev.lock`` comes first; its versions hold for all others, so that any two locks can be installed together.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = "# {what}: Python 3.11 or newer; Linux, macOS, Windows. Made by\n#   python locks/make.py\n"
COMPILE = (
    *("uv", "pip", "compile", "pyproject.toml", "--group", "build", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"),
)


def locks() -> dict[Path, tuple[str, str | None]]:
    """Return each lock with what it is for and its extra, that of the tests first."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    found: dict[Path, tuple[str, str | None]] = {
        ROOT / "requirements-dev.lock": ("What kehoach needs to run, to be built and to be tested", "dev"),
        ROOT / "requirements.lock": ("What kehoach needs to run and to be built", None),
    }
    for extra in sorted(extras.keys() - {"dev"}):
        found[ROOT / "locks" / f"{extra}.lock"] = (f"What kehoach[{extra}] needs to run and to be built", extra)
    return found


def make(lock: Path, what: str, extra: str | None, *, upgrade: bool) -> None:
    """Write one lock; the pins that it has are kept where they still fit, unless ``upgrade``."""
    before = lock.read_text(encoding="utf-8") if lock.exists() else ""
    lock.write_text("" if upgrade else before, encoding="utf-8")
    command = [*COMPILE, "--output-file", str(lock)]
    if extra:
        command += ["--extra", extra]
    if extra != "dev":
        command += ["--constraint", "requirements-dev.lock"]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = lock.read_text(encoding="utf-8")
    lock.write_text(HEAD.format(what=what) + pins, encoding="utf-8")


if __name__ == "__main__":
    for lock, (what, extra) in locks().items():
        make(lock, what, extra, upgrade="--upgrade" in sys.argv[1:])
