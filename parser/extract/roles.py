"""Roles: who leads, who works with them, who is reported to, as the sentence of a task says it.

A sentence is read by the frames of ``FRAMES``, in their order: each is a form of sentence that tells who acts ("Giao X ...", "do X chủ trì",
"(X chủ trì)"), and the first that fits gives the subject. The words in a frame (verbs of leading, assigning ...) are those of the lexicon, so what holds
of one verb holds of all. Those who work with the subject follow its verb ("phối hợp với Y") or stand beside it ("; Y phối hợp").

A body that is directed, urged, reported to or merely spoken of has no role of these; receivers and advised bodies are kept apart.
"""

from collections.abc import Callable
from typing import NamedTuple

from parser.extract.acting import acts, must
from parser.extract.agencies import Body, read_bodies, vocabulary
from parser.extract.brackets import bracketed
from parser.extract.by_role import ByRole
from parser.extract.coordination import coordinating, declared, working_beside
from parser.extract.done_by import BY, DONE_TO, DUTY, behind_dash, duty_of, given_to, led_by, passive
from parser.extract.later_clauses import given_on, later_clause, opens_clause
from parser.extract.noted import by_notes, with_members
from parser.extract.sentences import Sentence, Subject, open_sentence, read_founded, sentences, shares_out
from parser.extract.unlisted import is_unlisted_acronym, named_up_to_lead, up_to_colon, up_to_duty, up_to_lead
from parser.lexicon.attributes import attributes
from parser.lexicon.phrases import worded, words_of
from parser.lexicon.roles import NamedAfter, cues
from parser.normalise.letters import compiled
from parser.normalise.views import View


class Roles(NamedTuple):
    """The bodies of one statement by role, in text order, and where in the view the statement begins."""

    bodies: ByRole[Body] = ByRole()
    start: int = 0
    end: int = 0
    is_support: bool = False

    @property
    def lead(self) -> tuple[Body, ...]:
        """Who leads, or acts where nobody does."""
        return self.bodies["lead"]

    @property
    def coordinating(self) -> tuple[Body, ...]:
        """Who works with the lead."""
        return self.bodies["coordinating"]


# ── Frames ─────────────────────────────────────────────────────────────────────────────────────────────────────────
class Frame(NamedTuple):
    """A form of sentence that tells who acts: its name, a sentence and who leads in it (read by the tests), its reader, and what must stand in the sentence."""

    name: str
    example: str
    lead: tuple[str, ...]
    read: Callable[[Sentence], Subject | None]
    holds: str = ""


def _opens(sentence: Sentence) -> Subject | None:
    """Bodies that open the sentence, and what they do; where it is a superior that gives something out, those it is given to."""
    bodies, stop, end = sentence.first, sentence.stop, sentence.end
    if not bodies or stop > end:
        return None
    if is_unlisted_acronym(bodies) and not (
        cues().told.match(sentence.low, stop) or cues().carries_out.match(sentence.low, stop)
    ):
        return None  # "BQLDA có trách nhiệm ..." names a body, "JETP" does not
    if sentence.low.startswith(_LEADERS, bodies[0].start) and not (
        cues().told.match(sentence.low, stop) or must(sentence.view, stop)
    ):
        return None  # "Lãnh đạo HĐND tỉnh ban hành ..." is what a Party body does
    if _EACH_PERSON.match(sentence.low, bodies[0].start):
        return None  # "Mỗi cán bộ, đảng viên phải gương mẫu ..." is what everyone must be
    if not (sentence.key.startswith(":", stop) if sentence.is_addressed else acts(sentence.view, stop, end)):
        is_noted = sentence.key.startswith(" (", stop) and by_notes(sentence.view, bodies) is not None
        return (bodies, stop) if is_noted else None
    if (listed := _named_behind(sentence) or _leads_team(sentence)) is not None:
        return listed
    return given_on(sentence, with_members(sentence.view, bodies, stop, end), stop)


def _named_behind(sentence: Sentence) -> Subject | None:
    """The named bodies behind a group and a colon, which act ("Các đơn vị liên quan: Sở Xây dựng, Sở Công Thương rà soát ..."): they are whom the group means."""
    if len(sentence.first) > 1 or sentence.first[0].kind != "group" or not sentence.key.startswith(": ", sentence.stop):
        return None
    named, stop = read_bodies(sentence.view, sentence.stop + 2)
    is_whole = len(named) > 1 and all(body.kind != "group" for body in named)
    return (named, stop) if is_whole and acts(sentence.view, stop, sentence.end) else None


