import { cleanup, render } from "@testing-library/preact";
import type { ComponentChildren } from "preact";
import { LocationProvider } from "preact-iso";
import { createI18n, I18nContext } from "../i18n/i18n";
import type { Lang } from "../i18n/languages";
import { type AnyGroup, loadStaffTexts, type StaffI18n } from "../i18n/staffTexts";
import { Toasts } from "../ui/Toast/Toast";
import { type Me, SignedContext } from "./session/session";
import { SHARED } from "./Texts";

/** A language with the texts of the staff area and of `groups`, for tests. */
export async function speakStaff(lang: Lang, groups: readonly AnyGroup[] = []): Promise<StaffI18n> {
  return createI18n(lang, await loadStaffTexts(lang, [...SHARED, ...groups])) as unknown as StaffI18n;
}

/** An invented person who is signed in. */
export const erika: Me = {
  key: "account:7",
  name: "Erika Mustermann",
  email: "erika@example.org",
  language: "de",
  revision: 1,
  roles: [
    { role: "project_manager", area: null, organisation: null, office: null, until: null, deputy_for: null },
  ],
  permissions: ["measures.read", "measures.edit"],
  factors: { totp: true, passkeys: [], recovery_codes_left: 10 },
  demo: false,
};

/** Renders a screen as the signed-in person sees it. */
export function showAs(me: Me, part: ComponentChildren, i18n: StaffI18n) {
  cleanup();
  const signed = { me, reload: async () => undefined, put: () => undefined, signOut: async () => undefined };
  return render(
    <LocationProvider>
      <I18nContext.Provider value={i18n as never}>
        <Toasts>
          <SignedContext.Provider value={signed}>{part}</SignedContext.Provider>
        </Toasts>
      </I18nContext.Provider>
    </LocationProvider>,
  );
}
