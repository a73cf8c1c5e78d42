"""What a reader made of a file, one line a turn or fault, so that people can check it."""

from feedtool.model.place import NoFields, Source, Span
from feedtool.model.transcript import Transcript, Turn


def tell(transcript: Transcript) -> str:
    """Write legend, turns with their cues, and faults, each with line and column."""
    source = Source("", transcript.text, NoFields())
    lines = [f"= {each.short} is {each.name}" for each in transcript.legend]
    for turn in transcript.turns:
        lines.append(_turn(turn, source))
        lines += [
            f"    {_place(source, cue.label or cue.span)} {_times(cue.start, cue.end)} {cue.text}"
            for cue in turn.cues
        ]
    for fault in transcript.faults:
        drops = f" (lost: {', '.join(fault.drops)})" if fault.drops else ""
        at = fault.problem.at
        place = _place(source, at if isinstance(at, Span) else Span(0, 0))
        lines.append(f"! {place} {fault.code} {fault.problem.message}{drops}")
    return "".join(f"{line}\n" for line in lines)


def _turn(turn: Turn, source: Source) -> str:
    where = _place(source, turn.label) if turn.label else "-"
    text = "" if turn.cues else " | " + turn.text.replace("\n", " / ")
    return f"{where} {turn.speaker or '-'} {_times(turn.start, turn.end)}{text}"


def _times(start: float | None, end: float | None) -> str:
    if start is None and end is None:
        return "untimed"
    return f"{'?' if start is None else f'{start:g}'}-{'?' if end is None else f'{end:g}'}"


def _place(source: Source, span: Span) -> str:
    place = source.locate(span)
    return f"{place.line}:{place.column}"
