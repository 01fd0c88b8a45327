"""Types of documents that a header is read by, and their codes: those of `kinds.toml`, in capitals as a header prints them."""

from parser.lexicon import sheet

DOCUMENT_TYPES: dict[str, str] = {
    word.upper(): code for kind in sheet("kinds.toml").values() for word, code in kind.get("heads", {}).items()
}
TYPE_WORDS = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
