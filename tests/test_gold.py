"""Gold is strict: whatever is wrong in a gold file is told in a line with its place, and nothing is compared with what is not there."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from parser import parse_plan
from parser.commands.app import run
from parser.commands.check import run_check
from parser.commands.schema import SCHEMAS, schema_text
from parser.commands.usage import UsageProblem
from parser.evaluate import GoldError, gold_files, read_gold, read_result, score_plan, unprinted, with_context
from parser.evaluate.places import read_places, shown
from parser.gold import gold_facts

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus" / "gold"
PLANS = ROOT / "corpus" / "plans"

TEXT = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 12/KH-UBND
Hà Giang, ngày 03 tháng 02 năm 2021

KẾ HOẠCH
Cải cách hành chính năm 2021

I. MỤC ĐÍCH
Nâng cao chất lượng phục vụ.
II. NHIỆM VỤ
1. Rà soát thủ tục hành chính. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp hoàn thành trước ngày 30/6/2021.
2. Báo cáo kết quả thực hiện: các sở, ban, ngành báo cáo định kỳ hằng quý.
"""

SMALL: dict[str, Any] = {
    "file": "nho.txt",
    "header": {"number": "12/KH-UBND", "date": "2021-02-03"},
    "sections": [
        ["I", "MỤC ĐÍCH"],
        ["II", "NHIỆM VỤ"],
        ["II/1", "Rà soát thủ tục hành chính"],
        ["II/2", "Báo cáo kết quả thực hiện"],
    ],
    "tasks": [
        {
            "path": "II/1",
            "lead": ["Sở Nội vụ"],
            "coordinating": ["Sở Tư pháp"],
            "deadlines": [{"text": "trước ngày 30/6/2021", "kind": "date", "due": "2021-06-30"}],
        },
        {
            "path": "II/2",
            "lead": ["các sở, ban, ngành"],
            "deadlines": [{"text": "hằng quý", "kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=3"}],
        },
    ],
    "citations": [],
    "recipients": ["Như trên"],
}


