"""What is installed: locks that hold what the project asks for and no more, a wheel and an sdist that are complete, a version that tells results apart."""

import ast
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import regex
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from parser import parse_plan
from parser.version import RELEASE, VERSION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    "": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
    **{extra: ROOT / "locks" / f"{extra}.lock" for extra in EXTRAS if extra != "dev"},
}
UNUSED = set(regex.findall(r"^[a-z-]+", (ROOT / "locks" / "unused.txt").read_text(encoding="utf-8"), regex.MULTILINE))
"""What underthesea asks for and kehoach never imports."""


def pinned(extra: str) -> dict[str, str]:
    """Return what a lock pins: name -> version; of a name that is pinned for several systems, the last."""
    return dict(regex.findall(r"^([a-z0-9_.-]+)==(\S+)", LOCKS[extra].read_text(encoding="utf-8"), regex.MULTILINE))


def asked(extra: str) -> Iterator[Requirement]:
    """Yield what an extra asks for, that of the extras which it names too; "" is the project itself."""
    listed = PROJECT["project"]["dependencies"] + EXTRAS.get(extra, [])
    for requirement in map(Requirement, listed):
        if requirement.name == "kehoach":
            for other in requirement.extras:
                yield from asked(other)
        else:
            yield requirement


@pytest.mark.parametrize("extra", LOCKS)
def test_a_lock_holds_what_is_asked_for(extra: str) -> None:
    pins = pinned(extra)
    for requirement in (*asked(extra), *map(Requirement, PROJECT["build-system"]["requires"])):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, requirement
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize("extra", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(extra: str) -> None:
    text = LOCKS[extra].read_text(encoding="utf-8")
    assert all(
        regex.fullmatch(r"[a-z0-9_.-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        for line in text.splitlines()
        if line and not line.startswith("#")
    )
    assert not regex.search(r"://|--(extra-)?index-url|--find-links|file:", text)


def test_any_two_locks_can_be_installed_together() -> None:
    versions = pinned("dev")
    for extra in LOCKS:
        for name, version in pinned(extra).items():
            assert versions.setdefault(name, version) == version, (extra, name)


def test_every_lock_is_of_an_extra() -> None:
    assert {path.name for path in (ROOT / "locks").glob("*.lock")} == {f"{extra}.lock" for extra in EXTRAS} - {
        "dev.lock"
    }


def test_what_underthesea_asks_for_without_need_is_not_installed_and_not_imported() -> None:
    needed = {
        canonicalize_name(Requirement(text).name) for text in metadata.requires("underthesea") or () if ";" not in text
    }
    assert needed - {"underthesea-core", "click"} == UNUSED
    assert not UNUSED & (pinned("") | pinned("formats")).keys()
    code = (
        "import sys\n"
        "from importlib.metadata import packages_distributions\n"
        "kept = set(sys.argv[1].split())\n"
        "named = lambda names: {name.lower().replace('_', '-').replace('.', '-') for name in names}\n"
        "for module, owners in packages_distributions().items():\n"
        "    if not named(owners) & kept and module not in ('parser', 'schemas', 'kehoach'):\n"
        "        sys.modules[module] = None  # importing it fails\n"
        "from parser import parse_plan\n"
        "from parser.extract.agencies.tagger import tagged\n"
        "assert tagged('Sở Nội vụ rà soát hồ sơ')\n"
        "print(len(parse_plan(sys.stdin.buffer.read().decode()).tasks))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, " ".join(pinned(""))],
        input=(ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt").read_bytes(),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"22"), done.stderr.decode()


# --- the version ---


def test_the_version_is_one_that_packages_can_have() -> None:
    assert Version(VERSION).public == str(Version(RELEASE)) == RELEASE
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "parser.version.RELEASE"}
    assert parse_plan("KẾ HOẠCH").source.parser_version == VERSION


def test_two_unreleased_states_of_the_program_have_two_versions(tmp_path: Path) -> None:
    for package in ("parser", "schemas"):
        shutil.copytree(ROOT / package, tmp_path / package)

    def version() -> str:
        code = "from parser.version import VERSION; print(VERSION)"
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout.decode().strip()

    assert version() == VERSION
    sheet = tmp_path / "parser" / "lexicon" / "roles.toml"
    sheet.write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n"))
    assert version() == VERSION  # line ends are the checkout's
    sheet.write_bytes(sheet.read_bytes() + b"# one more line\n")
    other = version()
    assert other != VERSION
    module = tmp_path / "parser" / "version.py"
    module.write_text(regex.sub(r'RELEASE = ".*?"', 'RELEASE = "2.0.0"', module.read_text(encoding="utf-8")))
    assert version() == "2.0.0"


# --- the wheel and the sdist ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist of the repository, and the wheel that is made of it."""
    source = tmp_path_factory.mktemp("source") / "kehoach"
    ignored = ("." + name for name in ("git", "venv", "hypothesis", "mypy_cache", "pytest_cache", "ruff_cache"))
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*ignored, "build", "dist", "*.egg-info", "__pycache__"))
    folder = tmp_path_factory.mktemp("dist")
    code = "import sys; from setuptools import build_meta as it; print(getattr(it, sys.argv[1])(sys.argv[2]))"

    def build(what: str, where: Path) -> Path:
        command = [sys.executable, "-c", code, what, str(folder)]
        done = subprocess.run(command, cwd=where, capture_output=True, check=True)
        return folder / done.stdout.decode().split()[-1]

    with tarfile.open(build("build_sdist", source)) as archive:
        archive.extractall(folder, filter="data")
    build("build_wheel", next(path for path in folder.iterdir() if path.is_dir()))
    return folder


def listed(*patterns: str) -> set[str]:
    """Return the files of the repository that match, by their paths."""
    found = (path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_the_sdist_holds_all_that_its_tests_read(built: Path) -> None:
    [folder] = (path for path in built.iterdir() if path.is_dir())
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wanted = ("tests", "corpus", "benchmarks", "docs", "locks", "parser", "schemas", "kehoach", ".ci")
    assert listed(*(f"{name}/**/*" for name in wanted), "*.md", "*.lock", "*.toml", "*.txt", "LICENSE") <= held
    assert not [name for name in held if regex.search(r"\.pyc$|\.lnk$|^\.git/|^\.venv/", name)]


def test_the_wheel_holds_the_program_and_nothing_else(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        [about] = (archive.read(name).decode() for name in names if name.endswith("/METADATA"))
    kinds = ("py", "toml", "json", "typed")
    wanted = listed(*(f"{package}/**/*.{kind}" for package in ("kehoach", "parser", "schemas") for kind in kinds))
    assert {name for name in names if ".dist-info/" not in name} == wanted
    assert any(name.endswith("/LICENSE") for name in names)
    fields = set(regex.findall(r"^([A-Z][\w-]+): \S", about, regex.MULTILINE))
    assert {"Author", "Classifier", "Keywords", "License-Expression", "Requires-Python", "Summary"} <= fields
    assert f"Version: {RELEASE}\n" in about


# --- Python before 3.11 ---


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_an_older_python_is_told_which_one_is_needed(name: str) -> None:
    checks = set(regex.findall(r'(?:python3|py -3) -c "(.+?)"', (ROOT / name).read_text(encoding="utf-8")))
    assert len(checks) == 1
    [check] = checks
    ast.parse(check)
    for version, status in ((3, 10, 13), 1), (sys.version_info[:3], 0):
        code = f"import sys; sys.version_info = {version}; {check}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env={**os.environ})
        assert done.returncode == status
        assert (b"3.11" in done.stderr) == bool(status)
