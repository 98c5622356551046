"""Errors as RFC 9457 problem details; `/problems/<code>` explains each kind in German and English.

An answer never repeats what was sent: `detail` is a fixed sentence, `errors` carry a pointer, a code and a hint.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Issue:
    """One thing wrong with a request: where (JSON pointer or name of a parameter), what (code), what to do (hint)."""

    pointer: str
    code: str
    hint: str


class Problem(Exception):
    """A failure a client can understand. Subclasses name the kind; instances the case."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    title_de: ClassVar[str] = "Interner Fehler"
    meaning: ClassVar[str] = "Something went wrong on our side. It was counted; nothing you sent was kept."
    meaning_de: ClassVar[str] = (
        "Bei uns ist etwas schiefgegangen. Der Fehler wurde gezählt; nichts Gesendetes wurde behalten."
    )

    hint: ClassVar[str] = ""

    def __init__(
        self, *issues: Issue, detail: str = "", headers: dict[str, str] | None = None, **members: object
    ) -> None:
        super().__init__(self.code)
        self.issues = issues or ((Issue("", self.code, self.hint),) if self.hint else ())
        self.detail = detail or self.meaning
        self.headers = headers or {}
        self.members = members

    def document(self) -> dict[str, Any]:
        """Return the members of the problem document."""
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "errors": [{"pointer": issue.pointer, "code": issue.code, "hint": issue.hint} for issue in self.issues],
            **self.members,
        }


class BadRequest(Problem):
    """The bytes are not a request: broken JSON, NUL bytes, a wrong content type."""

    status, code = 400, "bad-request"
    title, title_de = "The request cannot be read", "Die Anfrage ist nicht lesbar"
    meaning = (
        "The request cannot be read. Check that the body is JSON in UTF-8 and the address holds no control characters."
    )
    meaning_de = (
        "Die Anfrage ist nicht lesbar. Der Inhalt muss JSON in UTF-8 sein, "
        "die Adresse darf keine Steuerzeichen enthalten."
    )


class NotSignedIn(Problem):
    """Nobody is signed in, or the sign-in has ended."""

    status, code = 401, "not-signed-in"
    title, title_de = "Not signed in", "Nicht angemeldet"
    meaning = "This address is for signed-in people and for tokens. Nothing was stored."
    meaning_de = "Diese Adresse ist für angemeldete Personen und für Token. Nichts wurde gespeichert."
    hint = "Sign in at /team, or send the header Authorization: Bearer wik_… with a token that is still valid."


class Forbidden(Problem):
    """None of the roles of who asks may do this."""

    status, code = 403, "forbidden"
    title, title_de = "Not allowed", "Nicht erlaubt"
    meaning = "None of your roles may do this."
    meaning_de = "Keine Ihrer Rollen darf das."
    hint = "`/me` lists your permissions; an administrator gives roles. A token also needs the permission as a scope."


class SecondFactorRequired(Problem):
    """The password was right, the second factor is still missing."""

    status, code = 403, "second-factor-required"
    title, title_de = "Second factor missing", "Zweiter Faktor fehlt"
    meaning = "Your role sees personal data: confirm the sign-in with a code or a passkey."
    meaning_de = "Ihre Rolle sieht personenbezogene Daten: Bitte die Anmeldung mit einem Code oder Passkey bestätigen."


class ForeignOrigin(Problem):
    """A change was asked for by a page that is not ours."""

    status, code = 403, "foreign-origin"
    title, title_de = "Sent from another site", "Von einer anderen Seite gesendet"
    meaning = "Changes are taken from our own pages only, or with a token. Nothing was stored."
    meaning_de = (
        "Änderungen werden nur von unseren eigenen Seiten angenommen oder mit einem Token. Nichts wurde gespeichert."
    )
    hint = "In a browser, open the staff area at PUBLIC_URL; in a script, use a token (Authorization: Bearer wik_…)."


class NotFound(Problem):
    """There is no such thing, or you may not see it."""

    status, code = 404, "not-found"
    title, title_de = "Not found", "Nicht gefunden"
    meaning = "Nothing can be found at this address."
    meaning_de = "Unter dieser Adresse ist nichts zu finden."
    hint = "The list above this address names what exists; /openapi.yaml describes every address."


class MethodNotAllowed(Problem):
    """The address exists, the method does not."""

    status, code = 405, "method-not-allowed"
    title, title_de = "Method not allowed", "Methode nicht erlaubt"
    meaning = "This address does not support this method; the header Allow names those it supports."
    meaning_de = "Diese Adresse unterstützt diese Methode nicht; die Kopfzeile Allow nennt die erlaubten."


class RequestTimeout(Problem):
    """The body came too slowly."""

    status, code = 408, "request-timeout"
    title, title_de = "The request took too long", "Die Anfrage hat zu lange gedauert"
    meaning = "The request body came too slowly. Nothing was stored; send it again."
    meaning_de = "Der Inhalt der Anfrage kam zu langsam. Nichts wurde gespeichert; bitte noch einmal senden."


