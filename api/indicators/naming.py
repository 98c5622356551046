"""Names somebody gives a source or a census: one line of signs that can be seen."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError


def _one_line(text: str) -> str:
    """Refuse signs nobody sees: they would split a line of a file, or turn its direction."""
    if any(unicodedata.category(sign).startswith("C") for sign in text):
        raise PydanticCustomError("hidden_signs", "Leave out line breaks and signs that cannot be seen.")
    return text


Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60), AfterValidator(_one_line)]
