"""The forms of an item's transcripts that are written beside the author's files."""

from feedtool.model.feed import Asset, Item


def render_transcripts(item: Item) -> tuple[Asset, ...]:
    """Write every form that compose has found possible."""
    if not item.transcripts:
        return ()
    from feedtool.formats.transcript.write import Layout, write_transcript  # noqa: PLC0415 - many

    return tuple(
        Asset(
            copy.name,
            copy.form.value,
            copy.source,
            write_transcript(copy.transcript, copy.form, Layout(end=copy.end)).encode(),
        )
        for copy in item.transcripts
    )
