"""A rule is one function: its code, its name, its level, and its docstring as documentation."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from feedtool.model.exchange import Exchange
from feedtool.model.finding import Level, Problem

Check = Callable[..., Iterable[Problem]]
_BLOCK = re.compile(r"^(?P<head>Bad|Good):\s*\n(?P<body>(?:[ ]{4}.*\n|\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to run: `needs` are the types of its parameters.

    A parameter of type `Show | Episode` takes either: the rule runs on both kinds of record.
    `takes_all` says that it goes through whatever stands in a record, each text or address by
    itself, so that a field which could not be read hides nothing in the others. `fields` are the
    record's fields of which the rule speaks, named where most records have none of them: then it
    need not run.
    """

    code: str
    name: str
    level: Level
    by_platform: Mapping[str, Level]
    needs: tuple[Any, ...]
    check: Check
    supersedes: tuple[str, ...] = ()
    takes_all: bool = False
    fields: tuple[str, ...] = ()

    @property
    def is_online(self) -> bool:
        """Say whether it has something to say of answers from the network."""
        return any(Exchange in (need, *get_args(need)) for need in self.needs)

    @property
    def needs_online(self) -> bool:
        """Say whether it has nothing to say without them."""
        return Exchange in self.needs

    @property
    def summary(self) -> str:
        """The first line of the docstring: the fault."""
        return self.documentation.split("\n", 1)[0]

    @property
    def documentation(self) -> str:
        """The whole docstring: fault, reason, cure, Bad, Good."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def text(self) -> str:
        """The documentation without its examples."""
        return _BLOCK.sub("", self.documentation + "\n").strip()

    @property
    def examples(self) -> dict[str, str]:
        """The `Bad` and `Good` blocks, unindented."""
        found = _BLOCK.finditer(self.documentation + "\n")
        return {m["head"]: inspect.cleandoc("\n" + m["body"]) + "\n" for m in found}

    def needs_for(self, facts: frozenset[type], own: frozenset[type]) -> tuple[type, ...] | None:
        """Return the types to pass for a subject; None where the rule does not concern it.

        `facts` are the types at hand, `own` those that make a rule concern the subject.
        """
        chosen: list[type] = []
        for need in self.needs:
            choices = [each for each in get_args(need) or (need,) if each in facts]
            if not choices:
                return None
            chosen.append(next((each for each in choices if each in own), choices[0]))
        return None if own.isdisjoint(chosen) else tuple(chosen)

    def level_for(self, platforms: Iterable[str]) -> Level:
        """Return the highest level among the platforms chosen."""
        levels = [self.by_platform[name] for name in platforms if name in self.by_platform]
        return max((self.level, *levels), key=lambda level: level.rank)


def rule(
    code: str,
    level: Level = Level.ERROR,
    *,
    by_platform: Mapping[str, Level] | None = None,
    supersedes: tuple[str, ...] = (),
    takes_all: bool = False,
    fields: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Make a rule of a function; its name is the function's, with hyphens."""

    def decorate(check: Check) -> Check:
        hints = get_type_hints(check)
        hints.pop("return", None)
        made = Rule(
            code=code,
            name=check.__name__.replace("_", "-"),
            level=level,
            by_platform=by_platform or {},
            needs=tuple(hints.values()),
            check=check,
            supersedes=supersedes,
            takes_all=takes_all,
            fields=fields,
        )
        check.__feedtool_rule__ = made  # type: ignore[attr-defined]
        return check

    return decorate


def rules_in(namespace: Mapping[str, Any]) -> list[Rule]:
    """List the rules among the names of a module."""
    return [
        value.__feedtool_rule__
        for value in namespace.values()
        if callable(value) and hasattr(value, "__feedtool_rule__")
    ]
