"""Laws that hold for any text: it gives a valid plan or one clear error, and the same plan however it is encoded."""

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parser import PlanError, parse_file, parse_plan
from parser.gold import gold_facts
from parser.normalise import fold
from schemas.document import Section
from schemas.plan import Plan

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))
IDS = [path.stem for path in CORPUS]

# The same examples on every run: a red test is then a change of the parser, never luck.
settings.register_profile(
    "properties",
    deadline=None,
    derandomize=True,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
MANY = settings(settings.get_profile("properties"))
FEW = settings(MANY, max_examples=40)

KEYWORDS = [
    "Phần I",
    "Phần thứ nhất",
    "Chương II",
    "CHƯƠNG 1",
    "Mục 1",
    "Tiểu mục 2",
    "Điều 1.",
    "Điều",
    "I.",
    "II.",
    "IV",
    "A.",
    "1.",
    "2.",
    "1)",
    "1.1.",
    "1.1.1",
    "a)",
    "đ)",
    "(i)",
    "(1)",
    "-",
    "+",
    "*",
    "•",
    "Phụ lục",
    "PHỤ LỤC I",
    "Phụ lục số 2",
    "Sở",
    "Sở Nội vụ",
    "các Sở:",
    "các Sở: Nội vụ, Tài chính",
    "Bộ",
    "Ban",
    "Ban Chỉ đạo",
    "UBND",
    "Ủy ban nhân dân các huyện, thành phố",
    "Uỷ ban",
    "các sở, ban, ngành",
    "cơ quan, đơn vị liên quan",
    "Chủ tịch",
    "Giám đốc Sở",
    "Công an tỉnh",
    "Văn phòng",
    "Hội",
    "Lao động - Thương binh và Xã hội",
    "Văn hóa, Thể thao và Du lịch",
    "tỉnh Bắc Kạn",
    "các xã A, B",
    "chủ trì",
    "chủ trì,",
    "phối hợp với",
    "chủ trì, phối hợp với",
    "phối hợp",
    "giao",
    "đề nghị",
    "do",
    "trên cơ sở",
    "theo dõi",
    "báo cáo",
    "gửi",
    "tham mưu",
    "cùng với",
    "và",
    "hoặc",
    "của",
    "thuộc",
    "là",
    "được",
    "xyz",
    "rà soát",
    "Cơ quan chủ trì:",
    "Đơn vị phối hợp:",
    "Thời gian thực hiện:",
    "Sản phẩm:",
    "Kinh phí",
    "STT\n",
    "TT\tNội dung\tChủ trì\n",
    "²",
    "trước ngày 30/6/2025",
    "quý II",
    "quý",
    "tháng 1,",
    "ngày",
    "năm 2020",
    "hằng năm",
    "định kỳ 6 tháng",
    "thường xuyên",
    "trong vòng 15 ngày",
    "sau khi",
    "khi có",
    "từ",
    "đến",
    "31/02",
    "30/02/2021",
    "2021 - 2030",
    "Quyết định số 142/QĐ-TTg",
    "số",
    "số:",
    "/KH-",
    "QĐ-",
    "52-KL/TW",
    "Luật",
    "Luật Đất đai",
    "Nghị quyết",
    "Nghị quyết 27",
    "nêu trên",
    "(sau đây gọi tắt là",
    "Căn cứ",
    "các Quyết định số 1/QĐ-TTg, 2",
    "điểm a khoản 2 Điều 5",
    "Đề án",
    "kèm theo",
    "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)",
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH:",
    "Kế hoạch",
    "ỦY BAN NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 155/KH-UBND",
    "Số:    /KH-UBND",
    "Hà Nội, ngày 1 tháng 2 năm 2021",
    "ngày   tháng   năm",
    "Nơi nhận:",
    "- Như trên;",
    "Lưu: VT",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn A",
    "(đã ký)",
    "[1]",
    "---",
    "**",
    "#",
    "\\",
    "<br>",
    "_",
    "Trang 2",
    "12",
]
GLUE = (
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    ", ",
    "; ",
    ": ",
    ". ",
    "",
    "\t",
    "\u00a0",
    " | ",
    "| ",
    " |\n| ",
    " (",
    ") ",
    ' "',
    "\r\n",
    "   ",
)


@cache
def printed(path: Path) -> str:
    """The text of a plan of the corpus."""
    return path.read_text(encoding="utf-8")


@st.composite
def soups(draw: st.DrawFn) -> str:
    """The field's own words in any order."""
    pieces = draw(st.lists(st.tuples(st.sampled_from(KEYWORDS), st.sampled_from(GLUE)), min_size=1, max_size=120))
    return "".join(part for piece in pieces for part in piece)


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """A slice of a plan of the corpus, with pieces dropped, doubled, moved, glued, put in capitals or swapped for keywords."""
    text = printed(draw(st.sampled_from(CORPUS)))
    start = draw(st.integers(0, len(text) - 1))
    text = text[start : start + draw(st.integers(1, 4000))]
    for _ in range(draw(st.integers(0, 6))):
        first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        last = min(last, first + 300)
        piece = text[first:last]
        changed = draw(
            st.sampled_from(
                ("", piece * 2, piece.upper(), piece.replace("\n", " "), piece.replace(" ", "\n"), piece[::-1], "|")
            )
            | st.sampled_from(KEYWORDS)
        )
        text = text[:first] + changed + text[last:]
    return text


LETTERS = st.text(st.characters(codec="utf-8"), max_size=400)
MARKS = st.text(
    st.sampled_from("\n\n\t\r\x00\x0b\x1c\x85\u2028\u200b\ufeff\u0301\u0323|-.:;,()[]\"'/*#IVX1a Đđ"), max_size=300
)
LONG_LINES = st.builds(
    lambda piece, times: piece * times, st.sampled_from([*KEYWORDS, "a", " ", "| ", "Ủ"]), st.integers(1000, 3000)
)
TEXTS = LETTERS | MARKS | soups() | mutants() | st.builds("".join, st.lists(LETTERS | soups() | MARKS, max_size=4))


def parsed(text: str) -> Plan | None:
    """The plan of ``text``, or None where it gives its one allowed error."""
    try:
        return parse_plan(text)
    except PlanError as error:
        assert error.code == "INPUT_EMPTY"
        assert "\n" not in error.sentence("vi") + error.sentence("en")
        return None


def entries(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a plan's JSON."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def sections(plan: Plan) -> Iterator[tuple[Section, Section | None]]:
    """Every section of a plan with the one that holds it."""
    stack: list[tuple[Section, Section | None]] = [(section, None) for section in plan.sections]
    while stack:
        section, parent = stack.pop()
        yield section, parent
        stack.extend((child, section) for child in section.children)


def assert_sound(plan: Plan) -> None:
    """Check, without the models' own checks, what a reader of the JSON relies on."""
    text = plan.text
    for entry in entries(json.loads(plan.model_dump_json())):
        for key in ("span", "clause"):
            if key in entry:
                start, end = entry[key]
                assert 0 <= start <= end <= len(text)
        if "line" in entry:
            assert entry["line"] == 1 + text.count("\n", 0, entry["span"][0])
    paths = []
    for section, parent in sections(plan):
        paths.append(section.path)
        if parent:
            assert parent.span.start <= section.span.start <= section.span.end <= parent.span.end
        starts = [child.span.start for child in section.children]
        assert starts == sorted(starts)
    for ids in (
        paths,
        [task.id for task in plan.tasks],
        [one.id for one in plan.agencies],
        [one.id for one in plan.citations],
    ):
        assert len(set(ids)) == len(ids)
    agencies, citations = {one.id for one in plan.agencies}, {one.id for one in plan.citations}
    for rows in plan.to_rows():
        assert len({tuple(row) for row in rows}) <= 1
    for task in plan.tasks:
        assert task.lead or re.search(
            r"(?:^|/)T[0-9]+/r", task.id
        )  # a row whose cell points to a document names nobody
        assert task.section is None or task.section in paths
        assert citations.issuperset(task.citations)
        assert agencies.issuperset(mention.agency for mention in (*task.lead, *task.coordinating, *task.monitoring))


def folded(facts: Any) -> Any:
    """Facts with one spelling for every letter and tone."""
    return _folded(facts)


@MANY
@given(TEXTS)
def test_any_text_gives_a_sound_plan_or_one_error(text: str) -> None:
    plan = parsed(text)
    assert (plan is None) == (
        not text.translate(
            dict.fromkeys(map(ord, "\u200b\ufeff\u200e\u200f\u200c\u200d\u2060\u00ad\ufe0e\ufe0f\u20e3"))
        ).strip()
    )
    if plan:
        assert_sound(plan)


@FEW
@given(mutants())
def test_a_damaged_plan_gives_a_sound_plan(text: str) -> None:
    if plan := parsed(text):
        assert_sound(plan)


@settings(FEW, max_examples=25)
@given(LONG_LINES)
def test_a_very_long_line_gives_a_sound_plan(text: str) -> None:
    if plan := parsed(text):
        assert_sound(plan)


@FEW
@given(LETTERS, st.characters(categories=["Cs"]), LETTERS)
def test_a_lone_surrogate_is_one_error(before: str, surrogate: str, after: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse_plan(before + surrogate + after)
    assert caught.value.code == "INPUT_NOT_UNICODE"
    assert str(len(before)) in caught.value.sentence("en")


@FEW
@given(TEXTS)
def test_a_plan_comes_back_from_its_json_unchanged(text: str) -> None:
    if plan := parsed(text):
        written = plan.model_dump_json()
        again = Plan.model_validate_json(written)
        assert again.model_dump_json() == written
        assert again == plan


@FEW
@given(TEXTS)
def test_reading_the_text_of_a_plan_again_finds_the_same(text: str) -> None:
    if plan := parsed(text):
        again = parse_plan(plan.text)
        assert again.text == plan.text
        assert gold_facts(again) == gold_facts(plan)


@pytest.mark.parametrize("path", CORPUS, ids=IDS)
def test_a_plan_of_the_corpus_is_sound_and_comes_back_from_its_json(path: Path) -> None:
    plan = parse_file(path)
    assert_sound(plan)
    written = plan.model_dump_json()
    assert Plan.model_validate_json(written).model_dump_json() == written
    assert gold_facts(parse_plan(plan.text)) | {"file": path.name} == gold_facts(plan)


def in_old_tones(text: str) -> str:
    """``text`` with tone marks on the second vowel: "hoà", "uỷ", "thuý"."""
    pairs = {first + second: pair for first, second, pair in old_tones()}
    return pattern_of(pairs).sub(lambda found: pairs[found[0]], text)


def old_tones() -> Iterator[tuple[str, str, str]]:
    """Each rhyme that has two spellings: its letters with the newer tone, and the older spelling."""
    for pair in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0309\u0303\u0323":
            for cased in (pair, pair.title(), pair.upper()):
                one, two = cased[0], cased[1]
                yield unicodedata.normalize("NFC", one + tone), two, unicodedata.normalize("NFC", one + two + tone)


def pattern_of(pairs: dict[str, str]) -> re.Pattern[str]:
    """A pattern of the rhymes where they end a word and are not part of "qu"."""
    return re.compile(rf"(?<![qQ])(?:{'|'.join(pairs)})(?![^\W\d_])")


VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "zero-width characters": lambda text: text.replace(" ", " \u200b").replace("\n", "\u200d\n"),
    "all of them": lambda text: "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("path", CORPUS, ids=IDS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_how_a_plan_is_encoded_changes_nothing(path: Path, variant: str) -> None:
    text = printed(path)
    changed = VARIANTS[variant](text)
    assert gold_facts(parse_plan(changed)) == gold_facts(parse_plan(text))


@pytest.mark.parametrize("path", CORPUS, ids=IDS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_any_unicode_encoding_gives_the_same(path: Path, encoding: str, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(printed(path).encode(encoding))
    assert gold_facts(parse_file(copy)) == gold_facts(parse_file(path))


def whole_words(plan: Plan) -> dict[str, Any]:
    """The gold facts with the first words of a section cut after a whole word: half of "ủy" is not half of "uỷ"."""
    facts = gold_facts(plan)
    return facts | {"sections": [[path, words.rpartition(" ")[0]] for path, words in facts["sections"]]}


@pytest.mark.parametrize("path", CORPUS, ids=IDS)
def test_where_the_tone_mark_stands_changes_nothing(path: Path) -> None:
    text = printed(path)
    changed = in_old_tones(text)
    assert fold(changed) == fold(text)
    assert folded(whole_words(parse_plan(changed))) == folded(whole_words(parse_plan(text)))


@pytest.mark.parametrize("path", CORPUS, ids=IDS)
def test_look_alikes_and_blanks_change_nothing(path: Path) -> None:
    chance = random.Random(path.name)
    swaps = {"Đ": "Ð", " ": "\u00a0"}
    text = printed(path)
    changed = "".join(swaps[letter] if letter in swaps and chance.random() < 0.3 else letter for letter in text)
    found, expected = folded(gold_facts(parse_plan(changed))), folded(gold_facts(parse_plan(text)))
    assert found == expected


LONGEST_LINE = 140
"""A plan without a longer line is wrapped."""
BLANKS_ASTRAY: dict[str, tuple[str, str]] = {
    "before marks": (r"(?<=\w)(?=[,;:](?: |$))", " "),
    "inside brackets": (r"\((\w[^()\n]*)\)", r"( \1 )"),
    "none behind marks": (r"(?<=[a-zà-ỹ][,;:]) (?=[^\W\d_])", ""),
    "none behind full stops": (r"(?<=[a-zà-ỹ]{2}\.) (?=[A-ZĐÀ-Ỹ][a-zà-ỹ])", ""),
}


@pytest.mark.parametrize("name", BLANKS_ASTRAY)
@pytest.mark.parametrize("path", CORPUS, ids=IDS)
def test_blanks_astray_around_marks_change_nothing(path: Path, name: str) -> None:
    pattern, blank = BLANKS_ASTRAY[name]
    text = printed(path)
    if max(map(len, text.split("\n"))) < LONGEST_LINE:
        return  # lines that are wrapped tell where a paragraph ends by their lengths, which change here
    changed = re.sub(pattern, blank, text, flags=re.MULTILINE)
    assert without_blanks(gold_facts(parse_plan(changed))) == without_blanks(gold_facts(parse_plan(text)))


def without_blanks(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts without the blanks in their texts; sections without the words they begin with, which are cut at a length."""
    paths = [path for path, _ in facts["sections"]]
    return cast("dict[str, Any]", _unblanked({**facts, "sections": paths}))


def _unblanked(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, dict):
        return {key: _unblanked(inner) for key, inner in value.items()}
    return [_unblanked(inner) for inner in value] if isinstance(value, list | tuple) else value


def _folded(value: Any) -> Any:
    """Return facts with every text in them folded."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, dict):
        return {key: _folded(inner) for key, inner in value.items()}
    return [_folded(inner) for inner in value] if isinstance(value, list | tuple) else value


ATTRIBUTE_NAMES = st.sampled_from(
    ["Đơn vị chủ trì", "Chủ trì", "Phối hợp", "Cơ quan phối hợp", "Đơn vị thực hiện", "Thời gian", "Hoàn thành", "Sản phẩm", "Nội dung",
     "Theo dõi", "Phân công", "Trách nhiệm", "Tổ chức thực hiện"]
)  # fmt: skip
BETWEEN = st.sampled_from([", ", " và ", "; ", ". ", "/", " - ", " (", ") ", ": "])
STATED = st.sampled_from(
    ["Sở Y tế", "các sở, ngành", "quý II/2026", "", "Sở Y tế chủ trì, phối hợp với Sở Nội vụ", "nt"]
)
LABELS = st.sampled_from(["1. ", "2. ", "a) ", "- ", "+ ", ""])


@MANY
@given(st.lists(st.tuples(LABELS, ATTRIBUTE_NAMES, BETWEEN, ATTRIBUTE_NAMES, BETWEEN, STATED), min_size=1, max_size=6))
def test_attributes_run_into_each_other_give_a_plan(lines: list[tuple[str, ...]]) -> None:
    text = "KẾ HOẠCH\nCông tác lưu trữ\nI. NHIỆM VỤ\n" + "\n".join("".join(line) for line in lines) + "\n"
    plan = parse_plan(text)
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
