"""Every setting of the service, typed and explained; read once from the environment and passed to `create_app`."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).parent.parent
SAMPLE_SECRET = "change-me"  # noqa: S105 - the value that `serve` refuses
MEGABYTE = 1024 * 1024


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
    writes_per_minute: int = Field(default=60, ge=1, description="Unsafe requests per address and minute.")
    header_seconds: float = Field(default=10.0, gt=0, description="Time a client has to send its request headers.")
    body_seconds: float = Field(default=120.0, gt=0, description="Longest time for a request body.")
    body_bytes_per_second: int = Field(default=8 * 1024, ge=1, description="Slowest progress of a request body.")

    @field_validator("trusted_proxies", "allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; PostgreSQL always through psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'wik.sqlite'}"
        for plain in ("postgres://", "postgresql://"):
            if self.database_url.startswith(plain):
                return "postgresql+psycopg://" + self.database_url.removeprefix(plain)
        return self.database_url

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is the embedded one."""
        return self.database.startswith("sqlite")

    @property
    def hosts(self) -> frozenset[str]:
        """Host names (without port) this service answers to."""
        public = urlsplit(self.public_url).hostname or "localhost"
        return frozenset({public, "localhost", "127.0.0.1", "::1", *self.allowed_hosts})
