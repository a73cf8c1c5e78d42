"""Station probe: what an MP4 says of its sound to a decoder: codec, sample rate, channels.

mutagen tells the same, but nothing of what Android phones record: the metadata that stand before
the tracks there are of a form that it stops at.

Sources: ISO/IEC 14496-12, 12.2.3 (AudioSampleEntry) and QuickTime File Format (its later versions);
14496-1, 7.2.6 (descriptors); 14496-3, 1.6.2 (AudioSpecificConfig).
"""

import struct
from typing import NamedTuple

_ES, _CONFIG, _SPECIFIC = 3, 4, 5
_FIXED = {_ES: 3, _CONFIG: 13}
"""Bytes before the descriptors inside a descriptor, by its tag."""
_MPEG4 = 0x40
_BY_TYPE = {
    0x69: "mp3",
    0x6B: "mp3",
    0xA5: "ac3",
    0xA6: "eac3",
    0xA9: "dts",
    0xAD: "opus",
    0xDD: "vorbis",
}
"""Codecs by the type in the descriptor; all others that are met are kinds of AAC."""
_BY_NAME = {".mp3": "mp3", "Opus": "opus", "fLaC": "flac", "ac-3": "ac3", "ec-3": "eac3"}
_PLAIN = range(1, 5)  # AAC Main, LC, SSR, LTP
_MORE = 31  # six more bits give the profile: xHE-AAC, and those below
_LAYERS = range(32, 35)  # MPEG audio of the older kinds
_HE, _HE_STEREO = 5, 29
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_SLOW = 6
"""The first of the rates (24 kHz) at which what is coded may be half of what is played."""
_EXTENSION, _IS_DOUBLED = 0x56E5, 0x80
"""Opens the words about what was added to plain AAC (SBR); a bit says whether anything was."""
_LONGEST = 64
"""Bytes to the last number that is read of an entry."""
_EIGHT = 7
"""Stands for eight channels; what is above, and 0, is told elsewhere."""


class SoundEntry(NamedTuple):
    """How a track of sound is coded: codec, Hz, channels; None where nothing tells."""

    codec: str = ""
    rate: int | None = None
    channels: int | None = None


def read_sound_entry(entries: bytes) -> SoundEntry:
    """Read the first sample entry of a track of sound (the content of stsd)."""
    entries += bytes(_LONGEST)  # what ends too early says nothing
    name = entries[12:16].decode("latin-1")
    channels, rate = struct.unpack_from(">H6xH", entries, 32)
    if entries[24:26] == b"\0\2":  # the second version of QuickTime has them further on
        exact, channels = struct.unpack_from(">dI", entries, 48)
        rate = int(exact) if 0 < exact < _RATES[0] * 4 else 0
    entry = SoundEntry(
        _BY_NAME.get(name, name.strip(" \0").lower()), rate or None, channels or None
    )
    if name == "alac" and (cookie := entries.rfind(b"alac")) > 12:
        channels, rate = struct.unpack_from(">9xB10xI", entries, cookie + 8)
        return SoundEntry("alac", rate, channels)
    return _read_mpeg4(entries, entry) if name == "mp4a" else entry


def _read_mpeg4(entries: bytes, entry: SoundEntry) -> SoundEntry:
    """Read the descriptors of an entry, which writers fill in with more care than the entry."""
    place = entries.find(b"esds")
    kind, config = _find_specific(entries[place + 8 :]) if place >= 0 else (_MPEG4, b"")
    if kind != _MPEG4 or len(config) < 2:
        return entry._replace(codec=_BY_TYPE.get(kind, "aac"))
    profile, bits = _open_config(config)
    if profile in _LAYERS:
        return entry._replace(codec="mp3")
    rate = _find_rate(bits, profile) or entry.rate
    return SoundEntry("aac", rate, _count_channels(bits, profile) or entry.channels)


def _open_config(config: bytes) -> tuple[int, int]:
    """Return the profile, and 40 bits whose first five give it where no more than those do."""
    bits = int.from_bytes(config.ljust(6, b"\0"), "big")
    profile = bits >> 43
    if profile == _MORE:
        profile, bits = 32 + (bits >> 37 & 63), bits << 6
    return profile, bits >> 8 & 0xFF_FFFF_FFFF


def _find_rate(bits: int, profile: int) -> int:
    """Return the sample rate that a decoder is told, 0 where it may be twice what is coded."""
    coded, is_told = bits >> 31 & 15, bits >> 8 & 0xFFFF == _EXTENSION
    if profile in (_HE, _HE_STEREO):
        coded = bits >> 23 & 15
    elif is_told and bits & _IS_DOUBLED:
        coded = bits >> 3 & 15
    elif coded >= _SLOW and not is_told:
        return 0
    return _RATES[coded] if coded < len(_RATES) else 0


def _count_channels(bits: int, profile: int) -> int:
    """Return the channels that a decoder is told, 0 where that is not sure.

    Writers put 2 into the entry itself whatever is coded. At 24 kHz or less one channel may carry
    parametric stereo, which shows in the sound alone, unless it is said that nothing was added.
    """
    channels = bits >> 27 & 15
    if channels != 1:
        return 8 if channels == _EIGHT else channels * (channels < _EIGHT)
    is_bare = bits >> 8 & 0xFFFF == _EXTENSION and not bits & _IS_DOUBLED
    is_mono = profile in _PLAIN and (bits >> 31 & 15 < _SLOW or is_bare)
    return 2 if profile == _HE_STEREO else int(is_mono)


def _find_specific(data: bytes) -> tuple[int, bytes]:
    """Go down the descriptors; return the type of the sound, and the decoder's own words.

    The words are empty where the descriptors end before.
    """
    place, kind = 0, _MPEG4
    for wanted in (_ES, _CONFIG, _SPECIFIC):
        if data[place : place + 1] != bytes([wanted]):
            return kind, b""
        place += 1
        while data[place : place + 1] >= b"\x80":  # a length of more than 7 bits goes on
            place += 1
        if wanted == _CONFIG:
            kind = int.from_bytes(data[place + 1 : place + 2], "big")
        place += 1 + _FIXED.get(wanted, 0)
    return kind, data[place : place + 6]
