"""The word lists of bodies and of what they do, each as a pattern; read once from the data files."""

from functools import cache
from typing import NamedTuple

from parser.normalise.letters import compiled
from parser.vocabulary import sheet
from parser.vocabulary.phrases import Phrases

SEPARATOR = compiled(
    r"\s?[,;+]\s?(?:(?:và|hoặc)\s)?|\s(?:và|hoặc|&)\s|\s?/\s?(?=\p{L})|\s-\s(?=(?:sở|bộ|ban|ubnd|công an|các)\s)"
)
"""What stands between the bodies of a list."""

CAPITAL_PLACE = r"(?:Thành phố|Thị xã|Thị trấn|Trung ương|(?:Tỉnh|Huyện|Quận|Phường|Xã)(?! [hHỦủĐđ]))(?!\p{L})"
"""A place noun in capitals after a name is the place that it belongs to ("Công an Tỉnh", "Công an Thành phố"), not a word of it."""

PROPER_WORD = rf"(?!{CAPITAL_PLACE})\p{{Lu}}[\p{{L}}]*+"
"""A capital word of a proper name."""

PROPER_TAIL = compiled(rf"\s(?:{PROPER_WORD}|[0-9]{{1,5}}(?![\d/.,]))(?:(?: - |[ \-]){PROPER_WORD}){{0,5}}")
"""A proper name, or a number, after a word ("tỉnh Bắc Kạn", "Ban Chỉ đạo 1237")."""

BARE_OWNERS = ("Sở", "Bộ", "Cục", "Ban", "Ngành")
"""Kinds named by one word where the whole body is meant ("Văn phòng Sở", "trực thuộc Bộ")."""

TERRITORIAL = frozenset(("ủy ban nhân dân", "ubnd", "hđnd", "hội đồng nhân dân", "công an", "mttq"))
"""Kinds that stand over places, which can be listed without "các" ("UBND quận, huyện")."""

SHARED_HEAD = compiled(
    r"(?:(?:các|những)\s)?(sở|bộ|ban|phòng|hội|cục|vụ|chi cục|đảng ủy|trung tâm|đơn vị|cơ quan|ban, ngành|sở, ban, ngành|sở, ngành)\s?:\s?"
)
"""A kind that the names after it share ("các Sở: Nội vụ, Tài chính")."""

NESTING_HEADS = frozenset(
    (
        "ban cán sự đảng",
        "cơ quan thường trực",
        "đảng đoàn",
        "đảng ủy",
        "văn phòng",
        "công đoàn",
        "đoàn thanh niên",
        "thường trực",
        "ban thường vụ",
        "đảng bộ",
    )
)
"""Kinds that are complete by themselves and can yet take the body they belong to ("Thanh tra Sở Y tế", "Đảng đoàn HĐND tỉnh")."""

_PLACE_WORDS = r"\p{Lu}\p{Ll}*+(?:[ \-]\p{Lu}\p{Ll}*+){0,3}+(?!\p{L})"
PLACE_NAME = compiled(_PLACE_WORDS)
NAMED_PLACES = compiled(
    rf"các (?P<noun>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|bản|thôn|ấp)(?P<colon>\s?:)? (?P<names>{_PLACE_WORDS}(?:(?:, | và ){_PLACE_WORDS})*+)"
)
"""Places listed by name after one noun ("các xã Đà Bắc, Mai Châu")."""

AND_PLACES = compiled(r" và (?=các (?:huyện|quận|xã|phường|thị xã)(?!\p{L}))")
"""What joins a city with its districts, named in one breath ("UBND thành phố Thủ Đức và các quận, huyện")."""


class Vocabulary(NamedTuple):
    """The lists of `agencies.toml` and `predicates.toml`."""

    heads: Phrases
    head_kinds: dict[str, str]
    alone: frozenset[str]
    fields: frozenset[str]
    names: dict[str, Phrases]
    groups: Phrases
    families: dict[str, str]
    other_words: Phrases
    organisation_before: Phrases
    with_comma: Phrases
    comma_within: int
    """How far from the beginning of such a phrase its first comma stands at most."""
    tails: Phrases
    group_tails: Phrases
    linking: Phrases
    acronyms: Phrases
    openers: frozenset[str]
    verbs: Phrases
    not_predicates: Phrases


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists of bodies and predicates, read once from the data files."""
    bodies, predicates = sheet("agencies.toml"), sheet("predicates.toml")
    kinds = bodies["kinds"]
    head_kinds = {head: kind for kind, entry in kinds.items() for head in entry["heads"]}
    groups = bodies["groups"]
    families = {noun: family for family in ("state", "business", "territory") for noun in groups[family]}
    quantifiers = ("tất", "toàn", "các", "những", "mỗi", "từng", "một", "hai", "ba", "đ", "đồng")
    openings = (*head_kinds, *families, *quantifiers, *bodies["acronyms"]["central"])
    return Vocabulary(
        openers=frozenset(opening.split(" ", 1)[0].rstrip(",") for opening in openings),
        heads=Phrases(head_kinds),
        head_kinds=head_kinds,
        alone=frozenset(head for entry in kinds.values() for head in entry.get("alone", ())),
        fields=frozenset(bodies["fields"]["words"]),
        names={kind: Phrases(entry["names"]) for kind, entry in kinds.items()},
        groups=Phrases(families),
        families=families,
        other_words=Phrases(groups["other_words"]),
        organisation_before=Phrases(groups["organisation_before"]),
        with_comma=Phrases(bodies["names"]["with_comma"]),
        comma_within=max(phrase.find(",") for phrase in bodies["names"]["with_comma"]),
        tails=Phrases(bodies["tails"]["fixed"]),
        group_tails=Phrases((*bodies["tails"]["fixed"], *bodies["tails"]["group"])),
        linking=Phrases(bodies["tails"]["linking"]),
        acronyms=Phrases(bodies["acronyms"]["central"]),
        verbs=Phrases(predicates["verbs"]),
        not_predicates=Phrases(predicates["not_predicates"]),
    )
