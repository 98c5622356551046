"""What may happen to accounts: invite, change, give roles, set passwords, sign in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from api.accounts import grants, invitations, second_factor, sessions
from api.accounts.grants import Wish
from api.accounts.problems import DemoAccount
from api.accounts.rights import key_of
from api.accounts.schemas import Invited
from api.accounts.tables import Account, AccountState, Passkey, Totp
from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.language import Languages
from api.kernel.permission import Actor, Role
from api.kernel.problems import Conflict, Invalid, Issue, NotFound

KIND = "account"


@dataclass(frozen=True)
class Known:
    """What is needed to check a password: an account that can sign in with one, and its hash."""

    account: int
    password: str


def find(session: Session, email: str) -> Account | None:
    """Return the account of a mail address, whatever its state."""
    return session.exec(select(Account).where(col(Account.email) == email.strip().lower())).first()


def known(session: Session, email: str) -> Known | None:
    """Return what a password is checked against; None when nobody can sign in with this mail address."""
    found = find(session, email)
    if found is None or found.id is None or found.state != AccountState.active or found.password is None:
        return None
    return Known(found.id, found.password)


def signed_in(
    session: Session, account: int, *, second_factor: bool, device: str, old: str | None, proved: bool = True
) -> str:
    """Begin a sign-in in place of `old` and return the id for the cookie."""
    if old is not None:
        sessions.end(session, old)
    cookie = sessions.begin(session, account, second_factor=second_factor, device=device, proved=proved)
    audit.note(session, Actor(key_of(account)), "sign-in", KIND, str(account))
    return cookie


def confirmed(session: Session, secret: str, account: int, id_hash: str, code: str) -> str | None:
    """Return a new id for a sign-in whose second factor fits, else None; both are noted in the trail."""
    demo = session.get_one(Account, account).demo
    fits = second_factor.accepts(session, secret, account, code, again=demo)
    action = "second-factor" if fits else "refused-factor"
    audit.note(session, Actor(key_of(account)), action, KIND, str(account))
    return sessions.step_up(session, id_hash, second_factor=True, proved=True) if fits else None


def proved(session: Session, actor: Actor, id_hash: str) -> str | None:
    """Return a new id for the sign-in of somebody who has just given their password again."""
    audit.note(session, actor, "proof", KIND, str(actor.account))
    return sessions.step_up(session, id_hash, proved=True)


def read(session: Session, number: int, *, lock: bool = False) -> Account:
    """Return one account. Raises NotFound."""
    found = session.get(Account, number, with_for_update=lock)
    if found is None:
        raise NotFound
    return found


def require_language(languages: Languages, code: str | None) -> None:
    """Raise Invalid for a language the county does not offer."""
    if code is not None and code not in languages.codes:
        raise Invalid(Issue("/language", "unknown_language", f"Use one of: {', '.join(languages.codes)}."))


def invite(session: Session, actor: Actor, *, email: str, name: str, language: str, wishes: Sequence[Wish]) -> Account:
    """Make an account that waits for its owner. Raises Invalid for impossible roles, Conflict for a known mail."""
    grants.checked(session, wishes)
    if find(session, email) is not None:
        raise Conflict(
            Issue("/email", "known_already", "This person has an account; change its roles or invite again.")
        )
    account = Account(email=email, name=name, language=language)
    audit.record(session, actor, "create", account, public=False)
    assert account.id is not None  # noqa: S101 - it is stored
    grants.replace(session, actor, account.id, wishes)
    return account


def invite_again(session: Session, actor: Actor, secret: str, number: int) -> Account:
    """Send a new link: to the invited, or to whoever has lost a password. Raises Conflict for those who have left."""
    account = read(session, number)
    _require_real(account)
    if account.state == AccountState.ended:
        raise Conflict(Issue("", "ended", "This account has ended."))
    invitations.send(session, secret, account)
    audit.note(session, actor, "invite", KIND, str(number))
    return account


def accept(session: Session, token: str, name: str, password_hash: str) -> int:
    """Set the password an invitation allows, end every sign-in there is, and return the account."""
    invitation, account = invitations.look(session, token, lock=True)
    assert account.id is not None  # noqa: S101 - it is stored
    invitation.used = True
    account.name, account.password, account.state = name, password_hash, AccountState.active
    audit.record(session, Actor(key_of(account.id)), "change", account, public=False)
    sessions.end_all(session, account.id)
    return account.id


def change(
    session: Session,
    actor: Actor,
    number: int,
    seen: int,
    changes: dict[str, str],
) -> Account:
    """Change name, mail address or language. Raises as `for_change`, and Conflict for a mail somebody else has."""
    account = for_change(session, Account, number, seen)
    email = changes.get("email")
    other = find(session, email) if email else None
    if other is not None and other.id != number:
        raise Conflict(Issue("/email", "known_already", "Another account has this mail address."))
    if email is not None and email != account.email:
        invitations.withdraw(session, number)  # the link went to whoever reads the former address
    for name, value in changes.items():
        setattr(account, name, value)
    audit.record(session, actor, "change", account, public=False)
    return account


def set_roles(session: Session, actor: Actor, number: int, seen: int, wishes: Sequence[Wish]) -> Account:
    """Give an account exactly these roles. Nobody changes their own: raises Conflict."""
    account = for_change(session, Account, number, seen)
    if actor.account == number:
        raise Conflict(Issue("", "own_roles", "Another administrator changes your roles, never you yourself."))
    grants.checked(session, wishes)
    grants.replace(session, actor, number, wishes)
    flag_modified(account, "revision")  # roles are part of the document
    audit.record(session, actor, "change", account, public=False)
    return account


def set_password(session: Session, actor: Actor, password_hash: str, id_hash: str) -> str | None:
    """Store a new password, end all other sign-ins, and return a new id for this one."""
    assert actor.account is not None  # noqa: S101 - a person asks
    account = session.get_one(Account, actor.account)
    _require_real(account)
    account.password = password_hash
    audit.record(session, actor, "change", account, public=False)
    sessions.end_all(session, actor.account, but=id_hash)
    return sessions.step_up(session, id_hash, proved=True)


def reset_factors(session: Session, actor: Actor, number: int) -> None:
    """Take the second factors of an account away and end its sign-ins."""
    _require_real(read(session, number))
    second_factor.remove_all(session, number)
    sessions.end_all(session, number)
    audit.note(session, actor, "reset-factor", KIND, str(number))


def require_own_factors(session: Session, account: int) -> None:
    """Raise DemoAccount where everybody shares the second factor."""
    _require_real(session.get_one(Account, account))


def remove_passkey(session: Session, actor: Actor, number: int) -> None:
    """Delete a passkey of the actor. Raises NotFound for others', Conflict for the last second factor."""
    assert actor.account is not None  # noqa: S101 - a person asks
    row = session.get(Passkey, number)
    if row is None or row.account != actor.account:
        raise NotFound
    app = session.get(Totp, actor.account)
    others = session.exec(select(Passkey.id).where(col(Passkey.account) == actor.account)).all()
    if len(others) == 1 and (app is None or app.secret is None):
        raise Conflict(Issue("", "last_factor", "Set up an authenticator app or another passkey first."))
    session.delete(row)
    audit.note(session, actor, "delete", "passkey", str(number))


def _require_real(account: Account) -> None:
    if account.demo:
        raise DemoAccount


def may_enter(session: Session, account: int) -> bool:
    """Say whether an account can sign in."""
    return read(session, account).state == AccountState.active


def invited(session: Session, token: str) -> Invited:
    """Return whom an invitation is for. Raises LinkRefused."""
    _, account = invitations.look(session, token)
    held = grants.current(session, account.id)
    roles = sorted({Role(row.role) for row in held})
    state = "new" if account.state == AccountState.invited else "known"
    return Invited(name=account.name, email=account.email, roles=roles, account=state)
