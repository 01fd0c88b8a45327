"""Real files of every format, damaged at random: thousands a format, in the slow run. Figures stand in benchmarks/HISTORY.md."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.fuzz import FORMS, outcome, seeds

_STRANGE = [
    b"\x00",
    b"\xff\xff\xff\xff",
    b"<",
    b"]]>",
    b"&#0;",
    b'"',
    b"%s" * 8,
    b"\xed\xa0\x80",
    b"-1",
    b"99999999999",
    b"\n\n",
]


@st.composite
def damaged(draw: Callable[[Any], Any], form: str) -> bytes:
    """A file with one to eight of these: bytes put in place of others, a stretch cut out, doubled or moved; or its end missing."""
    data = bytearray(draw(st.sampled_from(seeds(form))))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(data)))
        end = min(start + draw(st.sampled_from([0, 1, 2, 8, 100, 3_000])), len(data))
        kind = draw(st.sampled_from(["bytes", "bytes", "cut", "double", "move", "end"]))
        if kind == "bytes":
            data[start:end] = draw(st.binary(max_size=8) | st.sampled_from(_STRANGE))
        elif kind == "double":
            data[start:start] = data[start:end] * draw(st.integers(1, 20))
        elif kind == "end":
            del data[max(start, len(data) // 2) :]
        else:
            stretch = bytes(data[start:end])
            del data[start:end]
            if kind == "move":
                place = draw(st.integers(0, len(data)))
                data[place:place] = stretch
    return bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_damaged_files_are_read_or_told(form: str) -> None:
    seeds(form)

    @settings(max_examples=3_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(damaged(form))
    def check(data: bytes) -> None:
        event(outcome(form, data))

    check()
