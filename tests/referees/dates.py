"""Dates of records, read by the standard library alone."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo


def read_moment(text: str, zone: str | None) -> datetime:
    """Read a date of the test shows; without an offset it is a time of `zone`."""
    if text[0].isalpha():
        return parsedate_to_datetime(text.replace("GMT", "+0000"))
    day, clock, *offset = text.replace("T", " ").replace("+", " +").split()
    moment = datetime.fromisoformat(f"{day} {clock}{''.join(offset)}")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone or "UTC"))
        moment = datetime.fromisoformat(moment.isoformat())  # keeps the offset, drops the zone
    return moment
