"""A security key in software: makes passkeys and answers challenges as WebAuthn level 2 says, and lies when told to."""

import hashlib
import json
import secrets
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One passkey, once made."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential = secrets.token_bytes(32)
        self.count = 0

    def make(self, options: dict[str, Any], *, origin: str = ORIGIN, verified: bool = True) -> dict[str, Any]:
        """What `navigator.credentials.create` would give."""
        said = self._client("webauthn.create", options["challenge"], origin)
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + cbor2.dumps(public)
        data = self._data(options["rp"]["id"], verified=verified, flags=WITH_KEY) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential({"clientDataJSON": said, "attestationObject": made})

    def answer(
        self, options: dict[str, Any], *, origin: str = ORIGIN, host: str = "", verified: bool = True
    ) -> dict[str, Any]:
        """What `navigator.credentials.get` would give."""
        self.count += 1
        said = self._client("webauthn.get", options["challenge"], origin)
        data = self._data(host or options["rpId"], verified=verified)
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._credential({"clientDataJSON": said, "authenticatorData": data, "signature": signed})

    def _credential(self, response: dict[str, bytes]) -> dict[str, Any]:
        key = bytes_to_base64url(self.credential)
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        return {"id": key, "rawId": key, "type": "public-key", "response": told, "clientExtensionResults": {}}

    def _data(self, host: str, *, verified: bool, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if verified else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    @staticmethod
    def _client(kind: str, challenge: str, origin: str) -> bytes:
        assert base64url_to_bytes(challenge)
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()
