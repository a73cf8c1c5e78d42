"""The Podcast Taxonomy: the groups and roles that `podcast:person` may name.

The list is `taxonomy.json` of the podcast namespace
(https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json), taken from the
Podcast Taxonomy Project (https://podcasttaxonomy.com/).
Names are compared without regard to case; without a role "host" is meant, without a group "cast"
(https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md).
Pure data of the formats layer: it reads no files.
"""

from typing import Final

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Creative Direction": (
        "Director",
        "Assistant Director",
        "Executive Producer",
        "Senior Producer",
        "Producer",
        "Associate Producer",
        "Development Producer",
        "Creative Director",
    ),
    "Cast": (
        "Host",
        "Co-Host",
        "Guest Host",
        "Guest",
        "Voice Actor",
        "Narrator",
        "Announcer",
        "Reporter",
    ),
    "Writing": (
        "Author",
        "Editorial Director",
        "Co-Writer",
        "Writer",
        "Songwriter",
        "Guest Writer",
        "Story Editor",
        "Managing Editor",
        "Script Editor",
        "Script Coordinator",
        "Researcher",
        "Editor",
        "Fact Checker",
        "Translator",
        "Transcriber",
        "Logger",
    ),
    "Audio Production": (
        "Studio Coordinator",
        "Technical Director",
        "Technical Manager",
        "Audio Engineer",
        "Remote Recording Engineer",
        "Post Production Engineer",
    ),
    "Audio Post-Production": (
        "Audio Editor",
        "Sound Designer",
        "Foley Artist",
        "Composer",
        "Theme Music",
        "Music Production",
        "Music Contributor",
    ),
    "Administration": (
        "Production Coordinator",
        "Booking Coordinator",
        "Production Assistant",
        "Content Manager",
        "Marketing Manager",
        "Sales Representative",
        "Sales Manager",
    ),
    "Visuals": (
        "Graphic Designer",
        "Cover Art Designer",
    ),
    "Community": ("Social Media Manager",),
    "Misc.": (
        "Consultant",
        "Intern",
    ),
    "Video Production": (
        "Camera Operator",
        "Lighting Designer",
        "Camera Grip",
        "Assistant Camera",
    ),
    "Video Post-Production": (
        "Editor",
        "Assistant Editor",
    ),
}
"""Group -> its roles, in the order of the source; "Editor" is a role of two groups."""
