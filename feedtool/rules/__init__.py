"""The rules, one function each, in `rules/<family>/<topic>.py`. A new file is found by itself."""

import importlib
import pkgutil
from functools import cache

from feedtool.check.rule import Rule, rules_in

FAMILIES = {
    "record": ("RC", "Record"),
    "document": ("XM", "XML document"),
    "show": ("SH", "Show"),
    "episode": ("EP", "Episode"),
    "audio": ("AU", "Audio"),
    "tags": ("TG", "Audio tags"),
    "artwork": ("AR", "Artwork"),
    "transcripts": ("TR", "Transcripts"),
    "chapters": ("CH", "Chapters"),
    "people": ("PE", "People and podcast: tags"),
    "notes": ("NO", "Show notes"),
    "identity": ("ID", "Identity and dates"),
    "hosting": ("HO", "Hosting"),
    "release": ("RL", "Release"),
}
"""Folder of each family, its prefix, and its title, in the order of the documentation."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by family and code."""
    found: list[Rule] = []
    for package in pkgutil.iter_modules(__path__, f"{__name__}."):
        family = importlib.import_module(package.name)
        for module in pkgutil.iter_modules(family.__path__, f"{package.name}."):
            found += rules_in(vars(importlib.import_module(module.name)))
    order = [prefix for prefix, _ in FAMILIES.values()]
    return tuple(sorted(found, key=lambda rule: (order.index(rule.code[:2]), rule.code)))


def find_rule(word: str) -> Rule | None:
    """Find a rule by its code or its name, in any case."""
    wanted = word.strip().casefold()
    matches = (rule for rule in all_rules() if wanted in (rule.code.casefold(), rule.name))
    return next(matches, None)
