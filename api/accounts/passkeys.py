"""Passkeys (WebAuthn level 2): made and checked for the host of PUBLIC_URL, always with the person verified."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import delete
from sqlmodel import Session, col, select
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.accounts import sealing
from api.accounts.problems import CodeRefused
from api.accounts.tables import Challenge, Passkey
from api.kernel.time import now, today

ANSWERED_WITHIN = dt.timedelta(minutes=10)
_NAME = "Willkommen im Kreis"
_VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Party:
    """Whom a browser makes a passkey for: the host, and the exact origin of our pages."""

    host: str
    origin: str

    @classmethod
    def of(cls, public_url: str) -> "Party":
        """Return the party of an address."""
        return cls(urlsplit(public_url).hostname or "localhost", public_url)


def propose(session: Session, party: Party, account: int, email: str, asker: str) -> dict[str, Any]:
    """Return what `navigator.credentials.create` takes, and remember the challenge for `asker`."""
    options = webauthn.generate_registration_options(
        rp_id=party.host,
        rp_name=_NAME,
        user_id=f"account:{account}".encode(),
        user_name=email,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
        exclude_credentials=_known(session, account),
    )
    remember(session, asker, {"challenge": bytes_to_base64url(options.challenge), "account": account})
    return json.loads(webauthn.options_to_json(options))


def add(session: Session, party: Party, account: int, credential: dict[str, Any], asker: str, name: str) -> Passkey:
    """Store the passkey a browser made. Raises CodeRefused when it does not answer the challenge."""
    facts = answered(session, asker)
    if facts is None or facts.get("account") != account:
        raise CodeRefused
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=webauthn.base64url_to_bytes(facts["challenge"]),
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise CodeRefused from error
    row = Passkey(
        account=account,
        credential=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        created_on=today(session),
    )
    session.add(row)
    session.flush()
    return row


def ask(session: Session, party: Party, asker: str, account: int | None) -> dict[str, Any]:
    """Return what `navigator.credentials.get` takes: for any passkey of ours, or for those of one account."""
    options = webauthn.generate_authentication_options(
        rp_id=party.host,
        allow_credentials=_known(session, account) if account is not None else None,
        user_verification=_VERIFIED,
    )
    remember(session, asker, {"challenge": bytes_to_base64url(options.challenge), "account": account})
    return json.loads(webauthn.options_to_json(options))


def account_of(session: Session, party: Party, credential: dict[str, Any], asker: str) -> int | None:
    """Return whose passkey answered the challenge; None when none of ours did. The challenge is used up."""
    facts = answered(session, asker)
    if facts is None:
        return None
    try:
        row = session.exec(
            select(Passkey)
            .where(col(Passkey.credential) == parse_authentication_credential_json(credential).id)
            .with_for_update()
        ).first()
        if row is None or facts["account"] not in {None, row.account}:
            return None
        proved = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=webauthn.base64url_to_bytes(facts["challenge"]),
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    row.sign_count, row.last_used_on = proved.new_sign_count, today(session)
    session.flush()
    return row.account


def remember(session: Session, asker: str, facts: dict[str, Any]) -> None:
    """Keep what a browser was asked for ten minutes; a new question takes the place of the old one."""
    id_hash = sealing.digest(asker)
    session.connection().execute(
        delete(Challenge).where((col(Challenge.id_hash) == id_hash) | (col(Challenge.expires_at) < now(session)))
    )
    session.add(Challenge(id_hash=id_hash, facts=facts, expires_at=now(session) + ANSWERED_WITHIN))
    session.flush()


def answered(session: Session, asker: str) -> dict[str, Any] | None:
    """Return what a browser was asked and forget it: every question is answered once."""
    found = session.get(Challenge, sealing.digest(asker), with_for_update=True)
    if found is None:
        return None
    facts, in_time = found.facts, found.expires_at > now(session)
    session.delete(found)
    session.flush()
    return facts if in_time else None


def _known(session: Session, account: int) -> list[PublicKeyCredentialDescriptor]:
    found = session.exec(select(Passkey.credential).where(col(Passkey.account) == account)).all()
    return [PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(one)) for one in found]
