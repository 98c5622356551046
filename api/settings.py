"""Every setting of the service, typed and explained; read once from the environment and passed to `create_app`."""

from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).parent.parent
SAMPLE_SECRET = "change-me"  # noqa: S105 - the value that `serve` refuses
MEGABYTE = 1024 * 1024
_THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")


class Settings(BaseSettings):
    """Settings from environment variables; names are `WIK_<FIELD>` unless an alias is given. Nothing is read later."""

    model_config = SettingsConfigDict(env_prefix="WIK_", frozen=True, extra="ignore", populate_by_name=True)

    database_url: str = Field(default="", validation_alias="DATABASE_URL", description="Empty = SQLite in `data_dir`.")
    public_url: str = Field(
        default="http://localhost:8000",
        validation_alias="PUBLIC_URL",
        description="Address people type; no slash at the end.",
    )
    data_dir: Path = Field(default=ROOT / "var", description="Where SQLite and files live.")
    frontend_dir: Path = Field(default=ROOT / "frontend" / "dist", description="The built front end.")
    profile: str = Field(default="kaiserslautern", description="Name of a profile in api/profiles, or a folder.")
    secret: SecretStr = Field(
        default=SecretStr(SAMPLE_SECRET), description="Keys the hashes of addresses and keys; 32 characters or more."
    )
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level that is logged."
    )
    web_processes: int = Field(default=1, ge=1, le=64, description="Web processes; more than one only on PostgreSQL.")
    threads: int = Field(default=8, ge=1, le=64, description="Endpoint threads per web process; the pool is as large.")
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        default_factory=list[str],
        description="Addresses whose X-Forwarded-* headers are believed, separated by commas.",
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list[str], description="Further host names the service answers to, separated by commas."
    )
    max_body_bytes: int = Field(default=256 * 1024, ge=1024, description="Largest request body in bytes.")
    cache_bytes: int = Field(default=64 * MEGABYTE, ge=0, description="Bytes of finished answers kept in memory.")
    reads_per_minute: int = Field(default=1200, ge=1, description="Uncached reads per address and minute.")
    writes_per_minute: int = Field(default=600, ge=1, description="Unsafe requests per address and minute.")
    refusals_per_minute: int = Field(
        default=60, ge=1, description="Unsafe requests per address and minute that were refused (4xx)."
    )
    header_seconds: float = Field(default=10.0, gt=0, description="Time a client has to send its request headers.")
    body_seconds: float = Field(default=120.0, gt=0, description="Longest time for a request body.")
    body_bytes_per_second: int = Field(default=8 * 1024, ge=1, description="Slowest progress of a request body.")

    smtp_host: str = Field(default="", description="Mail server; empty = mails land in `data_dir`/mail.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="Name to sign in with at the mail server; empty = without.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password for `smtp_user`.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How mails are protected on their way; none only for a server on this machine."
    )
    smtp_ca_file: Path | None = Field(default=None, description="Certificates of an authority of your own, as PEM.")
    mail_from: str = Field(default="", description="Sender of mails; empty = noreply@ the host of PUBLIC_URL.")
    backup_recipient: Annotated[list[str], NoDecode] = Field(
        default_factory=list[str],
        description="Public recovery keys (age1…, from `wik backup-key`), separated by commas; none = no backups.",
    )
    backup_dir: Path | None = Field(default=None, description="Where backups are written; empty = `data_dir`/backups.")
    scratch_database_url: SecretStr = Field(
        default=SecretStr(""),
        description="PostgreSQL only: an empty database to try backups in, where the service may not create one.",
    )

    oidc_issuer: str = Field(
        default="", pattern=r"^$|^https?://\S+$", description="Address of the identity provider; empty = none."
    )
    oidc_client_id: str = Field(default="", description="Our name at the identity provider.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="Our secret at the identity provider.")
    oidc_name: str = Field(default="", max_length=60, description="What the button on the sign-in page calls it.")
    oidc_role_claim: str = Field(
        default="roles", description="Claim that holds somebody's groups; dots lead inside, as in realm_access.roles."
    )
    oidc_roles: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict[str, str],
        description="Which group has which role: `group=role` or `group=area_staff@073355011`, separated by commas.",
    )
    oidc_acr: Annotated[list[str], NoDecode] = Field(
        default_factory=list[str],
        description="Values of `acr` that mean two factors, separated by commas; `amr` is understood by itself.",
    )

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer_is_protected(cls, value: str) -> str:
        if value and not value.startswith("https://") and not on_this_machine(value):
            raise ValueError("WIK_OIDC_ISSUER must be an address with https://")
        return value

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = (part.strip().rpartition("=") for part in value.split(",") if "=" in part)
        return {group: role for group, _, role in pairs}

    @field_validator("trusted_proxies", "allowed_hosts", "backup_recipient", "oidc_acr", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @model_validator(mode="after")
    def _mails_are_protected(self) -> Self:
        if self.smtp_tls == "none" and self.smtp_host not in _THIS_MACHINE:
            raise ValueError("WIK_SMTP_TLS=none is only for a mail server on this machine (localhost)")
        return self

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; PostgreSQL always through psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'wik.sqlite'}"
        return with_driver(self.database_url)

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is the embedded one."""
        return self.database.startswith("sqlite")

    @property
    def hosts(self) -> frozenset[str]:
        """Host names (without port) this service answers to."""
        public = urlsplit(self.public_url).hostname or "localhost"
        return frozenset({public, "localhost", "127.0.0.1", "::1", *self.allowed_hosts})

    @property
    def sender(self) -> str:
        """The mail address of the service, without a name."""
        return parseaddr(self.mail_from)[1] or f"noreply@{urlsplit(self.public_url).hostname or 'localhost'}"

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.backup_dir or self.data_dir / "backups"


def on_this_machine(address: str) -> bool:
    """Say whether an http address leads to this machine, where nobody listens in between."""
    return urlsplit(address).scheme == "http" and urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}


def with_driver(address: str) -> str:
    """Return the address of a PostgreSQL as SQLAlchemy wants it, through psycopg 3; others as they are."""
    for plain in ("postgres://", "postgresql://"):
        if address.startswith(plain):
            return "postgresql+psycopg://" + address.removeprefix(plain)
    return address