def written(folder: Path, gold: object) -> Path:
    file = folder / "nho.json"
    file.write_text(gold if isinstance(gold, str) else json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    gold = copy.deepcopy(SMALL)
    change(gold)
    return gold


def told(file: Path, lang: str = "en") -> list[str]:
    """Return the sentences about a gold file, without its folder."""
    with pytest.raises(GoldError) as caught:
        read_gold(file)
    return [problem.sentence(lang).removeprefix(f"{file.parent}/") for problem in caught.value.problems]


def test_a_right_gold_file_is_read(tmp_path: Path) -> None:
    assert read_gold(written(tmp_path, SMALL)) == SMALL


WRONG: list[tuple[str, Callable[[dict[str, Any]], object], list[str]]] = [
    ("a misspelt key", lambda gold: gold["tasks"][0].update(coordinatng=[]), ["nho.json:41: tasks[0].coordinatng", 'nearest: "coordinating"']),
    ("a misspelt part", lambda gold: gold.update(recipient=[]), ["recipient is no key", 'nearest: "recipients"']),
    ("a key of another part", lambda gold: gold["header"].update(name="x"), ["nho.json:6: header.name", "doc_type, number"]),
    ("a kind", lambda gold: gold["tasks"][0]["deadlines"][0].update(kind="dat"), ["tasks[0].deadlines[0].kind", 'nearest: "date"']),
    ("no day", lambda gold: gold["header"].update(date="2021-02-30"), ["nho.json:5: header.date", "2021-02-30"]),
    ("a day written otherwise", lambda gold: gold["header"].update(date="3/2/2021"), ["3/2/2021", 'nearest: "2021-02-03"']),
    ("a day of a week", lambda gold: gold["header"].update(date="2021-W05-3"), ["2021-W05-3"]),
    ("no rule", lambda gold: gold["tasks"][1]["deadlines"][0].update(recurrence="FREQ=FOO"), ["tasks[1].deadlines[0].recurrence", "FREQ=FOO"]),
    ("a rule misspelt", lambda gold: gold["tasks"][1]["deadlines"][0].update(recurrence="FREQ=MONTLY;INTERVALL=3"), ['nearest: "FREQ=MONTHLY;INTERVAL=3"']),
    ("a rule of a day", lambda gold: gold["tasks"][0]["deadlines"][0].update(recurrence="FREQ=YEARLY"), ["tasks[0].deadlines[0]", "recurring"]),
    ("a date without a day", lambda gold: gold["tasks"][0]["deadlines"][0].pop("due"), ["tasks[0].deadlines[0]", '"due"']),
    ("due before start", lambda gold: gold["tasks"][0]["deadlines"][0].update(start="2021-07-01"), ["2021-06-30", "2021-07-01"]),
    ("a citation of nothing", lambda gold: gold["citations"].append({"date": "2021-01-01"}), ["citations[0]", '"number"']),
    ("an empty body", lambda gold: gold["tasks"][0].update(lead=[" "]), ["tasks[0].lead[0] is empty"]),
    ("a section twice", lambda gold: gold["sections"].append(["II/1", "Rà soát"]), ["sections[4][0]", "stands in line 17 already"]),
    ("a task twice", lambda gold: gold["tasks"][1].update(path="II/1"), ["tasks[1].path", '"II/1"', "already"]),
    ("a task of no item", lambda gold: gold["tasks"][1].update(path="II/3/¶2"), ["tasks[1].path", 'no item "II/3"', 'nearest: "II/'] ),
    ("a section of no item", lambda gold: gold["sections"].append(["III/1", "Kinh phí"]), ["sections[4][0]", 'no item "III"']),
    ("a draft", lambda gold: gold.update(draft=True), ["draft", "take this line out"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_told_in_one_line_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], words: list[str]
) -> None:
    [line] = told(written(tmp_path, changed(change)))
    assert line.startswith("nho.json:")
    assert all(word in line for word in words), line
    [other] = told(tmp_path / "nho.json", "vi")
    assert other != line and other.split(":")[:2] == line.split(":")[:2]


def test_a_key_that_stands_twice_is_told_with_the_line_of_the_second(tmp_path: Path) -> None:
    [line] = told(written(tmp_path, '{"file": "a.txt",\n "tasks": [{"path": "I", "lead": [],\n "lead": []}]}'))
    assert line.startswith("nho.json:3: tasks[0].lead is a key that stands twice")


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    def change(gold: dict[str, Any]) -> None:
        gold["tasks"][1]["leed"] = gold["tasks"][0]["led"] = []
        gold["header"]["date"] = "hôm qua"

    lines = told(written(tmp_path, changed(change)))
    assert [line.split()[1] for line in lines] == ["header.date", "tasks[0].led", "tasks[1].leed"]


@pytest.mark.parametrize(
    ("section", "near"),
    [
        (["II/3", "Bố trí kinh phí"], None),
        (["II/2/a", "Rà soát thủ tục hành chính"], "II/1"),
        (["II/3", "Báo cáo kết quả thực hiện"], "II/2"),
    ],
)
def test_a_path_that_the_text_does_not_print_is_told(tmp_path: Path, section: list[str], near: str | None) -> None:
    gold = changed(lambda gold: gold["sections"].append(section))
    file = written(tmp_path, gold)
    [problem] = unprinted(file, read_gold(file), parse_plan(TEXT))
    assert (problem.code, problem.values["place"]) == ("GOLD_NOT_PRINTED", "sections[4]")
    assert near is None or problem.nearest == near


def test_a_path_is_printed_however_the_text_is_wrapped_and_spelt(tmp_path: Path) -> None:
    text = TEXT.replace("Rà soát thủ tục", "Rà soát\nthủ  tục").replace("hành chính. Sở", "hành chính.\nSở").upper()
    assert not unprinted(written(tmp_path, SMALL), SMALL, parse_plan(text))


def test_the_gold_of_the_corpus_holds() -> None:
    for file in gold_files(GOLD):
        read_gold(file)
    for file in gold_files(GOLD)[::10]:
        gold = read_gold(file)
        plan = parse_plan((PLANS / gold["file"]).read_bytes().decode("utf-8-sig"))
        assert not unprinted(file, gold, plan)
        jsonschema.validate(gold_facts(plan) | {"file": gold["file"]}, json.loads(schema_text("gold")))


def test_the_example_of_the_guide_is_whole_and_right(tmp_path: Path) -> None:
    examples = {
        tuple(regex.findall(r"^```(?:text|json)\n(.*?)^```$", page.read_text(encoding="utf-8"), regex.M | regex.S))
        for page in (ROOT / "corpus").glob("GUIDE*.md")
    }
    [(text, gold)] = examples
    file = written(tmp_path, gold)
    facts, plan = read_gold(file), parse_plan(text)
    assert not unprinted(file, facts, plan)
    assert all(facts[part] for part in ("header", "sections", "tasks", "citations", "recipients", "signature"))
    assert not score_plan(facts, gold_facts(plan)).differences


# --- the published schema ---


@pytest.mark.parametrize("what", SCHEMAS)
def test_the_published_schema_is_that_of_the_model(what: str) -> None:
    assert (ROOT / "schemas" / f"{what}.schema.json").read_text(encoding="utf-8") == schema_text(what)


def test_the_command_prints_either_schema(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, what in ((["schema"], "plan"), (["schema", "gold"], "gold")):
        assert run(arguments, "en") == 0
        assert capfd.readouterr().out == schema_text(what)
    with pytest.raises(UsageProblem, match="BAD_CHOICE"):
        run(["schema", "report"], "en")


def test_the_published_schema_takes_the_corpus_and_refuses_other_keys_and_kinds() -> None:
    schema = json.loads(schema_text("gold"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for file in gold_files(GOLD):
        validator.validate(json.loads(file.read_bytes()))
    for name, change, _ in WRONG[:6]:
        assert not validator.is_valid(changed(change)), name


# --- places in a JSON text ---

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 0, 2]))
def test_every_value_of_a_json_text_has_the_line_that_it_stands_on(data: Any, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    places = read_places(text)
    assert not places.doubles
    lines = text.split("\n")
    for place, line in places.lines.items():
        value = data
        for step in place:
            value = value[step]
        shown_value = json.dumps(value, ensure_ascii=False, indent=indent).split("\n")[0]
        assert shown_value in lines[line - 1]
        if place and isinstance(place[-1], str):
            assert json.dumps(place[-1], ensure_ascii=False) in lines[line - 1]


def test_a_place_is_written_as_a_path() -> None:
    assert (shown(("tasks", 3, "lead", 0)), shown(())) == ("tasks[3].lead[0]", "$")


# --- check ---


def checked(
    capfd: pytest.CaptureFixture[str], gold: Path, against: Path | None, **options: Any
) -> tuple[int, str, list[str]]:
    settings = {"as_json": False, "summary": False, "fail_under": None, **options}
    status = run_check(gold, against, "en", **settings)
    out, errors = capfd.readouterr()
    return status, out, errors.splitlines()


def test_a_folder_that_is_not_there_is_told_and_nothing_is_read_instead(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, errors = checked(capfd, GOLD, tmp_path / "nowhere")
    assert (status, out, len(errors)) == (66, "", 1)
    assert "nowhere" in errors[0]


def test_a_summary_is_the_pooled_table_alone(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, errors = checked(capfd, GOLD / "ubnd-tinh-bac-kan-155.json", None, summary=True)
    assert (status, errors) == (0, [])
    assert out.count("Lead") == 1 and "Pooled (one plan)" in out and "155" not in out


def test_a_plan_that_the_folder_lacks_is_told_and_counts_as_missed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gold = GOLD / "ubnd-tinh-bac-kan-155.json"
    status, out, errors = checked(capfd, gold, tmp_path, as_json=True)
    assert status == 66 and len(errors) == 1
    assert json.loads(out)["pooled"]["strict"]["tasks"]["found"] == 0


def test_a_broken_gold_file_is_told_and_the_others_are_compared(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    written(folder, changed(lambda gold: gold.update(draft=True, tasks=[{"pat": "I"}])))
    (folder / "z.json").write_text(json.dumps({**SMALL, "file": "z.txt"}), encoding="utf-8")
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    status, out, errors = checked(capfd, folder, tmp_path)
    assert status == 65 and len(errors) == 3
    assert all("nho.json:" in line for line in errors)
    assert "z.txt" in out and "Pooled (one plan)" in out


def test_a_path_that_the_plan_does_not_print_fails_the_check(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, changed(lambda gold: gold["sections"].append(["III", "KINH PHÍ"])))
    (tmp_path / "nho.txt").write_text(TEXT, encoding="utf-8")
    status, out, errors = checked(capfd, file, tmp_path)
    assert status == 65 and len(errors) == 1 and "sections[4]" in errors[0]
    assert "Pooled" in out


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda text: text.replace('"tasks":', '"taks":', 1), ["taks is no key", 'nearest: "tasks"']),
        (lambda text: text.replace('"kind":"date"', '"kind":"dat"', 1), ["deadlines[0].kind", 'nearest: "date"']),
        (lambda text: text.replace('"tasks":', '"text":"x","tasks":', 1), ["text is a key that stands twice"]),
        (lambda text: "[]", ["is no result of kehoach"]),
        (lambda text: text[:-1], ["is not valid JSON"]),
    ],
)
def test_a_result_is_as_strict(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], break_it: Callable[[str], str], words: list[str]
) -> None:
    gold = written(tmp_path, SMALL)
    (tmp_path / "out").mkdir()
    result = tmp_path / "out" / "nho.txt.json"
    right = parse_plan(TEXT).model_dump_json()
    result.write_text(right, encoding="utf-8")
    assert read_result(result).tasks
    assert checked(capfd, gold, result.parent)[0] == 0
    result.write_text(break_it(right), encoding="utf-8")
    status, _, errors = checked(capfd, gold, result.parent)
    assert status == 65
    assert all("nho.txt.json:" in line or "nho.txt.json is" in line for line in errors)
    assert all(any(word in line for line in errors) for word in words), errors


def test_a_difference_tells_its_line_and_its_sentence(tmp_path: Path) -> None:
    def change(gold: dict[str, Any]) -> None:
        gold["header"]["date"] = "2021-02-04"
        gold["tasks"][0]["lead"] = ["Sở Nội vụ và Sở Y tế"]
        gold["tasks"][0]["coordinating"] = []
        gold["tasks"][1]["lead"] = ["Báo cáo kết quả"]
        gold["sections"].append(["III", "Ở đâu đó"])

    plan = parse_plan(TEXT)
    score = with_context(score_plan(changed(change), gold_facts(plan)), plan)
    found = {entry.field: entry for entry in score.differences}
    sentence = TEXT.split("\n")[11].partition("chính. ")[2]
    assert (found["header.date"].line, found["coordinating"].line) == (4, 12)
    assert "ngày 03 tháng 02 năm 2021" in found["header.date"].sentence
    assert found["coordinating"].sentence == sentence
    [cut, other] = [entry for entry in score.differences if entry.field == "lead"][:2]
    assert (cut.gold, cut.found, cut.line) == ("Sở Nội vụ và Sở Y tế", "Sở Nội vụ", 12)
    assert other.line == 13
    assert (found["sections"].line, found["sections"].sentence) == (None, "")