def _leads_team(sentence: Sentence) -> Subject | None:
    """The bodies that lead a team, behind its name and a colon ("Đoàn kiểm tra số 1: Sở Công Thương chủ trì ..."): the work is theirs."""
    team = _TEAM.match(sentence.low, sentence.first[0].start) if len(sentence.first) == 1 else None
    if team is None or team.end() < sentence.stop:
        return None
    bodies, stop = read_bodies(sentence.view, team.end())
    return (bodies, stop) if bodies and cues().leads.match(sentence.low, stop) else None


def _titled(sentence: Sentence) -> Subject | None:
    """What the words after a title and a colon give, read as a sentence of their own."""
    if sentence.first and not sentence.is_addressed:
        return None
    titled = _TITLE.match(sentence.key, sentence.start, sentence.end)
    if titled is None or sentence.low.endswith(_LISTS, 0, titled.end() - 2):
        return None
    start = titled.end()
    if sentence.key[start].islower() and not cues().openers.match(sentence.low, start):
        return None
    rest = open_sentence(sentence.view, start, sentence.end, sentence.low[start : sentence.end])
    found = next((found for read in _AFTER_TITLE if (found := read(rest)) is not None), None)
    return found if found and found[0] and found[1] <= sentence.end else None


def _at_level(sentence: Sentence) -> Subject | None:
    """Those who act at a level of government, or have a post, which is told before a colon and is nobody itself ("Cấp tỉnh: Sở Y tế mở lớp", "Trưởng ban: Ông Trần Bình chỉ đạo chung")."""
    start = sentence.stop + 2
    if not sentence.low.startswith(": ", sentence.stop) or not _LEVEL.fullmatch(
        sentence.low, sentence.place, start - 2
    ):
        return None
    rest = open_sentence(sentence.view, start, sentence.end, sentence.low[start : sentence.end])
    found = next((found for read in _AFTER_TITLE if (found := read(rest)) is not None and found[0]), None)
    if found is None and rest.first and _WHEN_ALONE.fullmatch(sentence.low, rest.stop, sentence.end):
        return rest.first, rest.stop  # "Cấp tỉnh: Sở Y tế."
    return found


def _behind_work(sentence: Sentence) -> Subject | None:
    """Bodies, and nothing but when, behind what is to be done and a colon ("Chuẩn bị hội trường: Văn phòng UBND xã (trước 10/9)"); not what the work is done to."""
    low, start, end = sentence.low, sentence.start, sentence.end
    colon = sentence.key.find(": ", start, start + _LONGEST_WORK)
    if colon < 0 or not vocabulary().verbs.match(low, start) or _DONE_TO.search(low, start, colon):
        return None
    if attributes().name.match(low, start, colon + 1):
        return None  # "Chủ trì: Sở A" belongs to the work before it
    bodies, stop = read_bodies(sentence.view, colon + 2)
    named = bodies and not bodies[0].value[0].islower()
    return (bodies, stop) if named and stop <= end and _WHEN_ALONE.fullmatch(low, stop, end) else None


_LONGEST_WORK = 120
_WHEN_ALONE = compiled(r"\s?(?:\([^()]{1,80}\))?\s?[.;/]*\s?")
# A noun or a word before the colon behind which stands what the work is done to, with or where ("Làm việc với các đơn vị: Sở A, Sở B").
_DONE_TO = worded(
    r" (?:{done_to}|{agency_or_unit+body}|{province+city+district+commune+village})$",
    "roles.toml",
    "attributes.toml",
    "places.toml",
)


def _run_in(sentence: Sentence) -> Subject | None:
    """Bodies after a title that has no mark behind it, whose words tell again what they do ("Giám sát trực tiếp Ban X thực hiện giám sát trực tiếp ...")."""
    titled = None if sentence.first else _RUN_IN.match(sentence.key, sentence.start, sentence.end)
    if titled is None or sentence.low.find(titled["title"].lower(), titled.end()) < 0:
        return None
    bodies, stop = read_bodies(sentence.view, titled.end())
    again = _CONDUCTING.match(sentence.low, stop) if bodies else None
    return (bodies, stop) if again and sentence.low.startswith(titled["title"].lower(), again.end()) else None


