"""Compound files ([MS-CFB] 2.2): storages and streams, as Outlook packs messages."""

from collections.abc import Mapping
from dataclasses import dataclass

Tree = Mapping[str, "bytes | Tree"]
_SECTOR, _MINI, _MINI_CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass
class _Entry:
    """An entry of the directory: a storage with its first child, a stream with its bytes; each with the next in its storage."""

    name: str
    kind: int
    data: bytes = b""
    child: int = _NONE
    sibling: int = _NONE


def compound(tree: Tree, root_class: bytes = bytes(16)) -> bytes:
    """Return a compound file of storages (mappings) and streams (bytes)."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(tree, entries[0], entries)
    sectors: list[bytes] = []
    chains: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors.extend(pieces)
        chains.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    small: list[bytes] = []
    minis: dict[int, int] = {}
    mini_chain: list[int] = []
    for place, entry in enumerate(entries):
        if entry.kind != _ROOT and len(entry.data) < _MINI_CUTOFF:
            minis[place] = len(mini_chain) if entry.data else _END
            count = -(-len(entry.data) // _MINI)
            small.append(entry.data.ljust(count * _MINI, b"\0"))
            mini_chain += [*range(len(mini_chain) + 1, len(mini_chain) + count), _END] if count else []
    mini_fat = b"".join(number.to_bytes(4, "little") for number in mini_chain)
    written = b""
    for place, entry in enumerate(entries):
        data = entry.data
        if entry.kind == _ROOT:  # its stream is that of all small ones (2.6.3)
            data = b"".join(small)
            start = put(data) if data else _END
        else:
            start = minis[place] if place in minis else put(data)
        label = entry.name.encode("utf-16-le") + b"\0\0"
        written += label.ljust(64, b"\0") + len(label).to_bytes(2, "little") + bytes([entry.kind, 1])
        written += b"".join(number.to_bytes(4, "little") for number in (_NONE, entry.sibling, entry.child))
        written += (root_class if entry.kind == _ROOT else bytes(16)) + bytes(20)
        written += start.to_bytes(4, "little") + len(data).to_bytes(8, "little")
    directory = put(written)
    mini_start = put(mini_fat.ljust(-(-len(mini_fat) // _SECTOR) * _SECTOR, b"\xff")) if mini_fat else _END
    count = 1
    while (len(chains) + count) * 4 > count * _SECTOR:
        count += 1
    fat = b"".join(number.to_bytes(4, "little") for number in [*chains, *[_FAT] * count])
    places = [len(sectors) + number for number in range(count)]
    fat = fat.ljust(count * _SECTOR, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(10)
    header += count.to_bytes(4, "little") + directory.to_bytes(4, "little") + bytes(4)
    header += _MINI_CUTOFF.to_bytes(4, "little") + mini_start.to_bytes(4, "little")
    header += (-(-len(mini_fat) // _SECTOR)).to_bytes(4, "little")
    header += _END.to_bytes(4, "little") + bytes(4)
    header += b"".join(place.to_bytes(4, "little") for place in places)
    return header.ljust(_SECTOR, b"\xff") + b"".join(sectors) + fat


def _add(tree: Tree, parent: _Entry, entries: list[_Entry]) -> None:
    """Add the entries of a storage, each the right sibling of the one before (a tree as 2.6.4 wants it, if not a balanced one)."""
    before: _Entry | None = None
    for name, inside in tree.items():
        entry = _Entry(name, _STREAM, inside) if isinstance(inside, bytes) else _Entry(name, _STORAGE)
        place = len(entries)
        entries.append(entry)
        if before is None:
            parent.child = place
        else:
            before.sibling = place
        before = entry
        if not isinstance(inside, bytes):
            _add(inside, entry, entries)
