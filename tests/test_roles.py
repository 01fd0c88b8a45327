"""Who leads, who works with them: sentences as plans print them, read as an officer reads them."""

import pytest

from parser.extract.attributes import read_attribute, read_attribute_roles
from parser.extract.roles import read_statements
from parser.normalise import Span, View, fold
from tests.cases import Case, cases, rows, title


def view_of(text: str) -> View:
    folded = fold(text)
    return View(folded, (Span(0, len(folded)),))


@pytest.mark.parametrize("case", cases("roles.txt", "lead", "coordinating"), ids=title)
def test_a_sentence_names_its_bodies(case: Case) -> None:
    statements = read_statements(view_of(case.text))
    assert [body.value for found in statements for body in found.lead] == case.of("lead")
    assert [body.value for found in statements for body in found.coordinating] == case.of("coordinating")


@pytest.mark.parametrize(("sentence",), rows("roles_none.txt"))
def test_a_body_that_is_only_spoken_of_leads_nothing(sentence: str) -> None:
    assert [body.value for found in read_statements(view_of(sentence)) for body in found.lead] == []


@pytest.mark.parametrize("case", cases("roles_attributes.txt", "lead", "coordinating"), ids=title)
def test_an_attribute_names_its_bodies(case: Case) -> None:
    view = view_of(case.text)
    found = read_attribute(view)
    assert found is not None
    roles = read_attribute_roles(view, found)
    assert [body.value for body in (*roles.lead, *roles.bodies["executing"])] == case.of("lead")
    assert [body.value for body in roles.coordinating] == case.of("coordinating")
