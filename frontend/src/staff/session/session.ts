import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AnswerOf } from "../api/operations";

export type SessionState = AnswerOf<"/session", "get">;
export type Me = AnswerOf<"/me", "get">;

interface Signed {
  me: Me;
  /** Reads `/me` again; after changes of the own account. */
  reload: () => Promise<void>;
  put: (me: Me) => void;
  signOut: () => Promise<void>;
}

export const SignedContext = createContext<Signed | null>(null);

/** The person who is signed in. Throws outside of the signed-in part. */
export function useSigned(): Signed {
  const signed = useContext(SignedContext);
  if (!signed) throw new Error("nobody is signed in here");
  return signed;
}

/** Whether the person has one of these permissions; no permission asked: yes. The server decides again, for every object. */
export function mayAny(me: Me, permissions: readonly string[]): boolean {
  return permissions.length === 0 || permissions.some((code) => me.permissions.includes(code));
}

/** `useMay()("measures.edit")`: whether to offer something. */
export function useMay(): (permission: string) => boolean {
  const { me } = useSigned();
  return (permission) => me.permissions.includes(permission);
}
