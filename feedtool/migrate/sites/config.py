"""The settings of a whole site: Jekyll's, Hugo's, Zola's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.migrate.sites.values import (
    join_address,
    lower_keys,
    plain_bool,
    take_list,
    take_text,
    without_empty,
)

_KINDS = {
    "_config.yml": "Jekyll",
    "_config.yaml": "Jekyll",
    "hugo.toml": "Hugo",
    "hugo.yaml": "Hugo",
    "hugo.yml": "Hugo",
    "config.toml": "Hugo",
    "config.yaml": "Hugo",
    "config.yml": "Hugo",
    "config/_default/hugo.toml": "Hugo",
    "config/_default/config.toml": "Hugo",
}
_MAILS = ("itunes_owner_email", "itunes_email", "owner_email", "podcast_email", "email")
_TABLES = ("params", "extra", "podcast", "feed")
"""Where generators keep what a theme asks for, some in a table of a table."""


@dataclass(slots=True)
class Config:
    """The settings, all names in small letters and those of a theme among them.

    `kind` names the generator, "" where no settings were found.
    """

    kind: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The site's address; Jekyll keeps its path apart."""
        values = dict(self.values)
        address, path = take_text(values, "url"), take_text(values, "base_url")
        whole = join_address(address, path) if path.strip("/") else address
        return whole if "://" in whole else ""

    @property
    def prefix(self) -> str:
        """What stands before the name of an audio file; "" where only the theme knows."""
        given = take_text(dict(self.values), "download_url", "media_prefix")
        is_octopod = "octopod" in str(self.values.get("plugins", self.values.get("gems", "")))
        return given or (join_address(self.url, "episodes") if is_octopod and self.url else "")


def read_config(texts: Mapping[str, str]) -> Config:
    """Read the first settings file there is."""
    for name, kind in _KINDS.items():
        if name in texts:
            fence = "+++" if name.endswith("toml") else "---"
            page = f"{fence}\n{texts[name]}\n{fence}\n"
            values = lower_keys(read_fields(page, ".md").values)
            for table in _TABLES:
                inner = values.get(table)
                values = lower_keys(inner) | values if isinstance(inner, dict) else values
            is_zola = name == "config.toml" and "base_url" in values  # Hugo calls it baseURL
            return Config("Zola" if is_zola else kind, values)
    return Config()


def describe_show(config: Config) -> dict[str, Any]:
    """Return what the settings say of the show."""
    values = dict(config.values)
    author, owner = _person(values, "author"), _person(values, "owner")
    owner_name = take_text(values, "itunes_owner_name", "owner_name") or take_text(owner, "name")
    mail = take_text(values, *_MAILS) or take_text(owner, "email") or take_text(author, "email")
    image = take_text(values, "itunes_image", "podcast_image")
    found = {
        "title": take_text(values, "title"),
        "description": take_text(values, "description"),
        "summary": take_text(values, "subtitle"),
        "link": config.url,
        "language": take_text(values, "language", "language_code", "default_language", "lang"),
        "timezone": take_text(values, "timezone"),
        "artwork": image if "://" in image else "",
        "author": take_text(values, "itunes_author") or take_text(author, "name"),
        "owner": without_empty({"name": owner_name, "email": mail}),
        "categories": take_list(values, "itunes_categories"),
        "explicit": take_text(values, "explicit", "podcast_explicit", read=plain_bool),
        "copyright": take_text(values, "copyright"),
        "guid": take_text(values, "podcast_guid"),
        "license": _license(take_text(values, "license"), take_text(values, "license_url")),
        "keywords": take_list(values, "keywords"),
    }
    return without_empty(found)


def _license(name: str, url: str) -> str | dict[str, str]:
    return {"name": name, "url": url} if name and "://" in url else name


def _person(values: dict[str, Any], name: str) -> dict[str, Any]:
    given = values.get(name)
    return dict(given) if isinstance(given, dict) else {"name": given}
