"""The people's door: find, make and erase persons; let rooms vouch for new ones and name what they keep."""

from kommune.accounts.actions import (
    create_person,
    erase_person,
    find_or_make_user,
    make_operator,
    sign_in_person,
)
from kommune.accounts.errors import AddressTaken, WeakPassword
from kommune.accounts.queries import (
    address_of,
    came_by_single_sign_on,
    has_second_factor,
    names_of,
    password_path,
    person,
    person_with_address,
)
from kommune.accounts.registry import register_entry_permit, register_personal_data
from kommune.accounts.setup_code import is_new_installation, setup_code
from kommune.accounts.shapes import Person, PersonalData

__all__ = [
    "AddressTaken",
    "Person",
    "PersonalData",
    "WeakPassword",
    "address_of",
    "came_by_single_sign_on",
    "create_person",
    "erase_person",
    "find_or_make_user",
    "has_second_factor",
    "is_new_installation",
    "make_operator",
    "names_of",
    "password_path",
    "person",
    "person_with_address",
    "register_entry_permit",
    "register_personal_data",
    "setup_code",
    "sign_in_person",
]
