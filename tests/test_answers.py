"""Answers from an archive: the tables hold what the plans say, each question finds what is there and nothing else."""

import csv
import io
import json
import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from parser import parse_plan
from parser.answers.database import Database
from parser.answers.due import days_due
from parser.answers.folding import folded_body, province_of
from parser.answers.tables import TABLES, as_markdown
from schemas import Plan
from schemas.identity import folded
from tests.test_batch import POISON, records
from tests.test_cli import ROOT, one_line, run

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {province}
Số: {number}/KH-UBND

{place}, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí cho chuyển đổi số, hoàn thành trước ngày 15/3/2026.

2. Sở Nội vụ chủ trì tổng hợp, báo cáo Ủy ban nhân dân tỉnh định kỳ hằng quý, trước ngày 20 của tháng cuối quý.

3. Sở Tư pháp chủ trì rà soát văn bản theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, xong trong tháng 6/2026.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for number, (province, place) in enumerate([("LẠNG SƠN", "Lạng Sơn"), ("ĐẮK LẮK", "Đắk Lắk")], 1):
        (folder / f"{number}.txt").write_text(
            PLAN.format(province=province, place=place, number=number), encoding="utf-8"
        )
    shutil.copy(folder / "1.txt", folder / "1 bản sao.txt")
    (folder / "khác.txt").write_text(
        PLAN.format(province="LẠNG SƠN", place="Lạng Sơn", number=1) + "\n\n", encoding="utf-8"
    )
    (folder / "hỏng.txt").write_bytes(b"POISON exit")
    return folder


@pytest.fixture(scope="module")
def indexed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "out"
    run("batch", archive, "--out", out, "--part-size", "2", env=POISON)
    done = run("index", out, "--lang", "en")
    assert done.returncode == 0, done.stderr
    return out


def ask(place: Path, *question: str) -> list[dict[str, Any]]:
    done = run("query", place, *question, "--format", "json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def table(place: Path, name: str) -> list[dict[str, Any]]:
    with sqlite3.connect(place / "archive.sqlite") as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(f"SELECT * FROM {name}")]


def test_the_tables_hold_what_the_plans_say(indexed: Path) -> None:
    for file, told in records(indexed).items():
        plan = Plan.model_validate(told)
        (row,) = [row for row in table(indexed, "plans") if row["file"] == file]
        tasks = [row_ for row_ in table(indexed, "tasks") if row_["plan_id"] == row["plan_id"]]
        assert [(task["task"], task["text"], task["lead"]) for task in tasks] == [
            (task["task"], task["text"], task["lead"]) for task in plan.to_rows().tasks
        ]
        bodies = {body["body_id"]: body["name"] for body in table(indexed, "bodies")}
        named = [each for each in table(indexed, "task_bodies") if each["plan_id"] == row["plan_id"]]
        assert len(named) == len(plan.to_rows().bodies)
        assert all(each["body_id"] in bodies for each in named)
    assert [row["code"] for row in table(indexed, "failures")] == ["INPUT_CRASHED"]


def test_every_row_leads_to_its_plan_and_keys_are_keys(indexed: Path) -> None:
    plans = {row["plan_id"] for row in table(indexed, "plans")}
    for name, described in TABLES.items():
        rows = table(indexed, name)
        assert rows, name
        assert len({tuple(row[column] for column in described.key) for row in rows}) == len(rows)
        if "plan_id" in rows[0]:
            assert {row["plan_id"] for row in rows} <= plans


def test_parquet_and_sqlite_hold_the_same(indexed: Path) -> None:
    for name in TABLES:
        rows = duckdb.connect().execute(f"SELECT * FROM '{indexed}/tables/{name}.parquet'").fetchall()
        as_text = [tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row) for row in rows]
        assert as_text == [tuple(row.values()) for row in table(indexed, name)]


def test_a_body_of_each_province_is_its_own(indexed: Path) -> None:
    finance = [row for row in table(indexed, "bodies") if row["folded"] == "so tai chinh"]
    assert {row["province"] for row in finance} == {"lang son", "dak lak"}
    (minister,) = [row for row in table(indexed, "documents") if row["number"] == "57-NQ/TW"]
    assert len([row for row in table(indexed, "citations") if row["document_id"] == minister["document_id"]]) == 4


def test_what_a_body_leads_that_is_due_in_a_quarter(indexed: Path) -> None:
    found = ask(indexed, "--body", "Sở Tài chính", "--role", "lead", "--due", "2026-Q1")
    assert sorted((row["number"], row["task"], row["due"]) for row in found) == [
        ("1/KH-UBND", "I/1", "2026-03-15"),
        ("2/KH-UBND", "I/1", "2026-03-15"),
    ]
    assert ask(indexed, "--body", "so tai chinh", "--role", "coordinating") == []
    assert len(ask(indexed, "--body", "Sở Tài chính tỉnh Đắk Lắk")) == 1
    assert len(ask(indexed, "--body", "Sở Tài chính", "--province", "dak lak")) == 1
    assert len(ask(indexed, "--body", "UBND tỉnh")) == 2


