"""How loud a file is, as it was measured in its decoded sound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loudness:
    """What ffmpeg measured of one file.

    `integrated` is LUFS over all of it (ITU-R BS.1770, EBU R 128), None where it is too short or
    too quiet to tell. `sample_peak` is dBFS, `true_peak` dBTP, which is measured only where the
    sample peak comes near full scale. `lead` and `trail` are seconds of silence at both ends,
    `clipped` samples at full scale. `channels` are 1 for mono.
    """

    integrated: float | None
    sample_peak: float | None
    true_peak: float | None = None
    lead: float = 0.0
    trail: float = 0.0
    clipped: int = 0
    channels: int | None = None
