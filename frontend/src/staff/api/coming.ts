/** Operations that are agreed but not yet in openapi.yaml; an entry goes when `npm run types` brings the real one. */
interface Op<Answer, More extends { path?: object; query?: object; body?: unknown } = object> {
  parameters: {
    path: More extends { path: infer P } ? P : undefined;
    query?: More extends { query: infer Q } ? Q : undefined;
  };
  requestBody: More extends { body: infer B } ? { content: { "application/json": B } } : undefined;
  responses: { 200: { content: { "application/json": Answer } } };
}

interface Named {
  key: string;
  name: string;
}
type Code = string;

export interface SessionState {
  state: "signed_out" | "second_factor" | "enrolment" | "signed_in";
  methods: { password: boolean; passkey: boolean; oidc: { name: string } | null; refused: string | null };
  demo: { role: Code; name: string; email: string; password: string; code: string | null }[] | null;
  factors: { totp: boolean; passkey: boolean } | null;
  idle_seconds: number;
  ends_at: string | null;
}
interface MyRole {
  role: Code;
  area: Named | null;
  organisation: Named | null;
  office: Named | null;
  until: string | null;
  deputy_for: string | null;
}
interface Passkey {
  id: number;
  name: string;
  created_on: string;
  last_used_on: string | null;
}
interface MeDocument {
  key: string;
  name: string;
  email: string;
  language: Code;
  revision: number;
  roles: MyRole[];
  permissions: Code[];
  factors: { totp: boolean; passkeys: Passkey[]; recovery_codes_left: number };
  demo: boolean;
}
/** A text as it is stored: by language. */
export type StoredText = Record<string, { text: string }>;
interface TodoItem {
  kind: Code;
  title: string | StoredText;
  link: string;
  due: string | null;
  waiting_since: string | null;
  count: number;
}
interface GivenRole {
  role: Code;
  area?: string | null;
  organisation?: string | null;
  office?: string | null;
  valid_to?: string | null;
}
interface RoleView {
  role: Code;
  area: Named | null;
  organisation: Named | null;
  office: Named | null;
  valid_from: string;
  valid_to: string | null;
  source: string;
}
interface Account {
  id: number;
  key: string;
  name: string;
  email: string;
  language: Code;
  state: Code;
  revision: number;
  roles: RoleView[];
  factors: { totp: boolean; passkey: boolean };
  invited_until: string | null;
  demo: boolean;
}
interface Token {
  id: number;
  name: string;
  scopes: Code[];
  area: string | null;
  expires_on: string;
  created_on: string;
  last_used_on: string | null;
}
interface Deputy {
  id: number;
  account: number;
  name: string;
  given: boolean;
  valid_from: string;
  valid_to: string;
}
interface AuditItem {
  number: number;
  at: string;
  actor: string;
  actor_name: string | null;
  action: Code;
  object_type: Code;
  object_key: string;
  fields: string[];
}
interface Mail {
  id: number;
  to: string;
  subject: string;
  text: string;
  created_at: string;
  state: Code;
}
interface SystemState {
  worker_at: string | null;
  backup: { at: string | null; verified_at: string | null; state: Code };
  jobs: { waiting: number; dead: number };
  audit: { entries: number; head: string };
}
interface Version {
  revision: number;
  replaced_at: string;
  replaced_by: string;
  fields: string[];
  values: Record<string, unknown>;
}
interface Draft {
  key: string;
  base_revision: number | null;
  values: Record<string, unknown>;
  saved_at: string;
}
interface List<T> {
  items: T[];
  next?: string | null;
}
interface ByNumber {
  path: { number: number };
}
type Empty = Record<string, never>;

