"""Done by: sentences that open with the work and tell then whose it is ("Việc ... do X chủ trì", "Hồ sơ ... được X thẩm định", "... được giao cho X")."""

from parser.extract.acting import acts
from parser.extract.agencies import Body, read_bodies, vocabulary
from parser.extract.sentences import SEVERAL, Sentence, Subject
from parser.extract.unlisted import named_up_to_lead
from parser.lexicon.phrases import worded, words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View

_SHEETS = ("roles.toml", "places.toml")


def led_by(sentence: Sentence) -> Subject | None:
    """Bodies after "do": after a pause, before "phối hợp", or of what the sentence opens with ("Việc ...", "Hồ sơ ...")."""
    for found in _LED_BY.finditer(sentence.low, sentence.start, sentence.end):
        bodies, stop = named_up_to_lead(sentence, found.end(), *read_bodies(sentence.view, found.end()))
        if bodies and stop <= sentence.end and (subject := _leads(sentence, found.start(), bodies, stop)):
            return subject
    return None


def _leads(sentence: Sentence, place: int, bodies: tuple[Body, ...], stop: int) -> Subject | None:
    """Return bodies, which end at ``stop``, where the "do" at ``place`` tells that the work is theirs."""
    words, low, start = cues(), sentence.low, sentence.start
    is_work = words.work_item.match(low, _behind_opener(sentence)) is not None
    pauses = not place or low.endswith(_PAUSES, start, place)
    if words.carried_out.match(low, stop) and (is_work or pauses or _HAS_ALL.match(low, stop)):
        return bodies, stop
    if place == start and low[start - 2 : start] == ": " and acts(sentence.view, stop, sentence.end, True):
        return bodies, stop  # "Đối với hạ tầng trong khu công nghiệp: Do chủ đầu tư bố trí vốn."
    if _is_theirs(sentence, place, bodies, stop):
        return bodies, stop
    led = words.leads.match(low, stop)
    if led is None or not (is_work or pauses or _THEN_WORKS.match(low, led.end()) or _is_made(sentence, stop)):
        return None
    after = led.end()
    is_told = low[after : after + 1] == " " and words.described.match(low, after + 1)
    return None if is_told and not low.startswith("thực hiện", after + 1) else (bodies, after)


def _is_made(sentence: Sentence, stop: int) -> bool:
    """Tell whether a sentence opens with the making of something and ends its clause with those who lead, up to ``stop``: they lead the making ("Tổ chức hội nghị ... do X chủ trì")."""
    return (
        _MADE.match(sentence.low, sentence.start) is not None
        and cues().leads_and_ends.match(sentence.low, stop) is not None
    )


def _behind_opener(sentence: Sentence) -> int:
    """Return where a sentence begins behind the phrase that opens it ("Đối với lưới điện, | việc kiểm tra ..."); its start without one."""
    if not cues().openers.match(sentence.low, sentence.start) and not sentence.is_addressed:
        return sentence.start
    comma = sentence.low.find(", ", sentence.start, sentence.end)
    return comma + 2 if comma > 0 else sentence.start


def _is_theirs(sentence: Sentence, place: int, bodies: tuple[Body, ...], stop: int) -> bool:
    """Tell whether a sentence is nothing but some work and who does it, whatever the verb."""
    low = sentence.low
    if not _opens_with_work(sentence, place) or low.endswith(_NOT_BEFORE_BY, sentence.start, place):
        return False
    return _is_several_or_named(sentence, bodies) and does(sentence.view, stop, sentence.end)


def does(view: View, stop: int, end: int) -> bool:
    """Tell whether the words up to ``end`` are what the bodies that end at ``stop`` do, and nothing more is said of it; something does not only come from them ("ban hành")."""
    low = view.low
    if _SHARE.match(low, stop) or len(_COUNTS.findall(low, stop, end)) > 1:
        return False  # "(VNPT: 25, Viettel: 33)", "(Sở A mở 01 lớp, Sở B mở 02 lớp)" share numbers out
    return (
        _COMES_FROM.match(low, stop) is None
        and acts(view, stop, end, True)
        and _SAYS_MORE.search(low, stop, end) is None
    )


def _opens_with_work(sentence: Sentence, place: int) -> bool:
    """Tell whether a sentence opens, up to ``place``, with what somebody works on: no body, no verb, no phrase before a subject."""
    low, start = sentence.low, sentence.start
    if sentence.first or sentence.is_addressed or not _WORK.fullmatch(low, start, place):
        return False
    if cues().openers.match(low, start) or _NO_WORK.match(low, start):
        return False
    return vocabulary().verbs.match(low, start) is None or _DRAFTED.match(low, start) is not None


def _is_several_or_named(sentence: Sentence, bodies: tuple[Body, ...]) -> bool:
    """Tell whether bodies are named, or a group that is told to be one ("các đơn vị")."""
    return bodies[0].kind != "group" or sentence.low.startswith(SEVERAL, bodies[0].start)


def passive(sentence: Sentence) -> Subject | None:
    """A named body after "được" in the first clause, where the sentence opens with what the body works on."""
    low, start = sentence.low, sentence.start
    found = _PASSIVE.match(low, start, sentence.end)
    if found is None or sentence.first or vocabulary().verbs.match(low, start) or cues().openers.match(low, start):
        return None
    if low.endswith(_PASSIVE_NOT_AFTER, 0, found.start("by")):
        return None
    bodies, stop = read_bodies(sentence.view, found.end())
    works = bodies and bodies[0].kind != "group" and _PASSIVE_WORK.match(low, stop)
    return (bodies, stop) if works else None


