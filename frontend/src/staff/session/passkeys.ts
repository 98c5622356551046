/** What the server sends and takes: the JSON forms of WebAuthn Level 3, binary values in base64url. */
type Json = Record<string, unknown>;

interface FromJson {
  parseRequestOptionsFromJSON?: (options: Json) => PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON?: (options: Json) => PublicKeyCredentialCreationOptions;
}

const parser = () =>
  (globalThis as { PublicKeyCredential?: unknown }).PublicKeyCredential as FromJson | undefined;

/** Whether this browser can use passkeys the way we ask for them. */
export function knowsPasskeys(): boolean {
  const found = parser();
  return (
    typeof found?.parseRequestOptionsFromJSON === "function" &&
    typeof found.parseCreationOptionsFromJSON === "function"
  );
}

function toJson(credential: Credential | null): Json {
  if (!credential) throw new Error("no passkey was chosen");
  return (credential as unknown as { toJSON(): Json }).toJSON();
}

/** Lets the person confirm with a passkey. Rejects when they do not. */
export async function askPasskey(options: Json): Promise<Json> {
  const publicKey = parser()?.parseRequestOptionsFromJSON?.(options);
  if (!publicKey) throw new Error("this browser knows no passkeys");
  return toJson(await navigator.credentials.get({ publicKey }));
}

/** Lets the person make a passkey. Rejects when they do not. */
export async function makePasskey(options: Json): Promise<Json> {
  const publicKey = parser()?.parseCreationOptionsFromJSON?.(options);
  if (!publicKey) throw new Error("this browser knows no passkeys");
  return toJson(await navigator.credentials.create({ publicKey }));
}