export interface ComingPaths {
  "/api/v1/session": {
    get: Op<SessionState>;
    post: Op<SessionState, { body: { email: string; password: string } }>;
    delete: Op<undefined>;
  };
  "/api/v1/session/code": { post: Op<SessionState, { body: { code: string } }> };
  "/api/v1/session/passkey-options": { post: Op<{ options: Record<string, unknown> }, { body: Empty }> };
  "/api/v1/session/passkey": { post: Op<SessionState, { body: { credential: Record<string, unknown> } }> };
  "/api/v1/session/invitation-look": {
    post: Op<{ name: string; email: string; roles: Code[] }, { body: { token: string } }>;
  };
  "/api/v1/session/invitation": {
    post: Op<SessionState, { body: { token: string; name: string; password: string } }>;
  };
  "/api/v1/me": {
    get: Op<MeDocument>;
    patch: Op<MeDocument, { body: { name?: string; language?: string } }>;
  };
  "/api/v1/me/password": { post: Op<undefined, { body: { current: string; new: string } }> };
  "/api/v1/me/totp": { post: Op<{ secret: string; uri: string; qr: string }, { body: Empty }> };
  "/api/v1/me/totp/confirmation": { post: Op<{ recovery_codes: string[] }, { body: { code: string } }> };
  "/api/v1/me/recovery-codes": { post: Op<{ recovery_codes: string[] }, { body: Empty }> };
  "/api/v1/me/passkey-options": { post: Op<{ options: Record<string, unknown> }, { body: Empty }> };
  "/api/v1/me/passkeys": {
    post: Op<
      { id: number; recovery_codes?: string[] },
      { body: { name: string; credential: Record<string, unknown> } }
    >;
  };
  "/api/v1/me/passkeys/{number}": { delete: Op<undefined, ByNumber> };
  "/api/v1/me/sessions": {
    get: Op<List<{ id: number; current: boolean; created_at: string; seen_at: string; device: string }>>;
  };
  "/api/v1/me/sessions/{number}": { delete: Op<undefined, ByNumber> };
  "/api/v1/me/todo": { get: Op<List<TodoItem>> };
  "/api/v1/me/drafts": { get: Op<List<Omit<Draft, "values">>> };
  "/api/v1/me/drafts/{key}": {
    get: Op<Draft, { path: { key: string } }>;
    put: Op<
      Draft,
      { path: { key: string }; body: { base_revision: number | null; values: Record<string, unknown> } }
    >;
    delete: Op<undefined, { path: { key: string } }>;
  };
  "/api/v1/me/deputies": {
    get: Op<{ items: Deputy[]; colleagues: { account: number; name: string }[] }>;
    post: Op<Deputy, { body: { account: number; valid_to: string } }>;
  };
  "/api/v1/me/deputies/{number}": { delete: Op<undefined, ByNumber> };
  "/api/v1/tokens": {
    get: Op<List<Token>>;
    post: Op<
      Token & { token: string },
      { body: { name: string; scopes: Code[]; area: string | null; days: number } }
    >;
  };
  "/api/v1/tokens/{number}": { delete: Op<undefined, ByNumber> };
  "/api/v1/accounts": {
    get: Op<List<Account>>;
    post: Op<Account, { body: { email: string; name: string; language: Code; roles: GivenRole[] } }>;
  };
  "/api/v1/accounts/{number}": {
    get: Op<Account, ByNumber>;
    patch: Op<Account, ByNumber & { body: { email?: string; name?: string; language?: string } }>;
  };
  "/api/v1/accounts/{number}/roles": { put: Op<Account, ByNumber & { body: { roles: GivenRole[] } }> };
  "/api/v1/accounts/{number}/invitation": { post: Op<Account, ByNumber & { body: Empty }> };
  "/api/v1/accounts/{number}/end": {
    post: Op<{ handed_on: number }, ByNumber & { body: { successor: number | null } }>;
  };
  "/api/v1/accounts/{number}/factor-reset": { post: Op<undefined, ByNumber & { body: Empty }> };
  "/api/v1/audit": {
    get: Op<
      List<AuditItem>,
      {
        query: {
          object_type?: string;
          object_key?: string;
          actor?: string;
          from?: string;
          to?: string;
          after?: string;
          limit?: number;
        };
      }
    >;
  };
  "/api/v1/staff/mails": { get: Op<List<Mail>, { query: { after?: string } }> };
  "/api/v1/staff/system": { get: Op<SystemState> };
  "/api/v1/staff/versions": {
    get: Op<List<Version>, { query: { object_type: string; object_key: string } }>;
  };
  "/api/v1/staff/markdown": { post: Op<{ html: string }, { body: { text: string } }> };
}
