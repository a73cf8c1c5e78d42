"""The texts that `derive` draws upon: by hand for every-field, put together else."""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.formats.markup.convert import (
    first_paragraph,
    plain_paragraph,
    render_markdown,
)

if TYPE_CHECKING:
    from feedtool.model.episode import Episode, SponsorMention
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
    """Join notes, sponsors, video, links and footer; the summary opens the description."""
    source = (episode.notes or "").replace("\r\n", "\n")
    body = source.strip() if episode.notes_format == "html" else render_markdown(source)
    sponsors = [f"<li>{sponsor(each)}</li>" for each in episode.sponsors]
    links = [f"<li>{link(each.url, each.title)}</li>" for each in episode.links]
    footer = show.footer if episode.footer is None else episode.footer
    parts = [
        body,
        "\n".join(["<p>Sponsors</p>\n<ul>", *sponsors, "</ul>"]) if sponsors else "",
        f"<p>Video: {link(episode.video, episode.video)}</p>" if episode.video else "",
        "\n".join(["<ul>", *links, "</ul>"]) if links else "",
        render_markdown(footer or ""),
    ]
    notes = "\n".join(part for part in parts if part)
    summary = first_paragraph(body) if episode.summary is None else episode.summary
    summary = " ".join(summary.split())
    description = episode.description
    if description is None:
        is_said = summary.casefold() in first_paragraph(body).casefold()
        opening = "" if is_said else f"<p>{escape(summary)}</p>"
        description = "\n".join(part for part in (opening, notes) if part)
        alone = plain_paragraph(description)
        description = description if alone is None else alone
    return {"notes": notes, "summary": summary, "description": description or notes}


def sponsor(each: SponsorMention) -> str:
    """Name a sponsor, with what is to be said."""
    label = link(each.link, each.name) if each.link else escape(each.name)
    text = render_markdown(each.text or "")
    if re.fullmatch(r"<p>((?!</p>).)*</p>", text, re.DOTALL):
        text = text[3:-4]
    return f"{label}: {text}" if each.text else label


def link(url: str, label: str) -> str:
    """Write a link in HTML."""
    return f'<a href="{html.escape(url)}">{escape(label)}</a>'


def escape(text: str) -> str:
    """Escape text for HTML."""
    return html.escape(text, quote=False)
