"""People who come from the identity provider: which account is theirs, and which roles their groups give them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from api.accounts import grants, service
from api.accounts.grants import Wish
from api.accounts.problems import LastAdministrator
from api.accounts.provider import Identity, ProviderRefused
from api.accounts.rights import key_of
from api.accounts.tables import Account, AccountState, Source
from api.kernel import audit
from api.kernel.permission import Actor, Role
from api.kernel.problems import Invalid

_SYSTEM = Actor("system:oidc")
_SCOPES = {Role.area_staff: "area", Role.author: "organisation", Role.box_officer: "office"}


@dataclass(frozen=True)
class RoleMap:
    """Group at the provider → role here, from WIK_OIDC_ROLES."""

    wishes: Mapping[str, Wish]

    @classmethod
    def read(cls, pairs: Mapping[str, str]) -> "RoleMap":
        """Return the map of settings. Raises ValueError for a role nobody knows or without what limits it."""
        found: dict[str, Wish] = {}
        for group, meant in pairs.items():
            name, _, limit = meant.partition("@")
            if name not in Role.__members__ or (Role(name) in _SCOPES) != bool(limit):
                raise ValueError(f"WIK_OIDC_ROLES: {group}={meant} is no role, or lacks the @key it is limited to")
            role = Role(name)
            wish = Wish(role)
            found[group] = replace(wish, **{_SCOPES[role]: limit}) if limit else wish
        return cls(found)


def arrive(session: Session, who: Identity, roles: RoleMap) -> int:
    """Return the account of somebody the provider vouches for; make one when their groups give them a role.

    Raises ProviderRefused when nobody invited them, or when they have left.
    """
    wishes = [roles.wishes[group] for group in dict.fromkeys(who.roles) if group in roles.wishes]
    account = _known(session, who) or (_new(session, who) if wishes else None)
    if account is None:
        raise ProviderRefused("unknown_account")
    if account.state == AccountState.ended:
        raise ProviderRefused("account_ended")
    assert account.id is not None  # noqa: S101 - it is stored
    if account.subject is None or account.state == AccountState.invited:
        account.subject, account.state = who.subject, AccountState.active
        audit.record(session, Actor(key_of(account.id)), "change", account, public=False)
    if roles.wishes:
        _bring_roles(session, account.id, wishes)
    return account.id


def _known(session: Session, who: Identity) -> Account | None:
    """Return who came before under this subject; else by mail, if the provider has checked it."""
    found = session.exec(select(Account).where(col(Account.subject) == who.subject)).first()
    if found is not None or not who.email_verified:
        return found
    by_mail = service.find(session, who.email)
    return by_mail if by_mail is not None and by_mail.subject is None and not by_mail.demo else None


def _new(session: Session, who: Identity) -> Account:
    if not who.email or service.find(session, who.email) is not None:
        raise ProviderRefused("mail_not_verified" if who.email else "no_mail")
    account = Account(email=who.email, name=who.name or who.email, state=AccountState.active, subject=who.subject)
    audit.record(session, _SYSTEM, "create", account, public=False)
    return account


def _bring_roles(session: Session, account: int, wishes: list[Wish]) -> None:
    try:
        grants.checked(session, wishes)
        grants.replace(session, _SYSTEM, account, wishes, Source.oidc)
    except Invalid as error:
        raise ProviderRefused("roles_misconfigured") from error
    except LastAdministrator as error:
        raise ProviderRefused("last_administrator") from error