def _assigned(sentence: Sentence) -> Subject | None:
    """Bodies after a verb of assigning."""
    words, low, start = cues(), sentence.low, sentence.start
    if not words.may_assign(sentence.said):
        return None
    for found in words.assignment.finditer(low, start, sentence.end):
        if found.start() > start and words.no_assignment.search(low, max(start, found.start() - 20), found.start()):
            continue
        opens = found.start() <= start + 1 or opens_clause(low, found.start())
        if not opens and (
            found["task"] or (found[0].startswith(words.asking) and not _after_topic(sentence, found.start()))
        ):
            continue  # "kịp thời ban hành kế hoạch và phân công nhiệm vụ cho các cơ quan" is what whoever leads does
        if not opens and _PROPOSED.search(low, max(start, found.start() - _LONGEST_SUPERIOR), found.start()):
            continue  # "tham mưu UBND tỉnh giao Công an tỉnh ..." is what whoever leads proposes
        bodies, stop = named_up_to_lead(sentence, found.end(), *read_founded(sentence.view, found.end()))
        if not bodies or bodies[0].value in words.anyone:
            continue
        if not opens and not acts(sentence.view, stop, sentence.end, True):
            continue  # "Kinh phí ... trong dự toán giao cho các đơn vị": what was given to them
        if not words.spoken_of.match(low, stop) or words.told_to_be.match(low, stop):
            return with_members(sentence.view, bodies, stop, sentence.end), stop
    return None


def _after_topic(sentence: Sentence, place: int) -> bool:
    """Tell whether a named body is asked at ``place`` right after the phrase that opens the sentence; a superior is asked by whoever acts.

    That is a condition ("Nếu có vướng mắc, đề nghị các đơn vị ..."), or a topic with the one comma before ("Về di dời đường điện, yêu cầu Công ty X ...").
    """
    low, start = sentence.low, sentence.start
    if not low.endswith(", ", start, place) or _ASKS_SUPERIOR.match(low, place):
        return False
    if low.startswith(_CONDITIONS, start):
        return True
    return low.find(",", start, place - 2) < 0 and _TOPIC.match(low, start) is not None


_CONDITIONS = words_of("roles.toml", "conditions")
_TOPIC = worded(r"{topics} ", "roles.toml")
_SUPERIOR = r"(?:{superior_head} )?(?:{kinds.committee.alone} {province+city}(?!\p{L})|{superior_central})"
_SUPERIOR_SHEETS = ("roles.toml", "places.toml", "bodies.toml")
_ASKS_SUPERIOR = worded(rf"{{asking}} {_SUPERIOR}", *_SUPERIOR_SHEETS)
_PROPOSED = worded(rf"{{asking+advising+reporting_to}} {_SUPERIOR} $", *_SUPERIOR_SHEETS)
_LONGEST_SUPERIOR = 60


def _encouraged(sentence: Sentence) -> Subject | None:
    """A named body, or the localities, that the sentence opens with encouraging to do something; people and businesses at large lead nothing."""
    found = cues().encouraging.match(sentence.low, sentence.start)
    if found is None:
        return None
    bodies, stop = read_bodies(sentence.view, found.end())
    if not bodies or not acts(sentence.view, stop, sentence.end):
        return None
    named = bodies[0].kind != "group" or sentence.low.startswith(_LOCALITIES, bodies[0].start)
    return (bodies, stop) if named else None


