"""Mails over real SMTP: none is lost, one sent twice has the same Message-ID, and nothing is told of the reader."""

import datetime as dt
import logging
import socket
import ssl
from contextlib import ExitStack
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import ValidationError
from sqlmodel import select

from api.kernel import delivery, jobs, mail
from api.kernel.delivery import Letter
from api.kernel.jobs import Work
from api.kernel.tables import Mail, MailState
from api.settings import Settings

TO = "erika.mustermann@example.org"
SUBJECT = "Grüße aus dem Kreis"
TEXT = "Guten Tag,\n\nein Wörtchen: ترحيب\n.\nEnde\n"


class Postbox:
    """What the mail server took, and what it answers instead when told to."""

    def __init__(self):
        self.taken = []
        self.answers = {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.taken.append((envelope, bool(session.ssl)))
        return "250 OK"

    def letters(self):
        return [message_from_bytes(envelope.content, policy=policy.default) for envelope, _ in self.taken]


class MailServer(Controller):
    """Ends the conversations it is still in when it stops; aiosmtpd leaves their sockets to the garbage."""

    def __init__(self, *args, **options):
        self.talking = []
        super().__init__(*args, **options)

    def factory(self):
        self.talking.append(super().factory())
        return self.talking[-1]

    def cancel_tasks(self, stop_loop=True):  # noqa: FBT002 - aiosmtpd's signature
        for one in self.talking:
            if one.transport:
                one.transport.abort()
        self.loop.call_soon(super().cancel_tasks, stop_loop)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of our own for localhost."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)
    return folder


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def serve(postbox, certificate):
    """Return a function that starts a mail server and gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with ExitStack() as stack:

        def start(*, tls=False, **options):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            if tls:
                options = {"tls_context": context, "require_starttls": True, **options}
            controller = MailServer(postbox, hostname="127.0.0.1", port=port, **options)
            controller.start()
            stack.callback(controller.stop)
            return port

        yield start


@pytest.fixture
def plain(serve, settings_for, toys):
    """Settings of a mail server on this machine, without TLS."""
    return settings_for(
        toys.address,
        smtp_host="127.0.0.1",
        smtp_port=serve(),
        smtp_tls="none",
        PUBLIC_URL="https://wik.example.org",
        mail_from="Willkommen im Kreis <willkommen@example.org>",
    )


@pytest.fixture
def database(toys):
    return toys.database()


def write(_session, row):
    return Letter(TO, SUBJECT, TEXT + row.object_key)


def work_of(settings, write=write):
    return Work({mail.KIND: mail.errand(delivery.carrier(settings), {"greeting": write})})


def queue(database, key="1", account=7):
    with database.writing() as session:
        mail.queue(session, kind="greeting", to_account=account, object_key=key, language="de")


def rows(database):
    with database.reading() as session:
        return list(session.exec(select(Mail).order_by(Mail.at)).all())


def told(caplog):
    """What our side logged; the mail server of the tests has a log of its own."""
    return str([(record.name, record.getMessage()) for record in caplog.records if not record.name.startswith("mail.")])


def test_a_letter_arrives_as_it_was_written(database, plain, postbox):
    queue(database)
    assert jobs.do_next(database, work_of(plain))
    (row,) = rows(database)
    assert (row.state, row.code) == (MailState.sent, None)
    (letter,) = postbox.letters()
    assert letter["To"] == TO
    assert letter["From"] == "Willkommen im Kreis <willkommen@example.org>"
    assert letter["Subject"] == SUBJECT
    assert letter.get_content().replace("\r\n", "\n") == TEXT + "1\n"
    assert letter["Message-ID"] == f"<{row.id}@wik.example.org>"
    assert letter["Date"].datetime == row.at.replace(microsecond=0)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "de"
    assert not jobs.do_next(database, work_of(plain))


def test_a_mail_of_a_transaction_that_failed_never_leaves(database, plain, postbox):
    def fails():
        with database.writing() as session:
            mail.queue(session, kind="greeting", to_account=7, object_key="1", language="de")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not jobs.do_next(database, work_of(plain))
    assert (postbox.taken, rows(database)) == ([], [])


def test_a_crash_after_sending_sends_the_very_same_again_and_loses_none(database, plain, postbox, clock, monkeypatch):
    queue(database)

    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail, "_note", dies)  # between the server's "250 OK" and the commit
        with pytest.raises(KeyboardInterrupt):
            jobs.do_next(database, work_of(plain))
    assert rows(database)[0].state == MailState.waiting
    clock.moment += jobs.LEASE
    assert jobs.do_next(database, work_of(plain))
    first, second = (bytes(envelope.content) for envelope, _ in postbox.taken)
    assert first == second
    assert rows(database)[0].state == MailState.sent


def test_two_mails_have_two_message_ids_also_about_the_same_thing(database, plain, postbox):
    for _ in range(2):
        queue(database)
        assert jobs.do_next(database, work_of(plain))
    assert len({letter["Message-ID"] for letter in postbox.letters()}) == 2


@pytest.mark.parametrize(("step", "answer"), [("RCPT", "550 5.1.1 no erika here"), ("DATA", "554 5.7.1 no")])
def test_a_refusal_for_good_ends_it_with_the_code_only(database, plain, postbox, caplog, step, answer):
    caplog.set_level(logging.DEBUG)
    postbox.answers[step] = answer
    queue(database)
    assert jobs.do_next(database, work_of(plain))
    (row,) = rows(database)
    assert (row.state, row.code) == (MailState.dead, int(answer[:3]))
    assert not jobs.do_next(database, work_of(plain))
    assert "erika" not in told(caplog)


@pytest.mark.parametrize(("step", "answer"), [("RCPT", "450 4.2.1 greylisted, erika"), ("DATA", "451 4.3.0 later")])
def test_a_refusal_for_now_is_tried_again(database, plain, postbox, clock, caplog, step, answer):
    postbox.answers[step] = answer
    queue(database)
    assert jobs.do_next(database, work_of(plain))
    assert rows(database)[0].state == MailState.waiting
    postbox.answers.clear()
    clock.moment += jobs.SHORTEST_WAIT
    assert jobs.do_next(database, work_of(plain))
    assert rows(database)[0].state == MailState.sent
    assert "erika" not in told(caplog)


def test_a_server_that_is_away_for_days_leaves_a_dead_mail_that_can_be_revived(database, plain, clock, postbox):
    away = plain.model_copy(update={"smtp_port": 9})
    queue(database)
    for _ in range(jobs.MOST_TRIES):
        assert jobs.do_next(database, work_of(away))
        clock.moment += jobs.LONGEST_WAIT
    (row,) = rows(database)
    assert (row.state, row.code) == (MailState.dead, None)
    with database.writing() as session:
        assert jobs.revive(session) == 1
    assert jobs.do_next(database, work_of(plain))
    assert rows(database)[0].state == MailState.sent
    assert len(postbox.taken) == 1


def test_nothing_is_left_to_write_about(database, plain, postbox):
    queue(database)
    assert jobs.do_next(database, work_of(plain, lambda _session, _row: None))
    assert rows(database)[0].state == MailState.dropped
    assert postbox.taken == []


def test_lines_smuggled_into_a_subject_never_leave(database, plain, postbox):
    queue(database)
    assert jobs.do_next(database, work_of(plain, lambda *_: Letter(TO, "Hello\r\nBcc: all@example.org", TEXT)))
    assert postbox.taken == []
    assert rows(database)[0].state == MailState.waiting


@pytest.mark.parametrize("to", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "nobody"])
def test_an_address_is_one_address(database, plain, postbox, to):
    queue(database)
    assert jobs.do_next(database, work_of(plain, lambda *_: Letter(to, SUBJECT, TEXT)))
    assert [envelope.rcpt_tos for envelope, _ in postbox.taken if len(envelope.rcpt_tos) > 1] == []
    assert "b@example.org" not in str([envelope.content for envelope, _ in postbox.taken])


class TestTls:
    @pytest.fixture
    def database(self, toys):
        return toys.database()

    @pytest.fixture
    def settings(self, settings_for, toys, certificate):
        def make(port, **changes):
            ours = {"smtp_host": "localhost", "smtp_port": port, "smtp_ca_file": certificate / "cert.pem"}
            return settings_for(toys.address, **{**ours, **changes})

        return make

    def sent(self, database, settings):
        queue(database)
        assert jobs.do_next(database, work_of(settings))
        return rows(database)[0].state == MailState.sent

    def test_starttls_is_used(self, database, settings, serve, postbox):
        assert self.sent(database, settings(serve(tls=True)))
        assert [encrypted for _, encrypted in postbox.taken] == [True]

    def test_a_server_that_offers_none_gets_nothing(self, database, settings, serve, postbox):
        assert not self.sent(database, settings(serve()))
        assert postbox.taken == []

    def test_a_certificate_nobody_vouches_for_gets_nothing(self, database, settings, serve, postbox):
        assert not self.sent(database, settings(serve(tls=True), smtp_ca_file=None))
        assert postbox.taken == []

    def test_it_signs_in_where_it_has_to(self, database, settings, serve, postbox, clock, monkeypatch):
        monkeypatch.setattr(delivery, "SECONDS", 1.0)  # aiosmtpd says nothing after a wrong password

        def authenticator(_server, _session, _envelope, _mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b"wik", b"right"))

        port = serve(tls=True, authenticator=authenticator, auth_required=True)
        assert not self.sent(database, settings(port, smtp_user="wik", smtp_password="wrong"))  # noqa: S106 - invented
        clock.moment += jobs.SHORTEST_WAIT
        assert jobs.do_next(database, work_of(settings(port, smtp_user="wik", smtp_password="right")))  # noqa: S106 - invented
        assert len(postbox.taken) == 1

    @pytest.mark.parametrize("host", ["mail.example.org", "127.0.0.2", "localhost.example.org"])
    def test_without_tls_only_on_this_machine(self, host):
        with pytest.raises(ValidationError, match="WIK_SMTP_TLS"):
            Settings(smtp_host=host, smtp_tls="none")
        assert Settings(smtp_host="localhost", smtp_tls="none").smtp_tls == "none"


class TestFolder:
    @pytest.fixture
    def settings(self, settings_for, toys):
        return settings_for(toys.address)

    def test_without_a_server_mails_land_in_a_folder_only_we_can_read(self, database, settings):
        queue(database)
        assert jobs.do_next(database, work_of(settings))
        (row,) = rows(database)
        assert row.state == MailState.sent
        folder = settings.data_dir / "mail"
        (file,) = folder.iterdir()
        assert file.name == f"{row.id}.eml"
        assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
        assert delivery.Folder(settings).read(row.id) == (TO, SUBJECT, TEXT + "1\n")
        assert delivery.Folder(settings).read("nothing") is None

    def test_what_is_forgotten_is_forgotten_there_too(self, database, settings, clock):
        for account in (7, 8):
            queue(database, account=account)
            assert jobs.do_next(database, work_of(settings))
        folder = delivery.Folder(settings)
        with database.writing() as session:
            mail.forget(session, 7)
        (left,) = rows(database)
        assert left.to_account == 8
        folder.keep_only({left.id})
        assert [file.stem for file in folder.path.iterdir()] == [left.id]
        clock.moment += mail.KEPT + dt.timedelta(minutes=1)
        with database.writing() as session:
            mail.forget_old(session)
        assert rows(database) == []


def test_the_newest_come_first(database, clock):
    for key in "abc":
        queue(database, key)
        clock.moment += dt.timedelta(minutes=1)
    with database.reading() as session:
        assert [row.object_key for row in mail.newest(session, 2)] == ["c", "b"]


def test_a_calendar_goes_with_a_letter_the_same_each_time(settings_for, toys):
    """RFC 6047: the method stands in the header, too; the words are still found where letters are shown."""
    settings = settings_for(toys.address)
    envelope = delivery.Envelope(id="a" * 32, at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), language="de")
    letter = Letter(TO, SUBJECT, TEXT, calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="CANCEL")
    made = delivery.message(envelope, letter, settings)
    (part,) = made.iter_attachments()
    assert part["Content-Type"].params == {"charset": "utf-8", "method": "CANCEL"}
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "termin.ics")
    assert part.get_payload(decode=True) == letter.calendar
    assert made.as_bytes() == delivery.message(envelope, letter, settings).as_bytes()
    folder = delivery.Folder(settings)
    folder.carry(envelope, letter)
    assert folder.read(envelope.id) == (TO, SUBJECT, TEXT)
