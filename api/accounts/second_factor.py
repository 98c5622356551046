"""The second factor: codes of an app (RFC 6238) and ten recovery codes, each of them good for one sign-in."""

import hmac
import secrets

import pyotp
from pyotp.totp import TOTP
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from api.accounts import sealing
from api.accounts.tables import Passkey, RecoveryCode, Totp
from api.kernel import qr
from api.kernel.problems import NotFound
from api.kernel.time import now

STEP = 30  # seconds
CODES = 10
LONGEST_CODE = 8  # digits of an app; recovery codes are longer
_PURPOSE = "totp"
_ISSUER = "Willkommen im Kreis"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_LENGTH = 16  # of 31 letters: 79 bits


def propose(session: Session, secret: str, account: int, email: str) -> tuple[str, str, str]:
    """Make a secret for an app and return it, its address, and that as a picture; it counts once it is confirmed."""
    made = pyotp.random_base32()
    row = session.get(Totp, account) or Totp(account=account)
    row.pending = sealing.sealed(secret, _PURPOSE, made)
    session.add(row)
    address = TOTP(made, name=email, issuer=_ISSUER).provisioning_uri()
    return made, address, qr.picture(address)


def confirm(session: Session, secret: str, account: int, code: str) -> bool:
    """Take the proposed secret into use if the app shows its codes. Raises NotFound when none was proposed."""
    row = session.get(Totp, account, with_for_update=True)
    if row is None or row.pending is None:
        raise NotFound
    step = _step(session, _opened(secret, row.pending), code, after=0)
    if step is None:
        return False
    row.secret, row.pending, row.last_step = row.pending, None, step
    return True


def accepts(session: Session, secret: str, account: int, code: str, *, again: bool = False) -> bool:
    """Say whether a code of the app or a recovery code fits, and use it up; `again` is for demo accounts."""
    wanted = "".join(code.split()).replace("-", "").lower()
    if len(wanted) > LONGEST_CODE:
        return _use_recovery_code(session, account, wanted)
    row = session.get(Totp, account, with_for_update=True)  # of two equal codes at once the second waits and fails
    if row is None or row.secret is None:
        return False
    step = _step(session, _opened(secret, row.secret), wanted, after=0 if again else row.last_step)
    if step is None:
        return False
    row.last_step = step
    return True


def current_code(session: Session, secret: str, row: Totp) -> str:
    """Return the code an app would show now; the sign-in page of a demo does."""
    return TOTP(_opened(secret, row.secret or "")).at(int(now(session).timestamp()))


def new_recovery_codes(session: Session, account: int) -> list[str]:
    """Replace the recovery codes and return the new ones, which nobody can read again."""
    session.connection().execute(delete(RecoveryCode).where(col(RecoveryCode.account) == account))
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(CODES)]
    session.add_all(RecoveryCode(account=account, code_hash=sealing.digest(code)) for code in codes)
    session.flush()
    return ["-".join(code[place : place + 4] for place in range(0, _LENGTH, 4)) for code in codes]


def recovery_codes_left(session: Session, account: int) -> int:
    """Return how many recovery codes are unused."""
    unused = select(RecoveryCode.id).where(col(RecoveryCode.account) == account, col(RecoveryCode.used).is_(False))
    return len(session.exec(unused).all())


def remove_all(session: Session, account: int) -> None:
    """Take every second factor away: the person sets up a new one at the next sign-in."""
    for table in (Totp, Passkey, RecoveryCode):
        session.connection().execute(delete(table).where(col(table.account) == account))


def _use_recovery_code(session: Session, account: int, code: str) -> bool:
    used = (
        update(RecoveryCode)
        .where(col(RecoveryCode.account) == account, col(RecoveryCode.code_hash) == sealing.digest(code))
        .where(col(RecoveryCode.used).is_(False))
        .values(used=True)
    )
    return session.connection().execute(used).rowcount == 1


def _opened(secret: str, stored: str) -> str:
    try:
        return sealing.opened(secret, _PURPOSE, stored)
    except sealing.Unreadable:
        return pyotp.random_base32()  # of another WIK_SECRET: no code fits, recovery codes still do


def _step(session: Session, totp_secret: str, code: str, *, after: int) -> int | None:
    """Return the time step a code is of: the present one, or one on either side that comes after `after`."""
    present = int(now(session).timestamp()) // STEP
    known = TOTP(totp_secret)
    fitting = [
        step
        for step in (present - 1, present, present + 1)
        if hmac.compare_digest(known.at(step * STEP).encode(), code.encode()) and step > after
    ]
    return fitting[0] if fitting else None
