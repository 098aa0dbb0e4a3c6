"""The links of people asked for an assessment: random, or reckoned for members and for a room."""

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from kommune.foundation.link_tokens import SECRET_BYTES, named_in, write_token

ROOM_SALT = "kommune.maturity.assessments.room"
MEMBER_SALT = "kommune.maturity.assessments.member"


def new_token(assessment_id: UUID) -> str:
    """A new random token; the assessment in it lets a closed one be told from a wrong link."""
    return write_token(assessment_id, secrets.token_bytes(SECRET_BYTES))


def member_token(assessment_id: UUID, person_id: UUID) -> str:
    """The token of somebody with an account; reckoned, so that she gets back to her sheet when signed in."""
    return write_token(assessment_id, _reckoned(MEMBER_SALT, person_id))


def room_token(assessment_id: UUID) -> str:
    """The one token for everybody in a room; nothing of it is stored."""
    return write_token(assessment_id, _reckoned(ROOM_SALT, assessment_id))


def is_room_token(token: str) -> bool:
    """Whether this is the token for everybody in a room."""
    named = named_in(token)
    return named is not None and constant_time_compare(token, room_token(named))


def _reckoned(salt: str, key: UUID) -> bytes:
    return salted_hmac(salt, str(key), algorithm="sha256").digest()[:SECRET_BYTES]
