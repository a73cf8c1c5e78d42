"""Three texts in the record, five in the feed: notes, description, and what `derive` asks for."""

from dataclasses import dataclass

from feedtool.formats.markup.convert import (
    escape_text,
    first_paragraph,
    link_tag,
    plain_paragraph,
    render_markdown,
    to_text,
)
from feedtool.model.episode import Episode, SponsorMention
from feedtool.model.show import Show


@dataclass(slots=True, unsafe_hash=True)
class Texts:
    """An episode's texts: `notes` is HTML with links, sponsors and footer, `body` without."""

    body: str
    notes: str
    summary: str


def render_texts(episode: Episode, footer_html: str) -> Texts:
    """Render notes, links, sponsors, video and footer."""
    source = episode.notes or ""
    if "\r" in source:
        source = source.replace("\r\n", "\n")
    body = source.strip() if episode.notes_format == "html" else render_markdown(source)
    parts = [body, *_sponsor_parts(episode.sponsors), _video_part(episode), _link_part(episode)]
    if "footer" in episode.model_fields_set:
        footer_html = render_markdown(episode.footer or "")
    parts.append(footer_html)
    notes = "\n".join(part for part in parts if part)
    summary = episode.summary if episode.summary is not None else first_paragraph(body)
    return Texts(body, notes, " ".join(summary.split()))


def _link_part(episode: Episode) -> str:
    if not episode.links:
        return ""
    lines = "\n".join(f"<li>{link_tag(link.url, link.title)}</li>" for link in episode.links)
    return f"<ul>\n{lines}\n</ul>"


def _video_part(episode: Episode) -> str:
    if not episode.video:
        return ""
    return f"<p>Video: {link_tag(episode.video, episode.video)}</p>"


def _sponsor_parts(sponsors: tuple[SponsorMention, ...]) -> list[str]:
    return [f"<p>Sponsors</p>\n<ul>\n{_sponsor_lines(sponsors)}\n</ul>"] if sponsors else []


def _sponsor_lines(sponsors: tuple[SponsorMention, ...]) -> str:
    return "\n".join(f"<li>{_sponsor_line(sponsor)}</li>" for sponsor in sponsors)


def _sponsor_line(sponsor: SponsorMention) -> str:
    name = sponsor.name or ""
    label = link_tag(sponsor.link, name) if sponsor.link else escape_text(name)
    if not sponsor.text:
        return label
    text = render_markdown(sponsor.text)
    if text.startswith("<p>") and text.find("</p>") == len(text) - len("</p>"):
        text = text[len("<p>") : -len("</p>")]
    return f"{label}: {text}"


def join_description(
    texts: Texts, sources: tuple[str, ...], other: dict[str, str], *, is_html: bool = False
) -> str:
    """Join the sources of a description.

    One paragraph without markup stays plain text; everything else is HTML. What the author wrote
    as HTML (`is_html`) goes out as it is.
    """
    markup = join_markup(texts, sources, other)
    if is_html and markup == texts.notes:
        return markup
    plain = plain_paragraph(markup)
    return markup if plain is None else plain


def join_markup(texts: Texts, sources: tuple[str, ...], other: dict[str, str]) -> str:
    """Join sources as HTML: the summary only where the notes do not open with it."""
    parts = [_as_html(source, texts, other) for source in sources]
    if sources[:1] == ("summary",) and "notes" in sources and _opens_with(texts):
        parts = parts[1:]
    return "\n".join(part for part in parts if part)


def _opens_with(texts: Texts) -> bool:
    if not texts.summary:
        return True
    return texts.summary.casefold() in first_paragraph(texts.body).casefold()


def _as_html(source: str, texts: Texts, other: dict[str, str]) -> str:
    text = derive_text(source, texts, other)
    if source in ("notes", "description"):
        return text
    words = escape_text(text)
    if source == "chapters":  # apps look for a chapter on each line
        words = words.replace("\n", "<br>\n")
    return f"<p>{words}</p>" if text else ""


def derive_text(source: str, texts: Texts, other: dict[str, str]) -> str:
    """Give the text of one source of `derive`."""
    if source == "notes":
        return texts.notes
    if source in ("notes_text", "notes_links"):
        return to_text(texts.notes, with_urls=source == "notes_links")
    return texts.summary if source == "summary" else other.get(source, "")


def show_description(show: Show) -> str:
    """Render the show's description: plain if it is one paragraph without markup, else HTML.

    HTML is passed through.
    """
    source = (show.description or "").strip()
    if source.startswith("<"):
        return source
    markup = render_markdown(source)
    plain = plain_paragraph(markup)
    return markup if plain is None else plain
