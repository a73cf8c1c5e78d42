"""Sites of pages whose front matter names audio: Jekyll, Hugo, Eleventy, Astro, Gatsby, Zola.

Where a site keeps them and what its theme calls their fields differs from show to show: a page that
names audio is an episode. Source: the documentation of Octopod, https://jekyll-octopod.github.io,
and of the generators.
"""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.formats.plural import count
from feedtool.migrate.sites.config import describe_show, read_config
from feedtool.migrate.sites.page_fields import take_episode
from feedtool.migrate.sites.page_reader import Page, read_pages
from feedtool.migrate.sites.site import Site, SiteEpisode
from feedtool.migrate.sites.values import plain_bool, take_text, without_empty

_FOLDERS = ("_posts", "_episodes", "_podcasts", "_podcast")
"""Where Jekyll has them: a page without audio in there is named."""
_DRAFTS = "_drafts"
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
_IDLE = frozenset({"layout", "template", "comments"})
_FEW = 5


def is_pages(texts: Mapping[str, str]) -> bool:
    """Tell a folder in which any page has front matter."""
    return any(text.startswith(("---", "+++", "{")) for text in texts.values())


def read_site(texts: Mapping[str, str]) -> Site:
    """Read a whole site."""
    config = read_config(texts)
    site = Site(config.kind or "a site of pages", describe_show(config))
    key = f"x-{config.kind.lower() or 'site'}"
    homes: set[str] = set(_FOLDERS)
    others: list[Page] = []
    for page in read_pages(texts, "", site):
        values = _episode(page, config.prefix, config.url, key)
        if "audio" in values:
            suffix = ".html" if page.suffix == ".html" else ".md"
            site.episodes.append(SiteEpisode(page.stem, values, page.body, suffix))
            homes.add(page.folder)
        else:
            others.append(page)
    left = [f"{each.folder}/{each.stem}".lstrip("/") for each in others if each.folder in homes]
    if left:
        shown = ", ".join(left[:_FEW]) + (" …" if len(left) > _FEW else "")
        site.remarks.append(f"{count(len(left), 'page')} without audio left out: {shown}")
    return site


def _episode(page: Page, prefix: str, url: str, key: str) -> dict[str, Any]:
    values = {name: value for name, value in page.values.items() if name not in _IDLE}
    found = take_episode(values, prefix, url)
    match = _DATED.fullmatch(page.stem)
    if match:
        found.setdefault("published", match["date"])
    is_public = take_text(values, "published", read=plain_bool)  # Jekyll's; a date was taken above
    if is_public == "false" or page.folder.startswith(_DRAFTS):
        found["draft"] = "true"
    rest = without_empty(values)
    return found | ({key: rest} if rest else {})
