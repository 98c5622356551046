"""What the door says over the wire: sign-in, second factor, invitation."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.accounts.passwords import LONGEST
from api.kernel.delivery import ADDRESS
from api.kernel.permission import Role

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Code = Annotated[str, Field(min_length=6, max_length=40, description="Six digits of the app, or a recovery code.")]
Password = Annotated[str, Field(max_length=LONGEST, description="As typed; it is neither stored nor logged.")]
NewPassword = Annotated[str, Field(max_length=LONGEST, description="At least 12 characters, not easily guessed.")]
# In small letters.
Mail = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=200, pattern=ADDRESS)]
LinkToken = Annotated[str, Field(min_length=1, max_length=200, description="What stands behind # in the link.")]


def example(**members: Any) -> ConfigDict:
    """Return the configuration of a document with an example."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [members]})


class Nothing(BaseModel):
    """An empty object: the request says it all."""

    model_config = example()


class SignIn(BaseModel):
    """Mail address and password."""

    model_config = example(email="erika.mustermann@example.org", password="vier ruhige Worte genügen")  # noqa: S106 - an example

    email: Annotated[str, Field(max_length=200)]
    password: Password


class SecondFactor(BaseModel):
    """A code that proves the second factor."""

    model_config = example(code="123456")

    code: Code


class PasswordProof(BaseModel):
    """One's own password once more."""

    model_config = example(password="vier ruhige Worte genügen")  # noqa: S106 - an example

    password: Password


class Credential(BaseModel):
    """What the browser's `navigator.credentials` gave, as JSON (`PublicKeyCredential.toJSON()`)."""

    model_config = example(credential={"id": "…", "rawId": "…", "type": "public-key", "response": {}})

    credential: dict[str, Any]


class PasskeyOptions(BaseModel):
    """What the browser's `navigator.credentials` takes, as JSON."""

    model_config = example(options={"challenge": "…", "rpId": "example.org"})

    options: dict[str, Any]


class LinkLook(BaseModel):
    """The token of an invitation."""

    model_config = example(token="5f0c…")  # noqa: S106 - an example

    token: LinkToken


class Invited(BaseModel):
    """Whom an invitation is for."""

    model_config = example(
        name="Erika Mustermann", email="erika.mustermann@example.org", roles=["editor"], account="new"
    )

    name: str
    email: str
    roles: list[Role]
    account: Literal["new", "known"] = Field(description="known: the link sets a new password for an account in use.")


class LinkAccepted(BaseModel):
    """Name and password of somebody who takes an invitation."""

    model_config = example(token="5f0c…", name="Erika Mustermann", password="vier ruhige Worte genügen")  # noqa: S106 - an example

    token: LinkToken
    name: Name
    password: NewPassword


class ProviderView(BaseModel):
    """The county's identity provider."""

    name: str


class MethodsView(BaseModel):
    """How one can sign in here; `refused` says why nobody can (plain HTTP)."""

    password: bool
    passkey: bool
    oidc: ProviderView | None
    refused: str | None


class DemoLogin(BaseModel):
    """An account of the demo, with what one types; there are none in real use."""

    role: Role
    name: str
    email: str
    password: str
    code: str


class FactorsView(BaseModel):
    """Which second factors the account has."""

    totp: bool
    passkey: bool


class OwnFactors(FactorsView):
    """What one can prove oneself with."""

    password: bool


class SessionView(BaseModel):
    """How far this browser's sign-in has come, and when it ends without a further request, and at the latest."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "state": "signed_out",
                    "methods": {"password": True, "passkey": True, "oidc": None, "refused": None},
                    "demo": None,
                    "factors": None,
                    "idle_seconds": 1800,
                    "left_seconds": None,
                }
            ]
        }
    )

    state: Literal["signed_out", "second_factor", "enrolment", "signed_in"]
    methods: MethodsView
    demo: list[DemoLogin] | None
    factors: OwnFactors | None
    idle_seconds: int = Field(description="Seconds without a request after which a sign-in ends.")
    left_seconds: int | None = Field(
        description="Seconds until it ends in any case: relative, since clocks of devices are wrong."
    )
