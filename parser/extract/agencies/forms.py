"""Forms of names and lists that the grammar (``names``, ``lists``) and the look-ups of known bodies (``known``) both read."""

from parser.normalise.letters import compiled

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
    r"(?:(?:các|những)\s)?(?:(?P<kind>sở|bộ)(?:, ban)?(?:,? ngành)?(?:, cơ quan ngang bộ)?(?:, địa phương| liên quan)?"
    r"|(?P<other>phòng|hội|cục|vụ|chi cục|đảng ủy|trung tâm|ban, ngành|ban|(?:cơ quan|đơn vị)(?:, (?:đơn vị|địa phương))*))\s?:\s?"
)
"""A kind that the names after it share ("các Sở: Nội vụ, Tài chính", "các sở, ngành: Nội vụ, Công an tỉnh")."""

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

PLACE_WORDS = r"\p{Lu}\p{Ll}*+(?>(?:[ \-]\p{Lu}\p{Ll}*+){0,3})(?!\p{L})"
"""The words of a place's name."""

PLACE_NAME = compiled(PLACE_WORDS)
"""The name of a place."""

NAMED_PLACES = compiled(
    rf"các (?P<noun>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|bản|thôn|ấp)(?P<colon>\s?:)? (?P<names>{PLACE_WORDS}(?>(?:(?:, | và ){PLACE_WORDS})*))"
)
"""Places listed by name after one noun ("các xã Đà Bắc, Mai Châu")."""

AND_PLACES = compiled(r" và (?=các (?:huyện|quận|xã|phường|thị xã)(?!\p{L}))")
"""What joins a city with its districts, named in one breath ("UBND thành phố Thủ Đức và các quận, huyện")."""
# What stands before the places that a kind of body is over ("UBND các huyện", "UBND 14 phường").
PLURAL_PLACES = compiled(
    r"các |[0-9]{1,3} (?=(?:huyện|quận|xã|phường|thị trấn|thị xã|tỉnh|thành phố|đặc khu|đơn vị)(?!\p{L}))"
)

_AND_ZONES = compiled(r" và (?:các )?(?:khu công nghiệp|kcn)(?!\p{L})")


def and_zones(low: str, end: int) -> int:
    """Return where "và các khu công nghiệp" ends after an economic zone, -1 if it does not stand there: one board runs both."""
    found = _AND_ZONES.match(low, end)
    if found is None:
        return -1
    before = low[max(0, end - 80) : end]
    return found.end() if "khu kinh tế" in before or "kkt" in before else -1
