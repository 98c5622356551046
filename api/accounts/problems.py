"""What can go wrong at the door, in words that do not tell whether an account exists."""

from api.kernel.problems import Problem


class SignInRefused(Problem):
    """Mail and password do not belong together, or there is no such account: nobody learns which."""

    status, code = 403, "sign-in-refused"
    title, title_de = "Sign-in refused", "Anmeldung nicht möglich"
    meaning = "Mail address and password do not fit together."
    meaning_de = "E-Mail-Adresse und Passwort passen nicht zusammen."
    hint = "Check both. After several tries wait a quarter of an hour; an administrator can send a new link."


class CodeRefused(Problem):
    """The second factor is wrong, was used before, or is not of this account."""

    status, code = 403, "code-refused"
    title, title_de = "Second factor refused", "Zweiter Faktor nicht angenommen"
    meaning = "This code or passkey does not fit, or it was used before."
    meaning_de = "Dieser Code oder Passkey passt nicht oder wurde schon verwendet."
    hint = "Wait for the next code of your app; check the clock of the phone. A recovery code works too, each once."


class FreshProofNeeded(Problem):
    """What guards signing in is changed only by somebody who has just shown who they are."""

    status, code = 403, "fresh-proof-needed"
    title, title_de = "Show again who you are", "Bitte noch einmal ausweisen"
    meaning = "This needs a password, code or passkey given within the last ten minutes."
    meaning_de = "Dafür müssen Passwort, Code oder Passkey in den letzten zehn Minuten eingegeben worden sein."
    hint = "Send one to /session/password, /session/code or /session/passkey, then repeat the request."


class InsecureAddress(Problem):
    """The service is reached by plain HTTP: a password would travel for everybody to read."""

    status, code = 403, "insecure-address"
    title, title_de = "Sign-in needs HTTPS", "Anmeldung braucht HTTPS"
    meaning = "Nobody can sign in over plain HTTP. The operator sets PUBLIC_URL to an address with https://."
    meaning_de = (
        "Über unverschlüsseltes HTTP kann sich niemand anmelden. "
        "Der Betreiber stellt PUBLIC_URL auf eine Adresse mit https:// ein."
    )


class LinkRefused(Problem):
    """An invitation was used, has run out, or never existed."""

    status, code = 404, "link-refused"
    title, title_de = "This link no longer works", "Dieser Link gilt nicht mehr"
    meaning = "This invitation was used already, is older than 7 days, or never existed."
    meaning_de = "Diese Einladung wurde schon benutzt, ist älter als 7 Tage oder gab es nie."
    hint = "Ask whoever invited you for a new link."


class DemoAccount(Problem):
    """What everybody shares in a demo cannot be changed by one."""

    status, code = 409, "demo-account"
    title, title_de = "Not in the demo", "Nicht in der Vorführung"
    meaning = "Passwords and second factors of demo accounts stay as they are, so that the next person can sign in."
    meaning_de = (
        "Passwörter und zweite Faktoren der Vorführ-Konten bleiben, wie sie sind, "
        "damit sich auch die nächste Person anmelden kann."
    )


class LastAdministrator(Problem):
    """Nobody would be left who can give roles."""

    status, code = 409, "last-administrator"
    title, title_de = "The last administrator", "Die letzte Administration"
    meaning = "This is the only administrator who can sign in. Give somebody else the role first."
    meaning_de = "Das ist das einzige Konto mit Administration. Bitte zuerst jemand anderem die Rolle geben."
