"""Times as people read them."""


def write_clock(seconds: float) -> str:
    """Write seconds as `10:34` or `1:05:20`, rounded to whole ones."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def write_fine_clock(seconds: float) -> str:
    """Write seconds as `10:34.250`: milliseconds only where there are some."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return write_clock(whole) + (f".{milliseconds:03d}" if milliseconds else "")
