"""How loud an audio file is, and the silence at its ends. Only where loudness was measured.

Sources: Apple's authoring advice for podcasts (-16 dB LKFS, give or take 1, true peak at most
-1 dBFS), as hosts and producers quote it; -14 LUFS is what Spotify plays at; -19 for mono is
usual, because the same sound is 3 dB quieter from one channel (AES TD1008).
"""

from collections.abc import Iterable

from feedtool.check.media_facts import AudioFile
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.plural import count
from feedtool.model.finding import Level, Problem
from feedtool.model.loudness import Loudness

_QUIETEST, _QUIETEST_MONO, _LOUDEST = -17.0, -20.0, -13.0
_HIGHEST_PEAK = -1.0
_LONGEST_SILENCE = 5.0
_LOUDEST_SOUND = 20.0
"""dBFS: no sound is as loud, but what decoders make of damaged frames is."""


@rule("AU18", Level.ADVICE)
def odd_loudness(file: AudioFile, loudness: Loudness) -> Iterable[Problem]:
    """The sound is too quiet or too loud beside other podcasts, or its peaks are clipped.

    Listeners reach for the volume when the next episode starts, and in a car quiet voices are lost.
    About -16 LUFS is asked for (mono -19), with true peaks of at most -1 dBTP, because a codec
    makes peaks a little higher: sound that reaches full scale crackles. Between -17 (mono -20) and
    -13 nothing is said. Set the loudness when you export, for example with
    `ffmpeg -i in.wav -af loudnorm=I=-16:TP=-1.5 out.mp3`.

    Loudness is measured where `--loudness` asks for it, by ffmpeg.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-too-quiet.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    if loudness.sample_peak is not None and loudness.sample_peak > _LOUDEST_SOUND:
        return  # AU16 names the damage
    found, peak = loudness.integrated, loudness.true_peak
    quietest = _QUIETEST_MONO if loudness.channels == 1 else _QUIETEST
    if found is not None and not quietest <= found <= _LOUDEST:
        wanted = "-19 for mono" if loudness.channels == 1 else "-16"
        what = "quiet" if found < quietest else "loud"
        message = f"the sound is too {what}: {found:g} LUFS; expected about {wanted}"
        yield Problem(file.at, message, "set its loudness when you export it")
    if peak is not None and peak > _HIGHEST_PEAK:
        clipped = f", with {count(loudness.clipped, 'clipped sample')}" if loudness.clipped else ""
        yield Problem(
            file.at,
            f"the true peak is {peak:g} dBTP{clipped}; expected at most {_HIGHEST_PEAK:g}",
            "export it with a limiter at -1.5 dBTP",
        )


@rule("AU19", Level.ADVICE)
def long_silence(file: AudioFile, loudness: Loudness) -> Iterable[Problem]:
    """The file begins or ends with more than five seconds of silence.

    Listeners take it for a fault and skip the episode, or wait for more at its end. Cut it off.
    Silence is what stays below -50 dBFS. Where it is all there is, a muted track was exported:
    that is a warning.

    Loudness is measured where `--loudness` asks for it, by ffmpeg.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-silent-end.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    seconds = file.facts.duration if file.facts is not None else None
    if seconds and loudness.lead + loudness.trail > seconds:  # it is the same silence
        message = f"nothing is heard in the file: all of it, {write_clock(seconds)}, is silence"
        yield Problem(
            file.at, message, "export it again, with the right track", level=Level.WARNING
        )
        return
    for seconds, where in ((loudness.lead, "start"), (loudness.trail, "end")):
        if seconds > _LONGEST_SILENCE:
            message = f"{seconds:g} s of silence are at the {where}; expected at most 5"
            yield Problem(file.at, message, "cut the silence off")
