"""Beside: which attributes hold for which content, where both stand side by side as items, or the attributes below one of several bullets (guide, settled readings)."""

from collections.abc import Iterator, Sequence

from parser.extract.items import ItemReader
from parser.extract.lines import AttributeReading
from parser.segment.labels import BULLET_KINDS
from parser.segment.outline import Item


def blocks(items: ItemReader, side_by_side: Sequence[Item]) -> Iterator[tuple[list[Item], list[Item]]]:
    """Yield content with the attribute items that hold for it: those that follow it or, standing first, precede it."""
    content: list[Item] = []
    attributes: list[Item] = []
    for item in side_by_side:
        if item.label is not None and items.attribute(item) is not None:
            attributes.append(item)
            continue
        if attributes and content:
            yield content, attributes
            content, attributes = [], []
        content.append(item)
    yield content, attributes


def shared_lines(
    items: ItemReader, side_by_side: Sequence[Item], year: int | None
) -> Iterator[tuple[Item, list[AttributeReading]]]:
    """Yield items with the attribute lines that hold for them and stand below a later bullet, their times in ``year`` where they name none.

    A block after several bullets holds for all of them since the block before; one below a numbered item holds for that item alone.
    """
    waiting: list[Item] = []
    for item in side_by_side:
        if item.kind not in BULLET_KINDS or item.children:
            yield from ((other, []) for other in (*waiting, item))
            waiting = []
        elif shared := _attribute_lines(items, item, year):
            times = [AttributeReading("time", times=reading.times) for reading in shared if reading.times]
            is_shared = any(_names_or_times(reading) for reading in shared)
            for other in waiting:
                yield other, [] if not is_shared else times if items.names_lead(other) else shared
            yield item, []
            waiting = []
        else:
            waiting.append(item)
    yield from ((other, []) for other in waiting)


def _attribute_lines(items: ItemReader, item: Item, year: int | None) -> list[AttributeReading]:
    """Return what the attribute lines of an item state."""
    lines = items.lines
    return [lines.attributes_of(other.view, year) for other in item.paragraphs[1:] if lines.attribute(other.view)]


def _names_or_times(reading: AttributeReading) -> bool:
    """Tell whether an attribute line says who acts, or when."""
    return bool(reading.bodies["lead"] or reading.bodies["executing"] or reading.times)