def test_a_recurring_time_is_due_in_every_quarter(indexed: Path) -> None:
    for quarter, day in (("Q1", "2026-03-20"), ("Q3", "2026-09-20"), ("Q4", "2026-12-20")):
        found = ask(indexed, "--body", "Sở Nội vụ", "--role", "lead", "--due", f"2026-{quarter}")
        assert [row["due"] for row in found] == [day, day]
    assert "I/2" not in {row["task"] for row in ask(indexed, "--overdue", "2027-01-01")}


def test_what_cites_what_is_overdue_what_has_words(indexed: Path) -> None:
    assert [row["task"] for row in ask(indexed, "--cites", "57-NQ/TW")] == [None, None]
    assert {row["task"] for row in ask(indexed, "--cites", "30/2020/NĐ-CP")} == {"I/3"}
    assert {row["task"] for row in ask(indexed, "--overdue", "2026-06-30")} == {"I/1"}
    assert {row["task"] for row in ask(indexed, "--overdue", "2026-07-01")} == {"I/1", "I/3"}
    assert {row["task"] for row in ask(indexed, "--search", "CHUYEN DOI SO")} == {"I/1"}
    assert {row["task"] for row in ask(indexed, "--search", "chuyển đổi số")} == {"I/1"}
    assert ask(indexed, "--search", "chuyen doi xo") == []


def test_copies_are_there_and_are_not_counted_twice(indexed: Path) -> None:
    plans = {row["file"]: row for row in table(indexed, "plans")}
    first = [row for row in plans.values() if row["duplicate_of"] is None and row["number"] == "1/KH-UBND"]
    assert len(first) == 1 and len(plans) == 4
    copies = [row for row in plans.values() if row["duplicate_of"]]
    assert {row["duplicate_of"] for row in copies} == {first[0]["plan_id"]} and len(copies) == 2


@pytest.mark.parametrize("form", ["parquet", "json"])
def test_every_form_of_output_gives_the_same_index(archive: Path, indexed: Path, tmp_path: Path, form: str) -> None:
    run("batch", archive, "--out", tmp_path, "--part-size", "2", "--format", form, env=POISON)
    run("index", tmp_path)
    for name in TABLES:
        assert table(tmp_path, name) == table(indexed, name)


@pytest.mark.parametrize("form", ["jsonl", "parquet", "json"])
def test_documents_of_one_name_in_several_places(archive: Path, tmp_path: Path, form: str) -> None:
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        shutil.copy(archive / f"{number}.txt", tmp_path / str(number) / "x.txt")
    run("batch", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "out", "--format", form)
    assert run("index", tmp_path / "out").returncode == 0
    assert sorted(row["number"] for row in table(tmp_path / "out", "plans")) == ["1/KH-UBND", "2/KH-UBND"]
    assert len(table(tmp_path / "out", "tasks")) == 6


@pytest.mark.parametrize("name", ["plans/part-0000001.jsonl.zst", "commits/part-0000001.json"])
def test_a_file_that_was_cut_short_is_told(archive: Path, tmp_path: Path, name: str) -> None:
    run("batch", archive / "1.txt", "--out", tmp_path)
    os.truncate(tmp_path / name, 200)
    done = run("index", tmp_path)
    assert done.returncode == 65 and name in one_line(done)
    assert not (tmp_path / "archive.sqlite").exists()


