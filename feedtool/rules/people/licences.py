"""podcast:license: what others may do with the show or an episode."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.vocabulary.podcasting import LICENSE_SLUGS
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_LIMIT = 128
"""Characters. Source: podcast namespace, tag license."""


@rule("PE14", Level.WARNING, fields=("license",))
def unknown_licence(record: Show | Episode) -> Iterable[Problem]:
    """A licence is none of the podcast namespace's list and has no address of its text.

    Nobody can tell then what it allows. The list is short: arr (all rights reserved), cc-by-4.0,
    cc-by-nc-4.0, cc-by-nc-nd-4.0 and pod-v4v-1.0, in lower case. Any other licence, of Creative
    Commons too, needs the `url` of its text, and a name of at most 128 characters.

    Bad:
        # 001.md
        license: cc-by-sa-4.0

    Good:
        # 001.md
        license: {name: cc-by-sa-4.0, url: "https://creativecommons.org/licenses/by-sa/4.0/"}
    """
    if record.license is None:
        return
    name = (record.license.name or "").strip()
    at = ("license", "name")
    if not name:
        yield Problem(at, "license has no name", f"write one of: {', '.join(LICENSE_SLUGS)}")
    elif len(name) > _LIMIT:
        message = f"license.name has {len(name)} characters; at most {_LIMIT} are allowed"
        yield Problem(at, message, "write its abbreviation")
    elif name.lower() in LICENSE_SLUGS:
        if name != name.lower():
            edits = (Replace(at, record.license.name or "", name.lower()),)
            message = f"license {name!r} is not in lower case"
            yield Problem(at, message, f"write {name.lower()}", edits)
    elif not (record.license.url or "").strip():
        known = ", ".join(LICENSE_SLUGS)
        message = f"license {name!r} has no url and is none of: {known}"
        slug = "-".join(name.lower().split())
        meant = f"write {slug}" if slug in LICENSE_SLUGS else ""
        text = "of the licence's text"
        hint, in_feed = f"add url: https://… {text}", f'add url="https://…" {text}'
        yield Problem(at, message, meant or hint, feed_hint=meant or in_feed)
