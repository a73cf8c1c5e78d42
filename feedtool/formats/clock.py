"""Seconds as hours, minutes and seconds: as people read them, and as formats want them."""


def write_clock(seconds: float) -> str:
    """Write seconds as `10:34` or `1:05:20`, rounded to whole ones."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def write_fine_clock(seconds: float) -> str:
    """Write seconds as `10:34.250`: milliseconds only where there are some."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return write_clock(whole) + (f".{milliseconds:03d}" if milliseconds else "")


def write_exact_time(seconds: float) -> str:
    """Write `HH:MM:SS.mmm`, as WebVTT and mp4chaps want it."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{write_long_time(whole)}.{milliseconds:03d}"


def write_long_time(seconds: float) -> str:
    """Write `HH:MM:SS`, a fraction left out."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def write_short_time(seconds: float) -> str:
    """Write `MM:SS`, a fraction left out; only for times below an hour."""
    whole = int(seconds)
    return f"{whole // 60:02d}:{whole % 60:02d}"
