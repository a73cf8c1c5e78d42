"""Media types by file extension.

Sources: Apple's list of enclosure types, PSP-1, the podcast namespace's transcript types.
"""

BY_EXTENSION: dict[str, str] = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "m4b": "audio/x-m4b",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "pdf": "application/pdf",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/opus",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "aiff": "audio/aiff",
    "aif": "audio/aiff",
    "aifc": "audio/aiff",
    "webm": "video/webm",
    "m3u8": "application/x-mpegURL",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "htm": "text/html",
    "txt": "text/plain",
}
CHAPTERS_TYPE = "application/json+chapters"
CHAPTERS_TYPES = frozenset({CHAPTERS_TYPE, "application/json"})
"""The namespace's own example says application/json, and apps read that too."""


def extension_of(path: str) -> str:
    """Return the lower-case extension of a path or address, its query left out."""
    name = path.strip().partition("?")[0].partition("#")[0].partition(";")[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def type_of(path: str) -> str:
    """Return the media type the extension stands for, or ""."""
    return BY_EXTENSION.get(extension_of(path), "")


def plain_type(text: str) -> str:
    """Reduce a media type to what counts when two are compared: no parameters, lower case."""
    return text.partition(";")[0].strip().lower()
