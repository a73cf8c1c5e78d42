"""The platforms whose demands rules speak for."""

PLATFORMS = ("apple", "spotify", "youtube", "psp1", "podcastindex")
DEFAULT_PLATFORMS = ("apple", "spotify", "podcastindex")
