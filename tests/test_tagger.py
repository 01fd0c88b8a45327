"""The tagger: underthesea's words and tags, without all else that it loads."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from parser.extract.agencies.tagger import NO_VERB, WINDOW, tagged, verb_offset

ROOT = Path(__file__).parents[1]
PLANS = sorted((ROOT / "corpus" / "plans").glob("*.txt"))


def test_words_and_tags_are_those_of_underthesea() -> None:
    from underthesea import pos_tag

    differing = []
    for path in PLANS[::4]:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        for clause in re.findall(r"[^\n|;:.]+", text)[::6]:
            words = " ".join(clause.split()[:12])
            if words and [(word, tag) for _, word, tag in tagged(words)] != list(pos_tag(words)):
                differing.append(words)
    assert not differing


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("An ninh mạng phát hiện", 13),
        ("Quản lý bay", 0),
        ("Đội toả đi kiểm tra", 4),  # a spelling that underthesea changes
        ("Sở Nội vụ", -1),
        ("", -1),
        (" ... -- ", -1),
    ],
)
def test_the_first_verb_is_told_by_its_offset(words: str, offset: int) -> None:
    assert verb_offset(words) == offset


@pytest.mark.parametrize("words", ["Đội toả đi kiểm tra", "Quản lý bay", "Sở Nội vụ"])
def test_what_stands_beyond_the_window_has_no_say(words: str) -> None:
    window = f"{words}{' Sở' * (WINDOW - len(words.split()))}"
    assert verb_offset(f"{window} rà soát hồ sơ") == verb_offset(window)
    assert verb_offset(f"{'Sở ' * WINDOW}đi kiểm tra") == NO_VERB


def test_no_other_model_is_loaded() -> None:
    code = (
        "import sys; from parser.extract.agencies.tagger import verb_offset; verb_offset('Sở Nội vụ rà soát')\n"
        "print([name for name in ('underthesea', 'numpy', 'joblib', 'requests') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert done.stdout.decode().strip() == "[]"
