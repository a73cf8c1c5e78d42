"""Slips of the kind people make in records, planted into plain data, and ways to write it down."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

Fields = dict[str, Any]
Slot = tuple[Any, Any]
"""A list or mapping, and where in it a text stands."""

SPOILT = (
    lambda text: f" {text} ",
    lambda text: f"{text}\t",
    lambda text: f"\u00a0{text}",
    lambda text: f"{text} &amp; more",
    lambda text: f"&amp;amp; {text}",
    lambda text: f"{text} it&#39;s &quot;so&quot;",
    lambda text: f"{text} â€™ PlankalkÃ¼l",
    lambda text: f"{text} **bold** [a](http://b.example)",
    lambda text: f"{text}<br>more",
    lambda text: f"\u0007{text}",
    lambda text: f"{text}\u200b\u200e",
    lambda text: f"Welcome back to Made Talk! {text}",
)
"""What becomes of any text."""
ADDRESSES = (
    lambda url: url.replace("https:", "http:"),
    lambda url: f"{url}/ü",
    lambda url: f"{url}/a b",
    lambda url: f"{url}?a=1&amp;b=2",
    lambda url: f" {url}",
    lambda url: url.removeprefix("https:"),
    lambda url: url.removeprefix("https://"),
    lambda url: url.replace("https://", "https:/"),
    lambda url: url.replace("https://", "HTTP://"),
)
"""What becomes of an address."""
VALUES: dict[str, tuple[Any, ...]] = {
    "published": (
        "2 January 2024 at nine",
        "02.01.2024 09:00",
        "Mon, 02 Jan 2024 09:00:00 +0000",
        "Tue, 02 Jan 2024 09:00:00 EST",
        "2024-01-02 34:50",
        "2024-1-2 9:00",
        "2024/01/02 09:00",
        "2024-02-30",
        "2024-03-31 01:30",
        "January 2nd, 2024 9am",
        "2024-01-02T09:00:00Z ",
    ),
    "explicit": ("clean", "explicit", "y", "No", "1", "nope", ""),
    "episode": ("#12", "Ep. 12", "12.", "012", "0", "twelve", {"number": "no. 7"}),
    "season": ("S2", "season 2", "0", {"number": "#3", "name": " x"}),
    "episode_type": ("Bonus", "trailr", "FULL", "teaser", "normal"),
    "guid": ("", "42", " abc-def-123 ", {"value": "made-1", "is_permalink": True}, None),
    "credits": (
        [{"name": "Jo Ryan", "role": "Sound Desinger"}],
        [{"name": "Jo Ryan", "role": "editor", "group": "audio post-production"}],
        {"name": "Jo Ryan", "rol": "Editor"},
        ["Jo Ryan <jo@b.example>", {"nmae": "Kay Law"}],
        [{"name": "Jo Ryan", "role": "Researcher", "group": "Visuals"}],
    ),
    "guests": (
        [{"person": "grce"}],
        [{"name": "Grace Hopper", "link": "http://hopper.example/ü"}],
        "Grace Hopper, John Backus",
        [{"name": "Dr. Grace Hopper", "url": "https://hopper.example"}],
        [{"name": ""}],
    ),
    "license": ("CC-BY-4.0", "cc by 4.0", "arr"),
    "location": ({"name": "Lab", "geo": "42.3770,-71.1167"}, {"name": "Lab", "geo": "geo: 4, 5"}),
    "soundbite": ({"start_time": "60s", "duration": "1:30"}, {"starttime": "60", "duration": "30"}),
    "transcript": (
        {"url": "https://t.example/1.srt", "type": "text/srt"},
        {"url": "https://t.example/1.vtt", "type": "text/webvtt", "language": "english"},
        {"url": "http://t.example/1.vtt", "rel": "caption"},
    ),
    "chapters": (
        ["00:00 Intro", "12:30 Words", "02:10 A moth"],
        ["00:00 &amp; Intro", {"start": "02:10", "title": " A moth", "image": "http://b.example"}],
        [{"start": "0", "title": "Intro", "url": "https://b.example"}],
    ),
    "links": (
        [{"One": "http://b.example/ü"}, {"title": " Two", "url": "b.example"}],
        {"One &amp; all": "https://b.example"},
        ["https://b.example"],
    ),
    "alternate_enclosure": (
        {"source": [{"uri": "https://b.example/a.opus"}]},
        {"type": "audio/mp3", "source": "http://b.example/a.mp3"},
    ),
    "elements": (
        [{"itunes:episodetype": "bonus"}, {"itunes:explicit": "clean"}],
        [{"itunes:duration": "1:00"}, {"itunes:episode": "4"}, "<itunes:title> x </itunes:title>"],
        [{"author": "Ada Lovelace"}, {"itunes:Author": "Ada"}],
    ),
    "author": ("", None, "Ada <b>Lovelace</b>"),
    "summary": ("", "Part 1<br/>Part 2", "It&rsquo;s **here**"),
}
"""What stands in a field instead of its value."""
LENGTHS = ("28.8 MB", "28,800,000", "28800000 bytes", "0")
DURATIONS = ("60 min", "1h 5m 20s", "0", "1:75", "90 minutes", "3600s")
KEYS = {
    "title": ("titel", "Title", "name"),
    "published": ("date", "pubDate", "publish_date", "pubished"),
    "summary": ("sumary", "Summary", "subtitle"),
    "guests": ("guest", "Guests", "speakers"),
    "audio": ("enclosure", "audo", "file"),
    "transcript": ("transcripts", "trancript"),
    "chapters": ("chapter", "Chapters"),
    "episode": ("episode_number", "number", "epsiode"),
    "explicit": ("Explicit", "explict"),
    "links": ("link_list", "Links"),
}
NOTES = (
    'Some <b style="color: red">bold</b> words.',
    "Watch <iframe src='https://x.example'></iframe>it.",
    "<script>x()</script>A word.",
    "An <b>open tag.",
    "[Notes](/notes) and http://plain.example/a_b.",
    "![A desk](https://x.example/desk.jpg)",
    "It&amp;amp;s PlankalkÃ¼l â€™ again.",
    "- 00:00 Intro\n- 02:10 A moth\n- 12:30 Words",
    '<font color="red">Red</font> <h1>Loud</h1><div onclick="x">y</div>',
    "<a href='http://x.example'>here</a> <a href='x.example'>there</a>",
)


def spoil(fields: Fields, notes: str, chance: Random) -> tuple[Fields, str]:
    """Plant up to five slips into plain data and notes."""
    for _ in range(chance.randint(1, 5)):
        chance.choice(SLIPS)(fields, chance)
    if chance.random() < 0.5:
        notes = f"{notes}\n\n{chance.choice(NOTES)}\n"
    return rename_some(fields, chance), notes


def spoil_text(fields: Fields, chance: Random) -> None:
    """Spoil one of the texts."""
    replace_one(fields, chance, lambda text: not text.startswith("http"), SPOILT)


def spoil_address(fields: Fields, chance: Random) -> None:
    """Spoil one of the addresses."""
    replace_one(fields, chance, lambda text: text.startswith("https://"), ADDRESSES)


def spoil_value(fields: Fields, chance: Random) -> None:
    """Write something else into a field, as people do."""
    name = chance.choice(sorted(VALUES))
    fields[name] = chance.choice(VALUES[name])


def spoil_audio(fields: Fields, chance: Random) -> None:
    """Give the audio a length, duration or type that is none."""
    name, values = chance.choice(
        (
            ("length", LENGTHS),
            ("duration", DURATIONS),
            ("type", ("audio/mp3", "mp3", "Audio/MPEG", "audio/x-mp3")),
        )
    )
    if isinstance(fields.get("audio"), dict):
        fields["audio"][name] = chance.choice(values)


SLIPS = (spoil_text, spoil_text, spoil_address, spoil_value, spoil_value, spoil_audio)


def replace_one(
    fields: Fields,
    chance: Random,
    is_fit: Callable[[str], bool],
    ways: tuple[Callable[[str], str], ...],
) -> None:
    """Replace one of the texts that fit."""
    slots = [(parent, step) for parent, step in find_texts(fields) if is_fit(parent[step])]
    if slots:
        parent, step = chance.choice(slots)
        parent[step] = chance.choice(ways)(parent[step])


def find_texts(value: Any) -> Iterator[Slot]:
    """List where texts stand, in depth."""
    steps = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for step, each in steps:
        if isinstance(each, str):
            yield value, step
        elif isinstance(each, (dict, list)):
            yield from find_texts(each)


def rename_some(fields: Fields, chance: Random) -> Fields:
    """Misspell the name of a field, now and then."""
    if chance.random() < 0.6:
        return fields
    name = chance.choice(sorted(fields))
    wrong = chance.choice(KEYS.get(name, (name[:-1], name.title(), name + "s")))
    return {wrong if key == name else key: value for key, value in fields.items()}


def write_block(fields: Fields) -> str:
    """Write YAML in block style."""
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True)


def write_flow(fields: Fields) -> str:
    """Write a field a line, what is in it in braces."""
    return "".join(
        yaml.safe_dump(
            {key: value}, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10**6
        )
        for key, value in fields.items()
    )


def write_single(fields: Fields) -> str:
    """Write YAML with all in single quotes where that can be."""
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, default_style="'")


def write_double(fields: Fields) -> str:
    """Write YAML with all in double quotes, lines of any length."""
    return yaml.safe_dump(
        fields, sort_keys=False, allow_unicode=True, default_style='"', width=10**6
    )


def write_folded(fields: Fields) -> str:
    """Write YAML with texts as literal blocks where that can be."""
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, default_style="|")


def write_json(fields: Fields) -> str:
    """Write each field as JSON, which is YAML too."""
    return "".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in fields.items()
    )


def write_toml(fields: Fields) -> str:
    """Write TOML, a field a line."""
    return "".join(
        f"{toml_key(key)} = {toml_value(value)}\n"
        for key, value in fields.items()
        if value is not None
    )


def toml_key(key: str) -> str:
    """Write a name in quotes where it needs them."""
    return key if key.replace("_", "").isascii() and key.isidentifier() else toml_value(key)


def toml_value(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        inside = ", ".join(
            f"{toml_key(key)} = {toml_value(each)}"
            for key, each in value.items()
            if each is not None
        )
        return f"{{{inside}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_value(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


FORMS: dict[str, tuple[str, Callable[[Fields], str]]] = {
    "block": ("---", write_block),
    "flow": ("---", write_flow),
    "single": ("---", write_single),
    "double": ("---", write_double),
    "literal": ("---", write_folded),
    "json": ("---", write_json),
    "toml": ("+++", write_toml),
}