class Conflict(Problem):
    """The change does not fit what is stored: it exists already, is still in use, or the move is not allowed now."""

    status, code = 409, "conflict"
    title, title_de = "That does not fit", "Das passt nicht zusammen"
    meaning = "This exists already, is still used by something else, or cannot be done in the present state."
    meaning_de = "Das gibt es schon, es wird noch verwendet, oder es geht im jetzigen Zustand nicht."


class RevisionMismatch(Problem):
    """`If-Match` names a revision that is no longer the newest."""

    status, code = 412, "revision-mismatch"
    title, title_de = "Someone else changed this", "Jemand anderes hat das geändert"
    meaning = "This was changed since you read it. Read it again, compare, and send If-Match with the new revision."
    meaning_de = (
        "Seit dem Lesen wurde das geändert. Bitte neu lesen, vergleichen und If-Match mit der neuen Revision senden."
    )


class BodyTooLarge(Problem):
    """The body is larger than this address takes."""

    status, code = 413, "body-too-large"
    title, title_de = "Too large", "Zu groß"
    meaning = "The request body is larger than allowed. Nothing was stored."
    meaning_de = "Der Inhalt der Anfrage ist größer als erlaubt. Nichts wurde gespeichert."


class UnknownHost(Problem):
    """The host name is none of ours."""

    status, code = 421, "unknown-host"
    title, title_de = "Unknown host", "Unbekannter Rechnername"
    meaning = "This service does not answer to this host name. The operator sets PUBLIC_URL and WIK_ALLOWED_HOSTS."
    meaning_de = (
        "Dieser Dienst antwortet nicht auf diesen Rechnernamen. "
        "Der Betreiber stellt PUBLIC_URL und WIK_ALLOWED_HOSTS ein."
    )


class Invalid(Problem):
    """Parameters or fields are wrong; `errors` lists every one."""

    status, code = 422, "invalid"
    title, title_de = "Some values are not valid", "Einige Angaben sind ungültig"
    meaning = "Some values are not valid; see errors. Nothing was stored."
    meaning_de = "Einige Angaben sind ungültig, siehe errors. Nichts wurde gespeichert."


class IdempotencyMismatch(Problem):
    """The same Idempotency-Key came with another body."""

    status, code = 422, "idempotency-mismatch"
    title, title_de = "Key already used for something else", "Schlüssel schon anders verwendet"
    meaning = "This Idempotency-Key was used for another request within 24 hours. Use a new key for a new request."
    meaning_de = (
        "Dieser Idempotency-Key wurde in den letzten 24 Stunden für eine andere Anfrage verwendet. "
        "Bitte einen neuen nehmen."
    )


class RevisionRequired(Problem):
    """A change came without `If-Match`."""

    status, code = 428, "revision-required"
    title, title_de = "If-Match is missing", "If-Match fehlt"
    meaning = 'Changes need the header If-Match with the revision you have read, for example If-Match: "3".'
    meaning_de = 'Änderungen brauchen die Kopfzeile If-Match mit der gelesenen Revision, zum Beispiel If-Match: "3".'


class TooManyRequests(Problem):
    """Too many requests from one address."""

    status, code = 429, "too-many-requests"
    title, title_de = "Too many requests", "Zu viele Anfragen"
    meaning = "Too many requests from this address. Retry-After says in how many seconds to try again."
    meaning_de = "Zu viele Anfragen von dieser Adresse. Retry-After sagt, nach wie vielen Sekunden es weitergeht."


class HeadersTooLarge(Problem):
    """The request headers are too large."""

    status, code = 431, "headers-too-large"
    title, title_de = "Headers too large", "Kopfzeilen zu groß"
    meaning = "The address or the headers of the request are too long."
    meaning_de = "Die Adresse oder die Kopfzeilen der Anfrage sind zu lang."


class NotReady(Problem):
    """The database is not migrated, or no profile is loaded, or it does not answer."""

    status, code = 503, "not-ready"
    title, title_de = "Not ready", "Nicht bereit"
    meaning = "The service cannot answer now. The operator finds the reason at /health/ready."
    meaning_de = "Der Dienst kann gerade nicht antworten. Der Betreiber findet den Grund unter /health/ready."


class StorageFull(Problem):
    """The disk of the database is full."""

    status, code = 507, "storage-full"
    title, title_de = "No space left", "Kein Speicherplatz mehr"
    meaning = "There is no space left to store this. Nothing was stored; reading goes on. The operator must make room."
    meaning_de = "Kein Platz mehr; nichts wurde gespeichert, Lesen geht weiter. Der Betreiber muss Platz schaffen."


def kinds() -> dict[str, type[Problem]]:
    """Return every kind of problem by its code, rooms' own kinds included."""

    def below(kind: type[Problem]) -> list[type[Problem]]:
        return [kind, *(found for child in kind.__subclasses__() for found in below(child))]

    return {kind.code: kind for kind in sorted(below(Problem), key=lambda kind: (kind.status, kind.code))}
