"""Nodes: the items of an outline in document order, each with the tasks that were read of it."""

from collections import Counter
from collections.abc import Sequence

from parser.extract.reading import Task
from parser.segment.outline import Item


class Node:
    """An item, the place of its parent (-1 at the top), its own tasks and those in it and below, and whether it is (part of) one."""

    __slots__ = ("is_task", "item", "own", "parent", "tasks")

    def __init__(self, item: Item, parent: int, own: int, is_task: bool) -> None:
        self.item = item
        self.parent = parent
        self.own = self.tasks = own
        self.is_task = is_task


def read_nodes(roots: Sequence[Item], tasks: Sequence[Task]) -> list[Node]:
    """Return the items of an outline in document order with the number of tasks in each and whether a task covers it."""
    counts = Counter(task.section for task in tasks)
    own = {task.section for task in tasks if not task.path.startswith(f"{task.section}/")}
    nodes: list[Node] = []
    stack = [(root, -1) for root in reversed(roots)]
    while stack:
        item, parent = stack.pop()
        is_task = item.path in own or (parent >= 0 and nodes[parent].is_task)
        place = len(nodes)
        nodes.append(Node(item, parent, counts.get(item.path, 0), is_task))
        if item.children:
            stack += [(child, place) for child in reversed(item.children)]
    for node in reversed(nodes):
        if node.parent >= 0:
            nodes[node.parent].tasks += node.tasks
    return nodes
