"""Engine: where parts run. An engine is a function that takes the numbers of parts and yields what became of each, in any order.

``local`` is this machine; ``on_ray`` is a cluster. Another engine is another such function: all that it must do is call ``do_part`` once for each
number, somewhere where the destination and the sources are; twice does no harm.
"""

import logging
import queue
import re
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from parser.batch.lanes import Lanes
from parser.batch.settings import Settings
from parser.batch.store import open_store
from parser.batch.work import Done, do_part
from parser.errors import PlanError


def local(numbers: Iterator[int], do_part: Callable[[int], Done], at_once: int) -> Iterator[Done]:
    """Run so many parts at once in threads of this process, whose documents are read by children.

    What a part or the listing raises is raised here, and ends the others.
    """
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


def on_ray(numbers: Iterator[int], destination: str, settings: Settings, address: str | None) -> Iterator[Done]:
    """Run parts as tasks of a Ray cluster, one core each; a task whose machine is lost is done again on another.

    Raises PlanError where Ray is not installed or has no cluster at ``address`` (None: one of this machine alone).
    """
    ray = _connected(address)
    task = ray.remote(num_cpus=1, max_retries=_MOST_TRIES)(_do_part_there)
    waiting: list[Any] = []
    try:
        for number in numbers:
            waiting.append(task.remote(destination, settings.to_json(), number))
            most = max(2, int(2 * ray.cluster_resources().get("CPU", 1)))
            while len(waiting) >= most:
                yield _first_done(ray, waiting)
        while waiting:
            yield _first_done(ray, waiting)
    finally:
        ray.shutdown()


def _connected(address: str | None) -> Any:
    """Return Ray, connected to a cluster. Raises PlanError."""
    try:
        ray = import_module("ray")
    except ImportError:
        raise PlanError("BATCH_EXTRA_MISSING", what="--engine ray", extra="ray") from None
    try:
        if address and (found := _HOST_AND_PORT.fullmatch(address)):  # Ray itself waits for minutes where nobody is
            socket.create_connection((found["host"], int(found["port"])), _CONNECT_SECONDS).close()
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=True)
    except Exception as error:  # Ray has many kinds of error for a cluster that is not there
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0][:200]
        raise PlanError("BATCH_BAD_PLACE", place=address or "ray", reason=reason) from None
    return ray


_HOST_AND_PORT = re.compile(r"(?P<host>[^:/]+):(?P<port>\d{1,5})")
_CONNECT_SECONDS = 10
_MOST_TRIES = 10
"""How often a part is tried again whose machine is lost."""


def _first_done(ray: Any, waiting: list[Any]) -> Done:
    """Take the first task that is done out of those that wait, and return what became of its part. Raises PlanError."""
    (ready,), waiting[:] = ray.wait(waiting, num_returns=1)
    result = ray.get(ready)
    if isinstance(result[0], str):
        code, values = result
        raise PlanError(code, **values)
    return Done(*result)


def _do_part_there(destination: str, settings: dict[str, Any], part: int) -> tuple[Any, ...]:
    """Do a part on a machine of a cluster; return what became of it, or the code and values of what went wrong."""
    told = Settings.from_json(settings)
    try:
        return tuple(do_part(open_store(destination), told, _lanes_there(told), part))
    except PlanError as error:
        return error.code, {name: str(value) for name, value in error.values.items()}


@cache
def _lanes_there(settings: Settings) -> Lanes:
    """Return the lanes of a process of a cluster, kept from task to task; they end with it."""
    return Lanes(settings, Path(tempfile.mkdtemp(prefix="kehoach-batch-")), 1)
