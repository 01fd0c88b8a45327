"""Errors: an input that can't be read. Each has a code of the catalogue, the values of its sentence, and an exit status."""

from collections.abc import Mapping

from parser.messages import DEFAULT_LANGUAGE, say

EXIT_STATUS = {
    "INPUT_MISSING": 66,
    "INPUT_MISSING_NEAR": 66,
    "INPUT_IS_ADDRESS": 66,
    "INPUT_IS_FOLDER": 66,
    "INPUT_NO_FILES": 66,
    "BATCH_NOTHING": 66,
    "INPUT_NOT_READABLE": 77,
    "INPUT_EMPTY": 65,
    "INPUT_BINARY": 65,
    "INPUT_ENCODING": 65,
    "INPUT_TOO_LARGE": 65,
    "INPUT_NOT_UNICODE": 65,
    "INPUT_DAMAGED": 65,
    "INPUT_ENCRYPTED": 65,
    "INPUT_OTHER_OFFICE": 65,
    "INPUT_IS_ARCHIVE": 65,
    "INPUT_OVER_LIMIT": 65,
    "INPUT_TIME_OUT": 65,
    "INPUT_CRASHED": 65,
    "INPUT_CHANGED": 65,
    "INPUT_NO_LETTERS": 65,
    "INPUT_IS_SCAN": 65,
    "TOOL_MISSING": 69,
    "TOOL_FAILED": 69,
    "EXTRA_MISSING": 69,
    "CHECK_NO_PLAN": 66,
    "INTERNAL_ERROR": 70,
    "BATCH_EXTRA_MISSING": 69,
    "BATCH_BAD_PLACE": 66,
    "BATCH_RUNNING": 73,
    "INDEX_NO_BATCH": 66,
    "INDEX_DAMAGED": 65,
    "QUERY_NO_INDEX": 66,
    "QUERY_NO_TABLES": 66,
    "QUERY_BROKEN": 65,
    "QUERY_ONLY_SELECT": 65,
    "BATCH_NOT_OURS": 73,
    "OUTPUT_EXISTS": 73,
    "OUTPUT_FAILED": 73,
}
"""Exit statuses after sysexits.h of BSD: 65 bad data, 66 no input, 69 a program is missing, 70 a fault of ours, 73 can't create output, 77 no permission."""


class PlanError(Exception):
    """An input or output that kehoach can't handle; ``code`` is in the catalogue, ``values`` fill its sentence, which it says in ``lang``."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        self.lang = DEFAULT_LANGUAGE
        super().__init__(code)

    def __str__(self) -> str:
        return self.sentence(self.lang)

    def __reduce__(self) -> tuple[object, ...]:
        return _error, (self.code, self.values, self.lang)

    def sentence(self, lang: str) -> str:
        """Return the one line that says which file, what is wrong and what to do."""
        values = self.values
        if self.code == "INPUT_OVER_LIMIT":
            limit = f"LIMIT_{str(values['what']).upper().replace(' ', '_')}"
            values = {**values, "what": say(limit, lang, limit=values["limit"])}
        return say(self.code, lang, **values)

    @property
    def exit_status(self) -> int:
        """The status with which the command ends."""
        return EXIT_STATUS[self.code]


def internal_error(file: object, error: Exception) -> PlanError:
    """Return a fault of ours, met while a file was read, as an error with one line."""
    words = str(error).strip().partition("\n")[0]
    return PlanError("INTERNAL_ERROR", file=file, reason=f"{type(error).__name__}: {words}"[:200])


def _error(code: str, values: Mapping[str, object], lang: str) -> PlanError:
    """Return an error that was pickled."""
    error = PlanError(code, **values)
    error.lang = lang
    return error
