"""Forms of names and lists that several parts of the grammar read."""

import re

from parser.lexicon.phrases import any_of, worded, words_of

PLACES, NAMES, ROLES = "places.toml", "names.toml", "roles.toml"
"""The sheets of places, of the words of names and of what those do who are named."""


def shape(pattern: str) -> re.Pattern[str]:
    """Return a pattern with the words of these sheets in it."""
    return worded(pattern, PLACES, NAMES, ROLES)


def of_names(*keys: str) -> frozenset[str]:
    """Return the words of lists of the sheet of names."""
    return frozenset(words_of(NAMES, *keys))


SEPARATOR = shape(r"(?:[,;]|\s?\+)\s?(?:{joiners}\s)?|\s(?:{joiners}|&)\s|\s?/\s?(?=\p{L})|\s-\s(?={after_dash}\s)")
"""What stands between the bodies of a list."""

_UNITS = words_of(PLACES, "Province", "City", "District", "Commune", "Central")
_LONG_UNITS = any_of(unit for unit in _UNITS if " " in unit)
_SHORT_UNITS = any_of(unit for unit in _UNITS if " " not in unit)
CAPITAL_PLACE = rf"(?:{_LONG_UNITS}|{_SHORT_UNITS}(?! [hHỦủĐđ]))(?!\p{{L}})"
"""A place noun in capitals after a name is the place that it belongs to ("Công an Tỉnh", "Công an Thành phố"), not a word of it."""

PROPER_WORD = rf"(?!{CAPITAL_PLACE})\p{{Lu}}[\p{{L}}]*+(?>(?:'\p{{L}}++)?)"
"""A capital word of a proper name ("Lạc", "R'lấp")."""

PLACE_NUMBER = r"(?: [1-9](?=\s?[,;.):/]| và |$| \p{Ll}))"
"""The number of one of several places of a name ("xã Bảo Lâm 1")."""

PROPER_TAIL = shape(
    rf"\s(?:{{Estate}} (?=\p{{Lu}}))?(?:{PROPER_WORD}|[0-9]{{1,5}}(?![\d/]|[.,]\d))(?:(?: - (?!{{Branches}} )|[ \-]){PROPER_WORD}){{0,5}}(?P<numbered>{PLACE_NUMBER}(?! {{counted_behind}}(?!\p{{L}})))?"
)
"""A proper name, or a number, after a word ("tỉnh Bắc Kạn", "Ban Chỉ đạo 1237")."""

BARE_AFTER = frozenset(("so", "ministry"))
"""Kinds of body that are named by a field of work: their bare names may follow one with its head ("Sở Tài chính, Nội vụ"), and may be verbs, too."""

BARE_OWNERS = words_of(NAMES, "Owners")
"""Kinds named by one word where the whole body is meant ("Văn phòng Sở", "trực thuộc Bộ")."""

TERRITORIAL = of_names("territorial").union(words_of("bodies.toml", "kinds.committee.alone", "kinds.council.alone"))
"""Kinds that stand over places, which can be listed without "các" ("UBND quận, huyện")."""

SHARED_HEAD = shape(
    r"(?:{plural}\s)?(?:(?P<kind>{shared})(?:, ban)?(?:,? {field_noun})?{shared_more}?{shared_groups}?"
    r"|(?P<other>{shared_other}|{agency_or_unit}(?:, {shared_units_more})*)):\s?"
)
"""A kind that the names after it share ("các Sở: Nội vụ, Tài chính", "các sở, ngành: Nội vụ, Công an tỉnh")."""

NUMBERED_BODIES = of_names("numbered").union(words_of(PLACES, "village"))
"""Kinds that carry a number ("Ban Chỉ đạo quốc gia 1237", "Quân khu 1")."""

NESTING_HEADS = of_names("nesting")
"""Kinds that are complete by themselves and can yet take the body they belong to ("Thanh tra Sở Y tế", "Đảng đoàn HĐND tỉnh")."""

_PLACE_WORD = r"\p{Lu}\p{Ll}*+(?>(?:'\p{L}\p{Ll}*+)?)"
PLACE_WORDS = rf"{_PLACE_WORD}(?>(?:[ \-]{_PLACE_WORD}){{0,3}})(?!\p{{L}}){PLACE_NUMBER}?"
"""The words of a place's name."""

_WHICH_AREA = (
    r"(?: (?:[IVX]{1,5}|[0-9]{1,2})(?!\p{L})"
    rf"(?: - (?!{{After_dash}} |\p{{Lu}}{{{{2}}}}){PLACE_WORDS})?| {{regions}})"
)
AREA = shape(rf" (?:{{region+Region}}{_WHICH_AREA}?|{{region_short+Region_short}}{_WHICH_AREA})")
"""The area that a body is over, with its number and the name of its seat ("khu vực III", "khu vực 2 - Con Cuông")."""

PLACE_NAME = shape(PLACE_WORDS)
"""The name of a place."""

NAMED_PLACES = shape(
    r"(?:các|[0-9]{1,3}) (?P<noun>{province+city+district+commune+village})(?P<colon>:)? "
    rf"(?P<names>{PLACE_WORDS}(?>(?:(?:, | và ){PLACE_WORDS})*))"
)
"""Places listed by name after one noun ("các xã Đà Bắc, Mai Châu")."""

AND_PLACES = shape(r" và (?=các {district+commune}(?!\p{L}))")
"""What joins a city with its districts, named in one breath ("UBND thành phố Thủ Đức và các quận, huyện")."""

# What stands before the places that a kind of body is over ("UBND các huyện", "UBND 14 phường").
PLURAL_PLACES = shape(r"các |[0-9]{1,3} (?={province+city+district+commune+counted_places}(?!\p{L}))")
_AND_ZONES = shape(r" và (?:các )?{zone}(?!\p{L})")
_ECONOMIC_ZONES = words_of(PLACES, "economic_zone")

QUANTIFIER = shape(r"(?:{quantifiers}|\(\d\))\s")
"""What stands before a name and says how many are meant."""
PLACE_NOUN = shape(r"{province+city+city_short+district+commune+central+national+state}(?!\p{L})")
"""A noun of a place, or what stands for one."""
SERIAL = shape(r" {serial} [0-9]{1,3}(?![\d/\-])")
"""A serial number ("Đội Quản lý thị trường số 4")."""
ORGANISATION = words_of(NAMES, "organisation")
"""The noun that is a verb, too, and opens no name of a body."""
DEEPEST = 4
"""How deep bodies are named inside bodies ("Phòng A thuộc Sở B của tỉnh C")."""
LISTED = shape(r", | và |(?: - |\s?/\s?)(?={dashed+city+district+commune}(?!\p{L}))")
"""What joins the parts of a list."""


ROLE_FOLLOWS = shape(r",? (?:{lead+coordination+told}|{noted_as} {being})(?!\p{L})|:")
"""What can only stand after a name of a body."""


def and_zones(low: str, end: int) -> int:
    """Return where "và các khu công nghiệp" ends after an economic zone, -1 if it does not stand there: one board runs both."""
    found = _AND_ZONES.match(low, end)
    if found is None:
        return -1
    before = low[max(0, end - 80) : end]
    return found.end() if any(zone in before for zone in _ECONOMIC_ZONES) else -1
