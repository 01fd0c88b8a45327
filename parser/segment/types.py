"""Types of documents and their codes, Nghị định 30/2020/NĐ-CP, phụ lục III."""

from parser.lexicon import sheet

DOCUMENT_TYPES: dict[str, str] = {name.upper(): code for name, code in sheet("header.toml")["types"].items()}
TYPE_WORDS = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
