"""Which namespace a prefix means at one place of a feed."""

import re
from collections.abc import Callable
from dataclasses import replace

from feedtool.formats.feed.prefixes import TWINS, Prefixes, is_of_rss
from feedtool.formats.namespaces import BUILT_IN
from feedtool.model.finding import Fault, Level

_DECLARES = re.compile(r"xmlns(?::(?P<prefix>[^\s=]+))?")
_RULE_OF = {"itunes": "XM05", "podcast": "XM06", "atom": "XM07", "content": "XM08"}
_ONLY_IF_USED = frozenset({"XM06", "XM08"})
MAX_DECLARATIONS = 200_000
"""Declarations of namespaces that are read: some feeds have several on every item."""
Report = Callable[[str, int, str, str], None]
"""Takes a rule's code, a place, a message and a hint."""


class Scope:
    """The declarations that hold at one place, and the names already looked up there."""

    __slots__ = ("attributes", "names", "uris")

    def __init__(self, uris: dict[str, str]) -> None:
        """Take namespaces by the prefix the feed writes."""
        self.uris = uris
        self.names: dict[str, str] = {}
        self.attributes: dict[str, str] = {}


class Names:
    """Turns names as a feed writes them into names as records write them."""

    def __init__(self, report: Report) -> None:
        """Take whom to tell of namespaces that are wrong or missing."""
        self.prefixes = Prefixes()
        self.outermost = Scope({"xml": BUILT_IN["xml"]})
        self._report = report
        self._missing: set[str] = set()
        self._wrong: dict[str, str] = {}
        self._used: set[str] = set()
        self._count = 0

    def enter(self, scope: Scope, attributes: dict[str, str], place: int) -> Scope:
        """Take the declarations out of a tag's attributes; return the scope inside it."""
        found: dict[str, str] = {}
        is_root = scope is self.outermost
        for name in [name for name in attributes if name.startswith("xmlns")]:
            match = _DECLARES.fullmatch(name)
            if match is not None:
                prefix, uri = match["prefix"] or "", attributes.pop(name)
                self._count += 1
                if self._count > MAX_DECLARATIONS:
                    continue
                # RSS has no namespace: one on the root, or its own address, was a misunderstanding
                is_idle = not prefix and (is_of_rss(uri) or (is_root and not _is_known(uri)))
                found[prefix] = "" if is_idle else uri
                self._judge(prefix, found[prefix], place)
        return Scope(scope.uris | found) if found or is_root else scope

    def _judge(self, prefix: str, uri: str, place: int) -> None:
        """Report a wrong spelling of the namespaces that readers compare letter by letter."""
        known = self.prefixes.name(uri, prefix or "ns") if uri else ""
        right = BUILT_IN.get(known, "")
        if known in _RULE_OF and uri != right and uri not in TWINS:
            message = f"namespace {prefix} is {uri!r}; it must be exactly {right!r}"
            self._wrong[message] = uri
            self._report(_RULE_OF[known], place, message, "write it letter by letter")

    def weigh(self, fault: Fault) -> Fault:
        """Make a wrong namespace that no element uses advice, once all is read."""
        uri = self._wrong.get(fault.problem.message, "")
        if fault.code not in _ONLY_IF_USED or not uri or uri in self._used:
            return fault
        return replace(fault, problem=replace(fault.problem, level=Level.ADVICE))

    def element(self, scope: Scope, name: str, place: int) -> str:
        """Return the record's name of an element."""
        known = scope.names.get(name)
        if known is None:
            known = scope.names[name] = self._resolve(scope, name, place)
        return known

    def attribute(self, scope: Scope, name: str, place: int) -> str:
        """Return the record's name of an attribute; without a prefix it is in no namespace."""
        if ":" not in name:
            return name
        known = scope.attributes.get(name)
        if known is None:
            known = scope.attributes[name] = self._resolve(scope, name, place)
        return known

    def _resolve(self, scope: Scope, name: str, place: int) -> str:
        prefix, colon, local = name.partition(":")
        if not colon:
            uri = scope.uris.get("", "")
            self._used.add(uri)
            return f"{self.prefixes.name(uri, 'ns')}:{name}" if uri else name
        uri = scope.uris.get(prefix, "")
        if uri:
            self._used.add(uri)
            return f"{self.prefixes.name(uri, prefix)}:{local}"
        if prefix not in self._missing:
            self._missing.add(prefix)
            right = BUILT_IN.get(prefix, "")
            hint = f'add xmlns:{prefix}="{right}" to the rss element' if right else ""
            code = _RULE_OF.get(prefix, "XM01")
            self._report(code, place, f"prefix '{prefix}' is used and not declared", hint)
        if prefix not in BUILT_IN:
            self.prefixes.own.setdefault(prefix, f"urn:undeclared:{prefix}")
        return name


def _is_known(uri: str) -> bool:
    return Prefixes().name(uri, "ns") in BUILT_IN
