"""A county as data: reads, checks and loads the profile in a folder."""

from api.profiles.faults import ProfileBroken, ProfileError
from api.profiles.service import check, is_loaded, languages, load

__all__ = ["ProfileBroken", "ProfileError", "check", "is_loaded", "languages", "load"]