def test_several_destinations_are_one_index(archive: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        run("batch", archive / f"{number}.txt", "--out", tmp_path / str(number))
    assert run("index", tmp_path / "1", tmp_path / "2").returncode == 2
    assert run("index", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all").returncode == 0
    assert len(ask(tmp_path / "all", "--body", "Sở Tài chính")) == 2


def test_an_index_leaves_what_else_is_in_its_folder(archive: Path, tmp_path: Path) -> None:
    run("batch", archive / "1.txt", "--out", tmp_path / "out")
    mine = tmp_path / "all" / "work" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert run("index", tmp_path / "out", "--out", tmp_path / "all").returncode == 0
    assert mine.read_text() == "mine"
    assert {place.name for place in (tmp_path / "all").iterdir()} == {"archive.sqlite", "tables", "work"}


def test_copies_are_numbered_without_reading_all_plans(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.sqlite")
    width = len(TABLES["plans"].columns)
    for plan_id, sha256, found in (
        ("a", "1", (0, None)),
        ("a", "2", (1, "a")),
        ("a", "1", (2, "a")),
        ("b", "2", (0, "a")),
        ("c", "3", (0, None)),
    ):
        assert database.same_plans(plan_id, sha256) == found
        name = f"{plan_id}~{found[0] + 1}" if found[0] else plan_id
        database.add("plans", [(name, None, found[1], sha256, *[None] * (width - 4))])
    database.close()
    plan = sqlite3.connect(tmp_path / "x.sqlite").execute("EXPLAIN QUERY PLAN SELECT 1 FROM plans WHERE sha256='1'")
    assert "INDEX" in str(plan.fetchall())


def test_sql_in_a_folder_of_any_name_and_what_is_missing_there(indexed: Path, tmp_path: Path) -> None:
    place = tmp_path / "kho [1]* 'a'"
    shutil.copytree(indexed, place)
    assert ask(place, "SELECT count(*) AS n FROM tasks") == [{"n": 12}]
    (place / "tables" / "due.parquet").unlink()
    done = run("query", place, "SELECT 1")
    assert done.returncode == 65 and "due.parquet" in one_line(done)


def test_a_table_says_nothing_to_the_terminal(indexed: Path) -> None:
    assert b"\\x1b[31m" in run("query", indexed, "SELECT chr(27) || '[31m' AS x").stdout


def test_sql_reads_and_never_writes(indexed: Path, tmp_path: Path) -> None:
    assert ask(indexed, "SELECT count(*) AS n FROM tasks") == [{"n": 12}]
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for query in (
        f"COPY (SELECT 1) TO '{tmp_path}/x.csv'",
        f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{indexed}/tables/x.csv'",
        f"SELECT * FROM read_csv('{secret}')",
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELEKT",
        "SET enable_external_access=true",
    ):
        done = run("query", indexed, query)
        assert done.returncode == 65, query
        one_line(done)
    assert list(tmp_path.iterdir()) == [secret]
    assert not (indexed / "tables" / "x.csv").exists()


def test_as_a_table_and_as_csv(indexed: Path) -> None:
    done = run("query", indexed, "--body", "Sở Tài chính", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert [row["lead"] for row in rows] == ["Sở Tài chính"] * 2
    assert "Sở Tài" in run("query", indexed, "--body", "Sở Tài chính").stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("query", "."), 2),
        (("query", ".", "SELECT 1", "--body", "x"), 2),
        (("query", ".", "--role", "lead"), 2),
        (("query", ".", "--due", "soon"), 2),
        (("query", ".", "--cites", "…中"), 2),
        (("query", ".", "--overdue", "31/3/2026"), 2),
        (("query", ".", "--body", "Sở"), 66),
        (("query", ".", "SELECT 1"), 66),
        (("index", "."), 66),
    ],
)
def test_a_wrong_question_is_one_line(tmp_path: Path, arguments: tuple[str, ...], status: int) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == status
    one_line(done)


@pytest.mark.parametrize(("lang", "told"), [("en", "Nothing was found"), ("vi", "Không tìm thấy gì")])
def test_a_question_without_an_answer_is_told(indexed: Path, lang: str, told: str) -> None:
    done = run("query", indexed, "--body", "Sở Không Có", "--format", "json", "--lang", lang)
    assert (done.returncode, done.stdout) == (0, b"")
    assert told in one_line(done)


def test_an_index_of_a_folder_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert run("index", tmp_path / "resutls").returncode == 66
    assert list(tmp_path.iterdir()) == []


def test_rules_that_nobody_can_expand_give_no_days() -> None:
    window = (date(2026, 1, 1), date(2027, 12, 31))
    for rule in ("FREQ=DAILY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=40", ""):
        assert list(days_due(None, None, rule, None, window)) == []
    assert len(list(days_due(None, None, "FREQ=DAILY", None, window))) == 730
    assert len(list(days_due(None, None, "FREQ=DAILY", None, (date(1000, 1, 1), date(3000, 1, 1))))) == 1000
    assert list(days_due(None, date(2026, 5, 1), None, None, window)) == [(date(2026, 5, 1), None, False)]


def test_folding() -> None:
    assert folded("Sở Nội vụ - ĐẮK LẮK") == "so noi vu dak lak"
    assert (
        folded_body("Sở Tài chính tỉnh Lạng Sơn", "lang son")
        == folded_body("Sở Tài chính", "lang son")
        == "so tai chinh"
    )
    assert folded_body("UBND tỉnh", "lang son") == folded_body("Ủy ban nhân dân tỉnh Lạng Sơn", "lang son")
    assert province_of("Tỉnh ủy Điện Biên") == "Điện Biên"
    assert province_of(None, "Sở Y tế", "UBND TP. Hồ Chí Minh") == "Hồ Chí Minh"
    assert parse_plan(PLAN.format(province="ĐẮK LẮK", place="Đắk Lắk", number=1)).tasks


def test_the_page_of_the_tables_is_that_of_the_program() -> None:
    assert as_markdown() in (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
