"""Engine: where parts run. An engine is a function that takes the numbers of parts and what does one, and yields what became of each.

``local`` is this machine's cores; another engine is another such function.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from parser.batch.work import Done

Numbers = Iterator[int]


class Engine(Protocol):
    """Runs parts in any order; what a part or the listing raises is raised here, and ends the others."""

    def __call__(self, numbers: Numbers) -> Iterator[Done]:
        """Yield what became of each part."""


def local(numbers: Numbers, do_part: Callable[[int], Done], at_once: int) -> Iterator[Done]:
    """Run so many parts at once in threads of this process, whose documents are read by children."""
    todo: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[Done | BaseException | None] = queue.SimpleQueue()
    is_over = threading.Event()

    def list_parts() -> None:
        try:
            for number in numbers:
                todo.put(number)
                if is_over.is_set():
                    return
        except BaseException as error:
            done.put(error)
        finally:
            for _ in range(at_once):
                todo.put(None)

    def do_parts() -> None:
        try:
            while (number := todo.get()) is not None and not is_over.is_set():
                done.put(do_part(number))
        except BaseException as error:
            done.put(error)
        finally:
            done.put(None)

    threads = [threading.Thread(target=list_parts, daemon=True)]
    threads += [threading.Thread(target=do_parts, daemon=True) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        running = at_once
        while running:
            try:
                result = done.get(timeout=0.5)  # so that Ctrl-C is heard
            except queue.Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            if result is None:
                running -= 1
            else:
                yield result
    finally:
        is_over.set()
