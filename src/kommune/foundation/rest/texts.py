"""Kinds of text and values that a request may send; the limits are those of the tables."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, StringConstraints

# PostgreSQL stores no NUL character.
NO_NUL = r"^[^\x00]*$"
Line40 = Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL)]
Line200 = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Line300 = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Line500 = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
Title = Annotated[
    str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")
]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]


class Sent(Schema):
    """The body of a request; a name that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")