FRAMES = (
    Frame(
        "up to a cue of leading",
        "Trung tâm Ươm tạo hạt giống chủ trì, phối hợp với Sở Y tế lập danh mục.",
        ("Trung tâm Ươm tạo hạt giống",),
        up_to_lead,
    ),
    Frame(
        "up to a colon",
        "Các hợp tác xã trồng rau sạch trên địa bàn: Đăng ký nhãn hiệu.",
        ("Các hợp tác xã trồng rau sạch trên địa bàn",),
        up_to_colon,
        ":",
    ),
    Frame(
        "up to a duty",
        "Các cơ sở dạy nghề ngoài công lập trên địa bàn có trách nhiệm công khai học phí.",
        ("Các cơ sở dạy nghề ngoài công lập trên địa bàn",),
        up_to_duty,
    ),
    Frame("at a level", "Cấp tỉnh: Sở Nội vụ mở lớp tập huấn.", ("Sở Nội vụ",), _at_level, ":"),
    Frame("opens the sentence", "Sở Nội vụ rà soát hồ sơ.", ("Sở Nội vụ",), _opens),
    Frame(
        "after a title",
        "Chế độ báo cáo: Sau mỗi đợt kiểm kê, Sở Nội vụ gửi báo cáo.",
        ("Sở Nội vụ",),
        _titled,
        ": ",
    ),
    Frame(
        "after a title without a mark",
        "Giám sát trực tiếp Ủy ban MTTQ xã thực hiện giám sát trực tiếp tại ba thôn.",
        ("Ủy ban MTTQ xã",),
        _run_in,
    ),
    Frame("assigned", "Giao Sở Nội vụ rà soát hồ sơ.", ("Sở Nội vụ",), _assigned),
    Frame("encouraged", "Khuyến khích Hội Nông dân tỉnh vận động hội viên.", ("Hội Nông dân tỉnh",), _encouraged),
    Frame("by", "Việc rà soát hồ sơ do Sở Nội vụ đảm nhiệm.", ("Sở Nội vụ",), led_by, BY),
    Frame("passive", "Hồ sơ của các xã được Sở Nội vụ thẩm định.", ("Sở Nội vụ",), passive, DONE_TO),
    Frame(
        "given to",
        "Nhiệm vụ kiểm kê hồ sơ được giao cho Sở Nội vụ chủ trì.",
        ("Sở Nội vụ",),
        given_to,
        DONE_TO,
    ),
    Frame(
        "duty of",
        "Cắt tỉa cây dọc tuyến đường: trách nhiệm của Công ty Điện lực Mường Lay.",
        ("Công ty Điện lực Mường Lay",),
        duty_of,
        DUTY,
    ),
    Frame("later clause", "Trên cơ sở kết quả kiểm kê, Sở Nội vụ lập danh mục.", ("Sở Nội vụ",), later_clause),
    Frame(
        "behind the work",
        "Chuẩn bị hội trường: Văn phòng Sở Nội vụ (trước 10/9).",
        ("Văn phòng Sở Nội vụ",),
        _behind_work,
        ": ",
    ),
    Frame("behind a dash", "Dự trữ thuốc tiêm phòng - Sở Y tế chủ trì.", ("Sở Y tế",), behind_dash, " - "),
    Frame("bracket", "Rà soát hồ sơ tồn đọng (Sở Nội vụ phụ trách).", ("Sở Nội vụ",), bracketed, "("),
)
"""The forms of sentences that tell who acts, in the order in which they are tried."""


def _subject(sentence: Sentence) -> Subject:
    """Return what the first frame gives that fits; nothing where none does."""
    said = sentence.said
    for held, read in _READERS:
        if held in said and (subject := read(sentence)) is not None:
            return subject
    return (), sentence.start


_READERS = tuple((frame.holds, frame.read) for frame in FRAMES)
_TEAM = worded(r"{teams}(?!\p{L})[^:.;()]{0,60}(?: \([^()]{1,80}\))?: (?:do )?", "roles.toml")
_EACH_PERSON = worded(r"{each_one} {each_person}(?!\p{L})", "roles.toml")
# A title before what a sentence says ("Chế độ báo cáo: Các sở, ngành ...").
_TITLE = compiled(r"[\p{Lu}0-9](?:[^:.()]|\([^()]{1,200}\)){2,240}: (?=\p{L})")
_RUN_IN = compiled(r"(?P<title>\p{Lu}\p{Ll}+(?: \p{Ll}+){2,6}) (?=\p{Lu})")
_LEVEL = worded(
    r"(?:các )?{level} {province+city+district+commune+central+level_of_base}|{posts}(?! {plural}(?!\p{L}))(?: \p{L}++){0,5}",
    "places.toml",
    "sections.toml",
    "names.toml",
)
_LEVEL_TITLE = worded(r"(?:các )?{level} {province+city+district+commune+central+level_of_base}: ", "places.toml")
_CONDUCTING = worded(r" (?:{conducting} )?", "sections.toml")
_LEADERS = tuple(f"{word} " for word in words_of("names.toml", "leaders"))
_LISTS = words_of("roles.toml", "quota_not_lists")
_LOCALITIES = words_of("roles.toml", "encouraged")
_AFTER_TITLE = (up_to_duty, _opens, led_by, later_clause)


