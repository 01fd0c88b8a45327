"""Every verb of leading in every construction: what holds of one verb holds of all, since they come from one list.

    python -m tests.test_role_matrix

prints the matrix, a line a verb and a column a construction.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from parser import parse_plan
from parser.extract.roles import FRAMES, Frame, read_statements
from parser.gold import gold_facts
from parser.lexicon import attributes, roles, sheet
from parser.lexicon.bodies import vocabulary
from parser.normalise import View, fold
from tests.test_tasks import HEAD, TAIL
from tests.tools import print_matrix

LEAD, WITH = "Sở Nội vụ", "Sở Tài chính"
VERBS = (
    *(
        "chủ trì",
        "phụ trách",
        "đảm nhiệm",
        "đảm trách",
        "đầu mối",
        "làm đầu mối",
        "chịu trách nhiệm",
        "chịu trách nhiệm chính",
    ),
    *("thường trực", "chủ trì thực hiện", "đồng chủ trì", "chủ trì tham mưu", "trực tiếp phụ trách", "điều phối"),
)


def _noun(verb: str) -> str:
    """Return a verb as it stands after "Cơ quan": "làm đầu mối" is "đầu mối" there."""
    return verb.removeprefix("làm ")


# A construction: a body of text with the verb in it, who leads, who works with them.
CONSTRUCTIONS: dict[str, Callable[[str], tuple[str, list[str], list[str]]]] = {
    "X V, phối hợp với Y": lambda verb: (f"1. {LEAD} {verb}, phối hợp với {WITH} rà soát hồ sơ.", [LEAD], [WITH]),
    "X V, Y phối hợp": lambda verb: (f"1. {LEAD} {verb}, {WITH} phối hợp.", [LEAD], [WITH]),
    "..., do X V": lambda verb: (f"1. Rà soát hồ sơ lưu trữ, do {LEAD} {verb}.", [LEAD], []),
    "(do X V, Y phối hợp)": lambda verb: (f"1. Rà soát hồ sơ (do {LEAD} {verb}, {WITH} phối hợp).", [LEAD], [WITH]),
    "(X V)": lambda verb: (f"1. Rà soát hồ sơ lưu trữ ({LEAD} {verb}).", [LEAD], []),
    "(X V; Y, Z phối hợp)": lambda verb: (
        f"1. Rà soát hồ sơ ({LEAD} {verb}; {WITH}, Sở Y tế phối hợp).",
        [LEAD],
        [WITH, "Sở Y tế"],
    ),
    "Giao X V": lambda verb: (f"1. Giao {LEAD} {verb}, phối hợp với {WITH} rà soát hồ sơ.", [LEAD], [WITH]),
    "Đề nghị X V": lambda verb: (f"1. Đề nghị {LEAD} {verb} rà soát hồ sơ.", [LEAD], []),
    "Trên cơ sở ..., X V": lambda verb: (
        f"1. Trên cơ sở kết quả kiểm kê, {LEAD} {verb}, phối hợp với {WITH} rà soát hồ sơ.",
        [LEAD],
        [WITH],
    ),
    "X là cơ quan V": lambda verb: (
        f"1. {LEAD} là cơ quan {_noun(verb)}, phối hợp với {WITH} rà soát hồ sơ.",
        [LEAD],
        [WITH],
    ),
    "Việc ... do X V": lambda verb: (f"1. Việc rà soát hồ sơ lưu trữ do {LEAD} {verb}.", [LEAD], []),
    "- Cơ quan V: X": lambda verb: (
        f"1. Rà soát hồ sơ.\n- Cơ quan {_noun(verb)}: {LEAD}.\n- Cơ quan phối hợp: {WITH}.",
        [LEAD],
        [WITH],
    ),
    "...; đơn vị V: X": lambda verb: (
        f"1. Rà soát hồ sơ. Đơn vị {_noun(verb)}: {LEAD}; đơn vị phối hợp: {WITH}.",
        [LEAD],
        [WITH],
    ),
    "(X, Y cùng V)": lambda verb: (f"1. Rà soát hồ sơ lưu trữ ({LEAD}, {WITH} cùng {verb}).", [LEAD, WITH], []),
    "A, B, trong đó A V": lambda verb: (
        f"1. Rà soát hồ sơ.\n- Đơn vị thực hiện: {LEAD}, {WITH}, trong đó {LEAD} {verb}.",
        [LEAD],
        [],
    ),
    "(trong đó X V, Y phối hợp)": lambda verb: (
        f"1. Thành lập tổ kiểm kê liên ngành (trong đó {LEAD} {verb}, {WITH} phối hợp).",
        [LEAD],
        [WITH],
    ),
    "Giao (unknown kind) V, Y phối hợp": lambda verb: (
        f"1. Giao Nhóm Thiện nguyện Áo Xanh {verb}, phối hợp với {WITH} rà soát hồ sơ.",
        ["Nhóm Thiện nguyện Áo Xanh"],
        [WITH],
    ),
    "- V: X": lambda verb: (f"1. Rà soát hồ sơ.\n- {verb.capitalize()}: {LEAD}.\n- Phối hợp: {WITH}.", [LEAD], [WITH]),
    "under X: V, phối hợp với Y": lambda verb: (
        f"1. {LEAD}\na) {verb.capitalize()}, phối hợp với {WITH} rà soát hồ sơ.\nb) Lập danh mục.",
        [LEAD],
        [WITH],
    ),
    "column Cơ quan V": lambda verb: (
        f"TT | Nội dung | Cơ quan {_noun(verb)} | Cơ quan phối hợp | Thời gian |\n1 | Rà soát hồ sơ | {LEAD} | {WITH} | Quý II |\n2 | Số hóa | {LEAD} | {WITH} | Quý III |",
        [LEAD],
        [WITH],
    ),
    "cell X (V), Y (phối hợp)": lambda verb: (
        f"TT | Nội dung | Cơ quan thực hiện | Thời gian |\n1 | Rà soát hồ sơ | {LEAD} ({verb}), {WITH} (phối hợp) | Quý II |\n2 | Số hóa | {LEAD} | Quý III |",
        [LEAD],
        [WITH],
    ),
}
# What any verb does, not only one of leading: the same in every form of sentence.
DEEDS = (
    "rà soát",
    "thẩm định",
    "cân đối",
    "tiếp nhận",
    "theo dõi",
    "tham mưu",
    "xây dựng",
    "tổ chức",
    "kiểm tra",
    "số hóa",
    "bố trí",
    "lưu trữ",
    "chuẩn bị",
)
FORMS: dict[str, Callable[[str], tuple[str, list[str], list[str]]]] = {
    "... do X V": lambda deed: (f"1. Hồ sơ lưu trữ của các phường do {LEAD} {deed} trong quý II.", [LEAD], []),
    "... do X cùng với Y V": lambda deed: (f"1. Đợt kiểm kê do {LEAD} cùng với {WITH} {deed}.", [LEAD], [WITH]),
    "... do X phối hợp với Y V": lambda deed: (
        f"1. Chương trình giao lưu do {LEAD} phối hợp với {WITH} {deed}.",
        [LEAD],
        [WITH],
    ),
    "... được giao cho X V": lambda deed: (f"1. Việc kiểm kê hồ sơ được giao cho {LEAD} {deed}.", [LEAD], []),
    "(X V)": lambda deed: (f"1. Hoàn thành đợt kiểm kê ({LEAD} {deed} theo quý).", [LEAD], []),
    "Nhân dịp ..., X V": lambda deed: (f"1. Nhân dịp đầu xuân, {LEAD} {deed} hồ sơ lưu trữ.", [LEAD], []),
    "Ngoài ..., X V": lambda deed: (f"1. Ngoài hồ sơ của các phường, {LEAD} {deed} hồ sơ lưu trữ.", [LEAD], []),
    "Trong quá trình ..., nhà trường V": lambda deed: (
        f"1. Trong quá trình sửa chữa, nhà trường {deed} hồ sơ.",
        ["nhà trường"],
        [],
    ),
    "... được giao X V": lambda deed: (f"1. Việc kiểm kê hồ sơ được giao {LEAD} {deed}.", [LEAD], []),
    "X được Z giao V": lambda deed: (f"1. {LEAD} được UBND tỉnh giao {deed} hồ sơ lưu trữ.", [LEAD], []),
    "X được giao V": lambda deed: (f"1. {LEAD} được giao {deed} hồ sơ lưu trữ.", [LEAD], []),
    "X được phân công V": lambda deed: (f"1. {LEAD} được phân công {deed} hồ sơ lưu trữ.", [LEAD], []),
    "X được ủy quyền V": lambda deed: (f"1. {LEAD} được ủy quyền {deed} hồ sơ lưu trữ.", [LEAD], []),
}
LEAST = 0.95
"""The part of the cells that must be read right."""


def first_task(body: str) -> dict[str, Any]:
    tasks = gold_facts(parse_plan(f"{HEAD}I. NHIỆM VỤ\n{body}\n{TAIL}"))["tasks"]
    return tasks[0] if tasks else {"lead": [], "coordinating": []}


def cells() -> Iterator[tuple[str, str, bool]]:
    """Yield each verb and construction, and whether it is read right."""
    for verbs, constructions in ((VERBS, CONSTRUCTIONS), (DEEDS, FORMS)):
        for verb in verbs:
            for name, construct in constructions.items():
                body, lead, coordinating = construct(verb)
                task = first_task(body)
                yield verb, name, (task["lead"], task["coordinating"]) == (lead, coordinating)


def test_every_verb_is_read_in_every_construction() -> None:
    wrong = [(verb, name) for verb, name, right in cells() if not right]
    assert len(wrong) <= (1 - LEAST) * (len(VERBS) * len(CONSTRUCTIONS) + len(DEEDS) * len(FORMS)), wrong


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_each_frame_reads_its_example(frame: Frame) -> None:
    text = fold(frame.example)
    statements = read_statements(View(text, ((0, len(text)),)))
    assert tuple(body.value for body in statements[0].lead) == frame.lead


EXAMPLES = [
    (role, entry["cue"], entry["example"])
    for role in ("lead", "coordinating", "monitoring", "executing")
    for entry in sheet("roles.toml")[role]
]


@pytest.mark.parametrize(("role", "cue", "example"), EXAMPLES, ids=[cue for _, cue, _ in EXAMPLES])
def test_each_cue_counts_in_its_example(role: str, cue: str, example: str) -> None:
    assert cue in example.lower()
    column = f"TT | Nội dung | Cơ quan {cue} | Cơ quan chủ trì |\n1 | Rà soát hồ sơ | Sở Y tế | Sở Nội vụ |\n2 | Số hóa | Sở Y tế | Sở Nội vụ |"
    if role == "lead":
        assert first_task(f"1. {example}")["lead"] == ["Sở Nội vụ"]
    elif role == "coordinating":
        assert first_task(f"1. Rà soát hồ sơ.\n- Cơ quan chủ trì: Sở Nội vụ.\n- {example}")["coordinating"] == [
            "Sở Tài chính"
        ]
        assert first_task(column)["coordinating"] == ["Sở Y tế"]
    elif role == "executing":
        assert first_task(f"1. Rà soát hồ sơ.\n- {example}")["lead"] == ["Sở Nội vụ"]


def test_a_new_verb_is_one_line_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb that no list has, put into a copy of the list, leads in every construction."""
    verb = "thống lĩnh"
    body, lead, coordinating = CONSTRUCTIONS["- Cơ quan V: X"](verb)
    assert first_task(body)["lead"] != lead
    with_verb = copy.deepcopy(sheet("roles.toml"))
    with_verb["lead"].append({"cue": verb, "example": "Sở Nội vụ thống lĩnh."})
    caches = (roles.cues, attributes.attributes, vocabulary)
    with monkeypatch.context() as patched:
        patched.setattr(roles, "sheet", lambda _name: with_verb)
        for cache in caches:
            cache.cache_clear()
        wrong = []
        for name, construct in CONSTRUCTIONS.items():
            body, lead, coordinating = construct(verb)
            task = first_task(body)
            if (task["lead"], task["coordinating"]) != (lead, coordinating):
                wrong.append(name)
    for cache in caches:
        cache.cache_clear()
    assert wrong == []


if __name__ == "__main__":
    print_matrix(cells())
