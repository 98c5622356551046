"""Certificates over HTTP: anybody checks a number, who has one downloads it, staff issue, print and withdraw."""

from typing import Any

from fastapi import Request, Response

from api.events import certificates, certified, certifying, registering
from api.events.attendees_router import ATTENDEE, EVENT, Editor, Key, Reader
from api.events.certificate_schemas import CertificateCheck, CertificateFacts, CertificateSheet
from api.events.registration_router import ANYBODY, Secret, Token
from api.events.registration_tables import Registration
from api.events.router import Number
from api.kernel.db import Reading, Writing
from api.kernel.language import Language
from api.kernel.problems import Conflict, NotFound
from api.kernel.routing import Room, answers

router = Room(prefixes=("/certificates", "/registration/certificate", "/staff/events"), tags=["Certificates"])
_PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "PDF/UA-1, A4, in the reader's language.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    },
    **answers(NotFound),
}


@router.post(
    "/certificates/check",
    operation_id="check_certificate",
    summary="Whether a certificate is genuine",
    responses=answers(NotFound),
)
def check_certificate(wish: CertificateCheck, session: Reading, language: Language) -> CertificateFacts:
    """Return what stands behind a number, never whose it is; 404 when there is no such certificate."""
    return certified.check(session, wish.number, language)


@router.get(
    "/registration/certificate.pdf",
    operation_id="download_certificate",
    summary="My certificate",
    response_class=Response,
    responses=_PDF,
    openapi_extra=ANYBODY,
)
def download_certificate(
    token: Token, session: Reading, language: Language, secret: Secret, request: Request, response: Response
) -> Response:
    """Return the certificate of the registration whose secret is sent."""
    return _printed(session, registering.own(session, secret, token), language, request, response)


@router.get(
    EVENT + "/certificates",
    operation_id="get_certificates_of_event",
    summary="Who may have a certificate and who has one",
    responses=answers(NotFound),
)
def get_certificates_of_event(actor: Reader, number: Number, session: Reading) -> CertificateSheet:
    """Return everybody with a seat, by name, with how often they came and their certificate."""
    return certificates.sheet(session, actor, number)


@router.post(
    EVENT + "/certificates",
    operation_id="issue_certificates",
    summary="Issue certificates to all who earned one",
    responses=answers(NotFound, Conflict),
)
def issue_certificates(actor: Editor, number: Number, session: Writing) -> CertificateSheet:
    """Issue to all who earned one and never had one, and write to who has a mail address; again changes nothing."""
    return certificates.issue(session, actor, number)


@router.post(
    ATTENDEE + "/certificate",
    operation_id="issue_certificate",
    summary="Issue a certificate to one person",
    responses=answers(NotFound, Conflict),
)
def issue_certificate(actor: Editor, number: Number, key: Key, session: Writing) -> CertificateSheet:
    """Issue to one, also anew after theirs was withdrawn; who has a valid one keeps it with its number."""
    return certificates.issue_one(session, actor, number, key)


@router.delete(
    ATTENDEE + "/certificate",
    operation_id="withdraw_certificate",
    summary="Withdraw somebody's certificate",
    responses=answers(NotFound),
)
def withdraw_certificate(actor: Editor, number: Number, key: Key, session: Writing) -> CertificateSheet:
    """Let it count no more: who checks its number is told."""
    return certificates.withdraw(session, actor, number, key)


@router.get(
    ATTENDEE + "/certificate.pdf",
    operation_id="print_certificate",
    summary="Somebody's certificate",
    response_class=Response,
    responses=_PDF,
)
def print_certificate(  # noqa: PLR0913, PLR0917 - a parameter each
    actor: Reader, number: Number, key: Key, session: Reading, language: Language, request: Request, response: Response
) -> Response:
    """Return the certificate to print, for who has no mail address."""
    whose = certificates.printed_for(session, actor, number, key)
    return _printed(session, whose, language, request, response)


def _printed(session: Reading, whose: Registration, language: str, request: Request, response: Response) -> Response:
    state = request.app.state
    content = certifying.pdf(session, whose, state.languages, language, state.settings.public_url)
    headers = {**response.headers, "Content-Disposition": 'inline; filename="bescheinigung.pdf"'}
    return Response(content, headers=headers, media_type="application/pdf")
