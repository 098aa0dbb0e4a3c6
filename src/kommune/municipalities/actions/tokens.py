"""Tokens for machines: make, withdraw, open a town with one; and answering a repeated request once."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kommune.audit.public import journal
from kommune.foundation.dates import today
from kommune.foundation.scope import current_town
from kommune.municipalities.edits import change_object, create_object, find_object
from kommune.municipalities.errors import KeyReused, TokenUnusable, WritingNeedsWorkingGroup
from kommune.municipalities.models import ApiToken, KeptAnswer
from kommune.municipalities.rules import may_administer_town, require
from kommune.municipalities.shapes import Answer, Role, Rung, Scope, TokenAccess, TownShape, Viewer

KEPT_FOR = timedelta(hours=24)


def make_token(
    *,
    by: Viewer,
    slug: str,
    name: str,
    scopes: Iterable[str],
    clearance: int = Rung.ADMINISTRATION,
    valid_days: int = 365,
) -> tuple[UUID, str]:
    """Make a token and return its id and its text, which is nowhere stored.

    The text names the town (``kd_<slug>_<secret>``), since the server shows rows of the town in scope only.
    Reading is always among the scopes.
    """
    require(may_administer_town(by))
    wanted = {Scope.READ.value, *scopes}
    if Scope.WRITE_MEASURES in wanted and clearance != Rung.WORKING_GROUP:
        raise WritingNeedsWorkingGroup
    secret = secrets.token_hex(32)
    with journal(action="make_token", actor_id=by.user_id) as batch:
        token = ApiToken(
            name=name.strip(),
            secret_hash=hash_of(secret),
            scopes=[scope for scope in Scope.values if scope in wanted],
            clearance=clearance,
            created_by_id=by.membership_id,
            expires_at=timezone.now() + timedelta(days=valid_days),
        )
        create_object(batch, token)
    return token.id, f"kd_{slug}_{secret}"


def revoke_token(*, by: Viewer, token_id: UUID) -> None:
    """Withdraw a token; it opens nothing from now on."""
    require(may_administer_town(by))
    with journal(action="revoke_token", actor_id=by.user_id) as batch:
        change_object(batch, find_object(ApiToken, token_id), {"revoked_at": timezone.now()}, None)


def slug_of(text: str) -> str:
    """The town that a token's text names; raises ``TokenUnusable`` where it is none."""
    kind, _, rest = text.partition("_")
    slug, _, secret = rest.rpartition("_")
    if kind != "kd" or not slug or not secret:
        raise TokenUnusable
    return slug


def open_token(*, text: str, town: TownShape) -> TokenAccess:
    """Who acts with this token in the town in scope; notes the day of its use.

    Its scopes for writing act with the rights of the strategy lead, in its maker's name; what it reads is
    what its rung of the ladder sees.
    """
    hashed = hash_of(text.rpartition("_")[2])
    token = ApiToken.objects.filter(secret_hash=hashed).select_related("created_by").first()
    if token is None or not hmac.compare_digest(token.secret_hash, hashed):
        raise TokenUnusable
    if token.revoked_at or token.expires_at <= timezone.now():
        raise TokenUnusable
    if token.last_used_on != today():
        ApiToken.objects.filter(id=token.id).update(last_used_on=today())
    maker = token.created_by.user_id if token.created_by else None
    rung = Rung(token.clearance)
    reader = Viewer(town_id=town.id, clearance=rung, user_id=maker, name=token.name)
    writes = {Scope.WRITE_MEASURES, Scope.WRITE_STATUS} & set(token.scopes)
    writer = Viewer(
        town_id=town.id,
        clearance=rung,
        role=Role.STRATEGY_LEAD if writes else "",
        user_id=maker,
        name=token.name,
    )
    return TokenAccess(token.id, token.name, frozenset(token.scopes), town, reader, writer)


def answer_once(
    *, access: TokenAccess, key: str, fingerprint: str, carry_out: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Carry out a request, or return the answer kept from the first time, and whether it was kept.

    Both are one transaction: a request that fails leaves no key. Raises ``KeyReused`` where the key came
    with another request within a day.
    """
    with transaction.atomic():
        forget_kept_answers()
        kept, is_new = KeptAnswer.objects.get_or_create(
            token_id=access.token_id,
            key=key,
            defaults={"town_id": current_town(), "fingerprint": fingerprint, "made_at": timezone.now()},
        )
        if not is_new:
            if kept.fingerprint != fingerprint:
                raise KeyReused
            return Answer(kept.status, kept.body, kept.headers), True
        answer = carry_out()
        kept.status, kept.body, kept.headers = answer.status, answer.body, dict(answer.headers)
        kept.save()
    return answer, False


def forget_kept_answers() -> int:
    """Delete the answers to requests that came more than a day ago; returns how many rows."""
    gone: int = KeptAnswer.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]
    return gone


def hash_of(secret: str) -> str:
    """What is stored of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
