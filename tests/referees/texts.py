"""The texts that `derive` draws upon: by hand for every-field, put together else."""

from __future__ import annotations

import html
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.formats.markup import render_markdown

if TYPE_CHECKING:
    from feedtool.model.episode import Episode
    from feedtool.model.show import Show

BY_HAND = tomllib.loads((Path(__file__).parent / "every-field.toml").read_text(encoding="utf-8"))


def of_show(show: Show) -> dict[str, str]:
    """Give the show's texts by the names that `derive` has for them."""
    own = by_hand("show") if show.title == "Lamp & Fog" else {"description": show.description}
    plain = {
        "title": show.title,
        "summary": show.summary,
        "author": show.author,
        "keywords": ", ".join(show.keywords),
        "explicit": "true" if show.explicit else "false",
    }
    return plain | own


def of_episode(show: Show, slug: str, episode: Episode) -> dict[str, str]:
    """Give an episode's texts by the names that `derive` has for them."""
    number, season = episode.episode, episode.season
    explicit = show.explicit if episode.explicit is None else episode.explicit
    plain = {
        "title": episode.title,
        "summary": episode.summary,
        "author": episode.author or show.author,
        "keywords": ", ".join(episode.keywords or show.keywords),
        "explicit": "true" if explicit else "false",
        "season": season.number if season else "",
        "episode": number.number if number else "",
    }
    return plain | (by_hand(slug) if slug in BY_HAND else put_together(show, episode))


def by_hand(name: str) -> dict[str, str]:
    """Read the texts written by hand."""
    own = {key: text.strip("\n") for key, text in BY_HAND[name].items()}
    return {"description": own.get("notes", ""), "notes_links": own["notes_text"]} | own


def put_together(show: Show, episode: Episode) -> dict[str, str]:
    """Join notes, links and footer; the summary opens the description."""
    links = "\n".join(
        f'<li><a href="{html.escape(each.url)}">{html.escape(each.title, quote=False)}</a></li>'
        for each in episode.links
    )
    parts = [
        render_markdown(episode.notes),
        f"<ul>\n{links}\n</ul>" if links else "",
        render_markdown(show.footer or ""),
    ]
    notes = "\n".join(part for part in parts if part)
    summary = html.escape(" ".join(episode.summary.split()), quote=False)
    return {"notes": notes, "description": f"<p>{summary}</p>\n{notes}"}