def given_to(sentence: Sentence) -> Subject | None:
    """Bodies to whom the work that the sentence opens with is given ("Việc kiểm kê được giao cho Sở X chủ trì")."""
    for found in _GIVEN_TO.finditer(sentence.low, sentence.start, sentence.end):
        bodies, stop = read_bodies(sentence.view, found.end())
        if not bodies or not _opens_with_work(sentence, found.start()) or not _is_several_or_named(sentence, bodies):
            continue
        if not _GOODS.match(sentence.low, sentence.start) and not cues().spoken_of.match(sentence.low, stop):
            return bodies, stop
    return None


def duty_of(sentence: Sentence) -> Subject | None:
    """Bodies whose duty the work is said to be behind it, up to the end ("Cắt tỉa hành lang lưới điện: trách nhiệm của Công ty X", "Việc ... thuộc trách nhiệm của X")."""
    found = _DUTY_OF.search(sentence.low, sentence.start, sentence.end)
    if found is None or sentence.first or cues().openers.match(sentence.low, sentence.start):
        return None
    if found["mark"]:
        is_said = sentence.key[found.end("mark")].islower() and _WORK.fullmatch(
            sentence.low, sentence.start, found.start()
        )
    else:
        is_said = cues().work_item.match(sentence.low, sentence.start)
    if not is_said:
        return None
    bodies, stop = read_bodies(sentence.view, found.end(), is_cued=True)
    return (bodies, stop) if bodies and _WHEN_ALONE.fullmatch(sentence.low, stop, sentence.end) else None


def behind_dash(sentence: Sentence) -> Subject | None:
    """A named body that leads, behind the work and a dash ("Dự trữ hàng hóa - Sở Công Thương chủ trì")."""
    if sentence.first or not cues().may_lead(sentence.said):
        return None
    dash = sentence.low.rfind(" - ", sentence.start, sentence.end)
    while dash > sentence.start:
        if sentence.key[dash + 3].isupper() and _opens_with_any_work(sentence, dash):
            bodies, stop = read_bodies(sentence.view, dash + 3)
            if bodies and bodies[0].kind != "group" and cues().leads.match(sentence.low, stop):
                return bodies, stop
        dash = sentence.low.rfind(" - ", sentence.start, dash)
    return None


def _opens_with_any_work(sentence: Sentence, place: int) -> bool:
    """Tell whether a sentence opens, up to ``place``, with a verb and no more than one clause, or with what somebody works on."""
    low, start = sentence.low, sentence.start
    verb = vocabulary().verbs.match(low, start) is not None
    return (verb and _WORK.fullmatch(low, start, place) is not None) or _opens_with_work(sentence, place)


BY, DONE_TO, DUTY = "do ", " được ", words_of("sections.toml", "duties")[0]
"""What stands in every sentence of some of these forms: the word by whom, the one of what is done to something, the one whose duty it is."""
_DUTY_OF = worded(
    rf"(?:(?P<mark>[:(] ?(?:{{duty_under}} )?| - (?:{{duty_under}} )?)| {{duty_under+noted_as}} ){DUTY}(?: {{mainly}})?(?: {{duties_whose}})? ",
    "sections.toml",
    "roles.toml",
)
_WHEN_ALONE = compiled(r"\s?(?:\([^()]{1,80}\))?\s?[.;/)]*\s?")
_LED_BY = compiled(r"do(?<![^\s(,;]do)\s")
# "do X chủ trì" gives the lead after a comma or in brackets, before "phối hợp", or of what the sentence opens with ("Việc ...").
_PAUSES = tuple(f"{mark}{blank}" for mark in ",;:(" for blank in ("", " "))
_THEN_WORKS = worded(r",?\s(?:và )?{then_works}", *_SHEETS)
_HAS_ALL = worded(
    r" (?:{answers}(?: {carried_out_by})?(?! ?[\p{L}\p{N}(])|{carried_out_by},? {with_help}(?!\p{L}))", *_SHEETS
)
# What a sentence opens with, up to the words that tell whose work it is.
_WORK = compiled(r"[^;:.()]{4,240} ?(?:\([^()]{1,120}\) ?)?")
_MADE = worded(r"{made} ", *_SHEETS)
_NO_WORK = worded(r"{no_work}(?!\p{L})", *_SHEETS)
_DRAFTED = worded(r"{drafted} {drafted_for}(?!\p{L})", *_SHEETS)
_NOT_BEFORE_BY = tuple(f" {word} " for word in words_of("roles.toml", "not_before_by"))
_COMES_FROM = worded(r" (?:{also_before} )?(?:{comes_from}(?!\p{L})|làm (?!{in_between}))", *_SHEETS)
# The sentence goes on and says more of the work than who does it.
_SAYS_MORE = worded(
    r"(?<= )"
    + "".join(f"(?<!{word} )" for word in words_of("roles.toml", "says_no_more_after"))
    + r"{says_more}(?!\p{L})(?! {says_no_more+assigned_passive}(?!\p{L}))",
    *_SHEETS,
)
_SHARE = compiled(r": ?[0-9]")
_COUNTS = compiled(r" [0-9]{1,4} (?=\p{L})")
# What one is given and does not do ("Chỉ tiêu được giao cho các xã").
_GOODS = worded(r"{assigned_goods}(?!\p{L})", *_SHEETS)
_GIVEN_TO = worded(rf"(?<= ){DONE_TO[1:]}{{assigned_passive}} (?:cho )?", *_SHEETS)
# What a sentence opens with, up to "được" and the one by whom something is done to it.
_PASSIVE = compiled(rf"[^,;:.()]{{2,100}}?(?P<by>{DONE_TO})")
_PASSIVE_NOT_AFTER = tuple(f" {word}" for word in words_of("roles.toml", "passive_not_after"))
_PASSIVE_WORK = worded(r" {passive_work}(?!\p{L}| {praised}(?!\p{L}))", *_SHEETS)
