"""Station probe: what an MP4 says of its AAC to a decoder.

Source: ISO/IEC 14496-1, 7.2.6 (descriptors), and 14496-3, 1.6.2 (AudioSpecificConfig).
"""

_ES, _CONFIG, _SPECIFIC = 3, 4, 5
_FIXED = {_ES: 3, _CONFIG: 13}
"""Bytes before the descriptors inside a descriptor, by its tag."""
_PLAIN = range(1, 5)  # AAC Main, LC, SSR, LTP
_SLOW = 6
"""The first sampling frequency (24 kHz) at which one coded channel may be played as two."""
_EXTENSION = b"\x56\xe5"
"""Opens the words about what was added to plain AAC (SBR); a bit says whether anything was."""


def is_mono(entries: bytes) -> bool:
    """Say whether the sample entries of a track (stsd) describe AAC that is surely of one channel.

    Writers put 2 into the entry itself whatever is coded. At 24 kHz or less one channel may carry
    parametric stereo, which shows in the sound alone, unless it is said that nothing was added.
    """
    place = entries.find(b"esds")
    config = _find_specific(entries[place + 8 :]) if place >= 0 else b""
    if len(config) < 2:
        return False
    bits = int.from_bytes(config[:2], "big")
    kind, frequency, channels = bits >> 11, bits >> 7 & 15, bits >> 3 & 15
    is_bare = config[2:4] == _EXTENSION and config[4:] < b"\x80"
    return kind in _PLAIN and channels == 1 and (frequency < _SLOW or is_bare)


def _find_specific(data: bytes) -> bytes:
    """Go down the descriptors to the decoder's own words; empty where they end before."""
    place = 0
    for wanted in (_ES, _CONFIG, _SPECIFIC):
        if data[place : place + 1] != bytes([wanted]):
            return b""
        place += 1
        while data[place : place + 1] >= b"\x80":  # a length of more than 7 bits goes on
            place += 1
        place += 1 + _FIXED.get(wanted, 0)
    return data[place : place + 5]
