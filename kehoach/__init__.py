"""kehoach: reads Vietnamese plan documents (Kế hoạch) into validated data.

>>> from kehoach import parse_file
>>> plan = parse_file("155.docx")
>>> [(task.id, [body.value for body in task.lead]) for task in plan.tasks]

The pipeline is the package ``parser``, the data the package ``schemas``; this one hands on what a program needs of them.
"""

import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def _check_not_hidden() -> None:
    """Raise ImportError where a module named as one of ours hides it: a script ``parser.py`` beside the program that is run."""
    for name in ("parser", "schemas"):
        module = sys.modules.get(name)
        origin = getattr(module, "__file__", None) if module else getattr(find_spec(name), "origin", None)
        if origin is None or Path(origin).resolve().parents[1] != _ROOT:
            errors = tomllib.loads((_ROOT / "parser" / "messages" / "errors.toml").read_text(encoding="utf-8"))
            sentences = [errors["MODULE_HIDDEN"][lang].format(name=name, file=origin) for lang in ("vi", "en")]
            raise ImportError("\n".join(sentences))


_check_not_hidden()

from parser import Limits, Options, PlanError, parse_bytes, parse_each, parse_file, parse_plan  # noqa: E402
from parser.version import VERSION as __version__  # noqa: E402
from schemas import Plan  # noqa: E402

__all__ = [
    "Limits",
    "Options",
    "Plan",
    "PlanError",
    "__version__",
    "parse_bytes",
    "parse_each",
    "parse_file",
    "parse_plan",
]
