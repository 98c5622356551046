"""How a letter leaves: by SMTP with TLS, or, where no mail server is set, as a file in `data_dir/mail`."""

import datetime as dt
import os
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import aiosmtplib
from anyio.from_thread import start_blocking_portal

from api.kernel.time import BERLIN
from api.settings import Settings

SECONDS = 30.0  # for each step of a conversation with the mail server
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
# an address a letter can name everywhere (RFC 5322, 3.4.1 without quotes; RFC 1034 for the host)
ADDRESS = rf"^{_ATOM}(\.{_ATOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
_REFUSED = 500  # SMTP: 4xx means later, 5xx means never


class Refused(Exception):
    """The mail server will never take this letter; `code` is all it said that we keep."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True)
class Letter:
    """What a room writes: an address, a subject and plain text; `calendar` (RFC 5545) goes with it as a file.

    `method` is that of the calendar: calendar programs look for it in the header (RFC 6047).
    """

    to: str
    subject: str
    text: str
    calendar: bytes = b""
    method: str = "PUBLISH"


@dataclass(frozen=True)
class Envelope:
    """What the outbox knows of a letter and never changes, so that one sent twice is the same twice."""

    id: str
    at: dt.datetime
    language: str


class Carrier(Protocol):
    """Takes letters away."""

    def carry(self, envelope: Envelope, letter: Letter) -> None:
        """Send one letter. Raises Refused for good; anything else means later."""
        ...


def carrier(settings: Settings) -> Carrier:
    """Return the way letters leave with these settings."""
    return MailServer(settings) if settings.smtp_host else Folder(settings)


def message(envelope: Envelope, letter: Letter, settings: Settings) -> EmailMessage:
    """Return the letter as a mail: plain text, maybe a calendar, and nothing that changes from one try to the next.

    Raises ValueError for an address or subject that would add lines of its own.
    """
    host = _host(settings)
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = _address(settings.mail_from or settings.sender)
    made["To"] = _address(letter.to)
    made["Subject"] = letter.subject
    made["Date"] = envelope.at.astimezone(BERLIN)
    made["Message-ID"] = f"<{envelope.id}@{host}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday note comes back
    made.set_content(letter.text)
    if letter.calendar:
        told = {"method": letter.method, "charset": "utf-8"}
        made.add_attachment(letter.calendar, maintype="text", subtype="calendar", filename="termin.ics", params=told)
        made.set_boundary(f"wik-{envelope.id}")
    made["Content-Language"] = envelope.language
    return made


class MailServer:
    """Sends by SMTP. TLS is compulsory; settings allow none only for a server on this machine."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def carry(self, envelope: Envelope, letter: Letter) -> None:
        """Send one letter. Raises Refused when the server refuses the letter or its reader with a 5xx code."""
        try:
            with start_blocking_portal() as portal:  # a loop of its own, whatever this thread is doing
                portal.call(self._send, message(envelope, letter, self.settings))
        except aiosmtplib.SMTPRecipientsRefused as refused:
            codes = [one.code for one in refused.recipients]
            if min(codes) >= _REFUSED:
                raise Refused(codes[0]) from None
            raise
        except aiosmtplib.SMTPDataError as refused:
            if refused.code >= _REFUSED:
                raise Refused(refused.code) from None
            raise

    async def _send(self, made: EmailMessage) -> None:
        settings = self.settings
        password = settings.smtp_password.get_secret_value()
        await aiosmtplib.send(
            made,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=password or None,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            cert_bundle=str(settings.smtp_ca_file) if settings.smtp_ca_file else None,
            local_hostname=_host(settings),
            timeout=SECONDS,
        )


class Folder:
    """Writes letters as files nobody else may read; the staff area shows them to administrators."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.path = settings.data_dir / "mail"

    def carry(self, envelope: Envelope, letter: Letter) -> None:
        """Write one letter."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.path / f".{envelope.id}"
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(message(envelope, letter, self.settings).as_bytes())
        unfinished.replace(self._file(envelope.id))

    def read(self, number: str) -> tuple[str, str, str] | None:
        """Return address, subject and text of a letter, None when it is not here."""
        try:
            made = message_from_bytes(self._file(number).read_bytes(), policy=policy.default)
        except FileNotFoundError:
            return None
        body = made.get_body(("plain",))
        text = str(body.get_content()) if body else ""
        return str(made["To"]), str(made["Subject"]), text.replace("\r\n", "\n")

    def keep_only(self, numbers: set[str]) -> None:
        """Delete every letter but these: what is forgotten in the database is forgotten here."""
        for file in self.path.glob("*.eml"):
            if file.stem not in numbers:
                file.unlink(missing_ok=True)

    def _file(self, number: str) -> Path:
        return self.path / f"{number}.eml"


def _host(settings: Settings) -> str:
    return urlsplit(settings.public_url).hostname or "localhost"


def _address(written: str) -> Address:
    name, address = parseaddr(written)
    return Address(display_name=name, addr_spec=address)