def read_statements(view: View) -> list[Roles]:
    """Return what each sentence of a task's paragraph says of roles, in order.

    A statement without ``lead`` names bodies that work with whoever leads.
    """
    key = view.key
    has_parts = "; " in key
    whole = ". " not in key and "(" not in key and not has_parts
    found: list[Roles] = []
    for start, end in ((0, len(key)),) if whole else sentences(view):
        parts = _parts(view, start, end) if has_parts else ()
        found += [roles for part in parts or ((start, end),) if (roles := _sentence(view, *part)) is not None]
    return found


def _parts(view: View, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the parts of a sentence that a semicolon parts, each with an actor of its own; () where it has but one.

    "Giao Sở A ...; giao Sở B ...", "Sở A ...; các xã có trách nhiệm ...", "Cấp tỉnh: Sở A; cấp xã: UBND xã".
    """
    words, low = cues(), view.low
    gives = words.assignment.match(low, start) is not None
    opens_with_verb = not gives and vocabulary().verbs.match(low, start) is not None
    levels = _LEVEL_TITLE.match(low, start) is not None
    if not gives and not levels and not words.may_be_told(low[start:]):
        return ()
    cuts = [start]
    for mark in _SEMICOLON.finditer(view.key, start, end):
        if mark[0] != "; ":
            continue  # a bracket
        place = mark.end()
        if levels and _LEVEL_TITLE.match(low, place):
            cuts.append(place)
            continue
        given = words.assignment.match(low, place) if gives else None
        bodies, stop = read_bodies(view, given.end() if given else place)
        if not bodies:
            continue
        told = given is None and (words.has_duty.match(low, stop) or words.before_duty.match(low, stop, end))
        if given or (told and (opens_with_verb or _acts_before(view, cuts[-1], mark.start()))):
            cuts.append(place)
    return tuple(zip(cuts, [*cuts[1:], end], strict=True)) if len(cuts) > 1 else ()


def _acts_before(view: View, start: int, end: int) -> bool:
    """Tell whether the words of a range name who acts and what they do: no mere beginning of a list of bodies."""
    before = _sentence(view, start, min(end, start + _LONGEST_OPENING))
    return before is not None and bool(before.lead) and before.lead[-1].end < end


# A semicolon, or a bracket with those that stand inside it.
_SEMICOLON = compiled(r"; |\([^()]*+\)?")
_LONGEST_OPENING = 600
"""Within so many characters a part says who acts."""

_CAPITALS = 32
"""What begins with so many characters in capitals is a title, and gives nothing out."""


def _sentence(view: View, start: int, end: int) -> Roles | None:
    """Read the roles of one sentence."""
    low = view.low
    said = low if start == 0 and end == len(low) else low[start:end]
    if shares_out(said) or view.key[start : start + _CAPITALS].isupper():
        return None
    leads, place = _subject(open_sentence(view, start, end, said))
    works = cues().may_work(said)
    working = coordinating(view, start, end) if works else ()
    if works and len(leads) > 1 and (noted := by_notes(view, leads)) is not None:
        leads, working = noted[0], noted[1] + working
    if works and (" là " in said or " làm " in said) and (also := declared(view, start, end)):
        working += tuple(body for body in also if body not in working)
        leads = () if leads and leads[0].start == also[0].start else leads
    if leads and low.find("hợp", place, end) >= 0 and (beside := working_beside(view, place)):
        working = beside + tuple(body for body in working if body not in beside)
    if not leads and not working:
        return None
    if leads and working:
        taken = {(body.start, body.end) for body in leads}
        working = tuple([body for body in working if (body.start, body.end) not in taken])
    bodies = {"lead": leads, "coordinating": working}
    for role, after in cues().named_after.items():
        if after.may_stand_in(said):
            bodies[role] = _after(after, view, max(place, start), end)
    return Roles(
        ByRole(bodies),
        start=start,
        end=end,
        is_support=not leads and cues().support.match(low, start) is not None,
    )


def _after(named: NamedAfter, view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies named right after each cue of a sentence."""
    found: list[Body] = []
    for match in named.pattern.finditer(view.low, start, end):
        bodies, _ = read_bodies(view, match.end())
        shortest = len(view) if match[0].rstrip().endswith(named.not_a_group) else 8
        found.extend(body for body in bodies if body.kind != "group" or body.end - body.start > shortest)
    return tuple(found)
