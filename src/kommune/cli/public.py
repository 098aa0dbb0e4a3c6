"""What the command line is told by the rooms above it that it starts by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody as whom a visitor may sign in; ``role`` as shown."""

    role: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoTown:
    """The demo town as loaded; ``is_new`` where this call made it."""

    name: str
    slug: str
    is_new: bool
    password: str
    accounts: tuple[DemoAccount, ...]
