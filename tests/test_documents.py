"""What the documents and the locks promise: one line installs, CI runs that line, two languages say the same."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import regex

from parser.errors import EXIT_STATUS
from parser.messages import catalogue

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
CHANGELOGS = ("CHANGELOG.md", "CHANGELOG.vi.md")
CONTRIBUTING = ("CONTRIBUTING.md", "CONTRIBUTING.vi.md")
GUIDES = ("corpus/GUIDE.md", "corpus/GUIDE.vi.md")
PAGES = (
    *(
        *READMES,
        *CONTRIBUTING,
        *GUIDES,
        *CHANGELOGS,
        "docs/architecture.md",
        "docs/first-hour.md",
        "docs/first-hour.vi.md",
    ),
    *("corpus/README.md", "corpus/PLANS.md", "corpus/HISTORY.md", "benchmarks/README.md", "benchmarks/HISTORY.md"),
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(name: str, language: str) -> list[str]:
    """Return the code blocks of one language in a document."""
    return regex.findall(rf"^```{language}\n(.*?)^```$", read(name), regex.MULTILINE | regex.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_the_install_commands_are_one_line_each_with_a_powershell_form_beside(name: str) -> None:
    shell = [block for block in code(name, "bash") if "venv" in block]
    windows = [block for block in code(name, "powershell") if "venv" in block]
    assert len(shell) == len(windows) == 2
    assert all(block.count("\n") == 1 for block in shell + windows)
    for lock, *forms in zip(LOCKS, shell, windows, strict=True):
        assert all(f"--require-hashes -r {lock} " in form or f"--require-hashes -r {lock};" in form for form in forms)


def test_ci_runs_the_test_command_as_the_readme_has_it() -> None:
    assert code("README.md", "bash")[1].strip() in read(".ci/run").splitlines()


@pytest.mark.parametrize("names", [READMES, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
@pytest.mark.parametrize("language", ["bash", "powershell"])
def test_both_languages_have_the_same_commands(names: tuple[str, str], language: str) -> None:
    assert code(names[0], language) == code(names[1], language)


@pytest.mark.parametrize("names", [READMES, CONTRIBUTING, GUIDES], ids=["README", "CONTRIBUTING", "GUIDE"])
def test_both_languages_have_the_same_parts(names: tuple[str, str]) -> None:
    shapes = [regex.findall(r"^(#+|```\w+|\| `[^|]+`|[0-9]\.|-) ", read(name), regex.MULTILINE) for name in names]
    assert shapes[0] == shapes[1]


def test_every_key_of_a_plan_is_explained() -> None:
    from schemas.plan import Plan

    for name in READMES:
        keys = regex.findall(r"`(\w+)`", "\n".join(regex.findall(r"^\| (`[^|]+) \|", read(name), regex.MULTILINE)))
        assert set(Plan.model_fields) <= set(keys)


def test_the_changelogs_have_the_same_headings_and_entries() -> None:
    def shape(text: str) -> list[str | int]:
        """Return the headings of releases, and below each heading the number of lines of each entry."""
        return [
            part.count("\n") if part.startswith("- ") else part.split("\n")[0] if part.startswith("## ") else "###"
            for part in regex.findall(r"^(?:#{2,3} .*\n|- .*\n(?:  .*\n)*)", text, regex.MULTILINE)
        ]

    english, vietnamese = (read(name) + "\n" for name in CHANGELOGS)
    assert shape(english) == shape(vietnamese)
    for names in zip(
        *(regex.findall(r"^- .*(?:\n  .*)*", text, regex.MULTILINE) for text in (english, vietnamese)), strict=True
    ):
        codes = [
            set(regex.findall(r"`(--[a-z-]+|[A-Z]+_[A-Z_]+|kehoach [a-z]+|[a-z_]+/[\w./]+)", name)) for name in names
        ]
        assert codes[0] - {"corpus/GUIDE.md"} == codes[1] - {"corpus/GUIDE.vi.md"}, names


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_links_to_exists(name: str) -> None:
    for target in regex.findall(r"\]\((?!http)([^)#]+)(?:#[^)]*)?\)", read(name)):
        assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", [*CONTRIBUTING, "docs/architecture.md"])
def test_the_files_that_a_page_names_exist(name: str) -> None:
    named = regex.findall(r"`([a-z]\w*/[\w./-]*)`", read(name))
    assert len(named) > 15
    for file in named:
        if regex.search(r"\.(?:py|toml|txt|md)$|/$", file) and "NAME" not in file:
            assert (ROOT / file).exists() or (ROOT / "parser" / file).exists(), file


def test_the_recipes_are_the_same_in_both_languages() -> None:
    recipes = [regex.findall(r"^\|[^|]+\|.*\|$", read(name), regex.MULTILINE) for name in CONTRIBUTING]
    files = [[regex.findall(r"`[\w.]+/[\w./]+`", row) for row in rows] for rows in recipes]
    assert files[0] == files[1]


@pytest.mark.parametrize(("name", "begin"), [("README.md", "Exit statuses: "), ("README.vi.md", "Mã thoát: ")])
def test_every_exit_status_is_told(name: str, begin: str) -> None:
    told = read(name).partition(begin)[2].partition("\n\n")[0]
    assert {int(number) for number in regex.findall(r"\b(\d{1,3}) (?=\p{L})", told)} == {
        *EXIT_STATUS.values(),
        *(0, 1, 2, 130, 141, 143),
    }


def test_every_diagnostic_has_a_severity_and_a_sentence_in_both_languages() -> None:
    for code_, entry in tomllib.loads(read("parser/messages/diagnostics.toml")).items():
        assert entry.keys() == {"severity", "vi", "en"}, code_
        assert entry["severity"] in ("error", "warning", "info"), code_


@pytest.mark.parametrize(
    "word",
    ["tệp chuẩn", "độ đầy đủ", "đề mục", "ký hiệu mục", "trích dẫn", "dòng của bảng", "dòng nhiệm vụ", "chỗ sót"],
)
def test_a_thing_has_one_name_in_vietnamese(word: str) -> None:
    """The names that are used are those of the glossary (docs/architecture.md)."""
    pages = {name: read(name) for name in (READMES[1], CONTRIBUTING[1], GUIDES[1], CHANGELOGS[1])}
    pages.update((code_, message["vi"]) for code_, message in catalogue().items())
    assert not [name for name, text in pages.items() if word in text.casefold()]


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_the_output_that_a_readme_shows_is_what_the_command_prints(name: str, lang: str) -> None:
    shown = (ROOT / name).read_text(encoding="utf-8").split("```text\n", 1)[1].split("\n```", 1)[0].split("\n")
    plan = ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"
    done = subprocess.run(
        [sys.executable, "-m", "parser", "parse", "--format", "table", "--lang", lang, str(plan)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        check=True,
    )
    printed = [line.rstrip() for line in done.stdout.decode("utf-8").rstrip().split("\n")]
    left_out = shown.index("  ...")
    assert shown[:left_out] == printed[:left_out]
    assert shown[left_out + 1 :] == printed[-1:]
