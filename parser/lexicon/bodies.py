"""The word lists of bodies and of what they do, each as a pattern; read once from the data files."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parser.lexicon import sheet
from parser.lexicon.phrases import Phrases, words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled

FIRST_WORD = compiled(r"[\w&]+")


class Vocabulary(NamedTuple):
    """The lists of `bodies.toml` and `predicates.toml`."""

    heads: Phrases
    head_kinds: dict[str, str]
    alone: frozenset[str]
    fields: frozenset[str]
    names: dict[str, Phrases]
    groups: Phrases
    families: dict[str, str]
    other_words: Phrases
    organisation_before: Phrases
    wholes: Phrases
    """Parts of names that hold a comma, or a verb that ends no name ("Nghiên cứu phát triển")."""
    tails: Phrases
    person_tails: Phrases
    """The same with those that begin as a verb of leading ("Phó Hiệu trưởng phụ trách chuyên môn"): of other bodies that is what they do."""
    group_tails: Phrases
    linking: Phrases
    verbal_tails: frozenset[str]
    """Tails that are verbs, too."""
    tail_starts: frozenset[str]
    """How tails and linking words begin: the cheap test before them."""
    acronyms: Phrases
    no_bodies: Phrases
    """Abbreviations that name nobody ("GRDP"), and those that do only with a name after them ("HTX")."""
    nameless: frozenset[str]
    """The latter."""
    openings: Phrases
    """What the name of a body can begin with: a kind, a group, a quantifier, an acronym; and the first words of these."""
    openers: frozenset[str]
    verbs: Phrases
    compounds: Phrases
    not_predicates: Phrases
    quantifiers: Phrases

    def opens_name(self, low: str) -> bool:
        """Tell whether a text opens with a noun that opens names of bodies, no office of a person and no other word ("hội nghị")."""
        head = self.heads.match(low, 0)
        return head is not None and self.head_kinds[head[0]] != "person" and not self.other_words.match(low, 0)

    def needs_name(self, low: str) -> bool:
        """Tell whether a text is nothing but a noun that opens names of bodies and names none by itself."""
        return low not in self.alone and self.head_kinds.get(low, "person") != "person"

    def opens(self, low: str, place: int) -> bool:
        """Tell whether a word stands at ``place`` of a text with which the name of a body can begin."""
        return self.openings.at(low, place) >= 0


def _spellings(names: Iterable[str]) -> list[str]:
    """Return names as they are printed, "và" also as "&" ("Tài nguyên & Môi trường")."""
    return [spelt for name in names for spelt in (name, name.replace(" và ", " & "))]


def _shortened(names: Iterable[str]) -> list[str]:
    """Return what is left of names of boards behind a short kind: of "quản lý dự án giao thông" "ql dự án giao thông" behind "Ban", "dự án giao thông" behind "BQL", "giao thông" behind "BQLDA"."""
    managing = [name.removeprefix("quản lý ") for name in names if name.startswith("quản lý ")]
    of_projects = [name.removeprefix("dự án ") for name in managing if name.startswith("dự án ")]
    return [*(f"ql {name}" for name in managing), *managing, *of_projects]


def _tails(known: Mapping[str, Sequence[str]], units: Iterable[str]) -> tuple[str, ...]:
    """Return the words that close the name of any body: those of the sheet and the nouns of places."""
    places = words_of("places.toml", "island", "central", "national", "nation")
    return (
        *known["fixed"],
        *(unit for unit in units if unit not in known["no_places"]),
        *map(str.lower, places),
    )


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists of bodies and predicates, read once from the data files."""
    bodies, predicates = sheet("bodies.toml"), sheet("predicates.toml")
    leading = cues().lead_cues
    kinds = bodies["kinds"]
    alone = {kind: (*entry.get("alone", ()), *entry.get("committees", ())) for kind, entry in kinds.items()}
    head_kinds = {head: kind for kind, entry in kinds.items() for head in (*entry["heads"], *alone[kind])}
    groups = bodies["groups"]
    units = words_of("places.toml", "province", "city", "city_short", "district", "commune", "village")
    families = {noun: family for family in ("state", "business", "territory") for noun in groups[family]}
    families |= dict.fromkeys(units, "territory")
    # "các sở giáo dục và đào tạo": the department of each province.
    families |= {f"{head} {name}": "state" for head in kinds["so"]["heads"] for name in kinds["so"]["names"]}
    tails = _tails(bodies["tails"], units)
    person_tails = Phrases((*tails, *bodies["tails"]["person"]))
    group_tails = Phrases((*tails, *bodies["tails"]["group"]))
    linking = Phrases(bodies["tails"]["linking"])
    short = [f"{verb} {thing}" for verb in predicates["short_verbs"] for thing in predicates["their_objects"]]
    verbs = Phrases((*predicates["verbs"], *short, *leading), predicates["compounds"])
    openings = (
        *head_kinds,
        *families,
        *words_of("names.toml", "quantifiers", "addressed"),
        *bodies["acronyms"]["central"],
    )
    return Vocabulary(
        openings=Phrases(openings),
        openers=frozenset(FIRST_WORD.findall(opening)[0] for opening in openings),
        heads=Phrases(head_kinds),
        head_kinds=head_kinds,
        alone=frozenset(head for heads in alone.values() for head in heads),
        fields=frozenset(bodies["fields"]["words"]),
        names={
            kind: Phrases(_spellings((*entry["names"], *(_shortened(entry["names"]) if kind == "board" else ()))))
            for kind, entry in kinds.items()
        },
        groups=Phrases(families),
        families=families,
        other_words=Phrases(groups["other_words"]),
        organisation_before=Phrases(groups["organisation_before"]),
        wholes=Phrases(bodies["names"]["wholes"]),
        tails=Phrases(tail for tail in tails if not tail.startswith(leading)),
        person_tails=person_tails,
        group_tails=group_tails,
        linking=linking,
        verbal_tails=frozenset(verbs.phrases).intersection((*person_tails.phrases, *group_tails.phrases)),
        tail_starts=person_tails.starts | group_tails.starts | linking.starts,
        acronyms=Phrases(bodies["acronyms"]["central"]),
        no_bodies=Phrases((*bodies["acronyms"]["terms"], *bodies["acronyms"]["kinds"])),
        nameless=frozenset(bodies["acronyms"]["kinds"]),
        verbs=verbs,
        compounds=Phrases(predicates["compounds"]),
        not_predicates=Phrases(predicates["not_predicates"]),
        quantifiers=Phrases(words_of("names.toml", "quantifiers")),
    )
